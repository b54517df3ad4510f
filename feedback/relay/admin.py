"""Who may be asked about a page, for editors: put there, seen and taken away; the contact says yes by mail."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet

from feedback.relay.models import UNCONFIRMED_KEPT, PageContact

_HELP = (
    "Vul hier alleen het adres in van iemand die tegen je zei dat collega’s vragen mogen stellen. De site vraagt het "
    f"nog eens per mail. Zonder ja binnen {UNCONFIRMED_KEPT.days} dagen verdwijnt het adres. Na een jaar vraagt de "
    "site het opnieuw. Lezers zien het adres nooit. Een ander adres? Verwijder dit contact en maak een nieuw."
)


class ContactForm(WagtailAdminModelForm):  # type: ignore[misc]
    """A page has one contact; who is asked already stays who it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for field in self.fields.values():
                field.disabled = True


class PageContactViewSet(ModelViewSet):  # type: ignore[misc]
    model = PageContact
    name = "contacten"
    icon = "user"
    menu_label = "Contacten voor vragen"
    add_to_admin_menu = False
    copy_view_enabled = False
    inspect_view_enabled = False
    search_backend_name = None
    edit_handler = ObjectList(
        [
            HelpPanel(_HELP),
            PageChooserPanel("page", ["methods.MethodPage", "cases.CasePage"]),
            FieldPanel("email"),
        ],
        base_form_class=ContactForm,
    )
    list_display = [
        "__str__",
        Column("page", label="Pagina"),
        DateColumn("confirmed_at", label="Zei ja"),
        DateColumn("ends_at", label="Geldt tot"),
    ]

    def get_queryset(self, request: Any) -> QuerySet[PageContact]:
        return PageContact.objects.select_related("page")
