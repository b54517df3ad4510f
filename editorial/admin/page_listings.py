"""Every kind of page as a list of its own in the admin menu."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.text import slugify
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView, PageFilterSet
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.pages import PageListingViewSet

from cases.models import CaseOrganisation, CasePage
from cases.published import CASES
from core.published import PublishedKind, kinds
from core.text.numbers import enumeration
from editorial.admin.default_parent import UsualParentView
from methods.models import MethodPage
from methods.published import METHODS

_FIRST = [
    BulkActionsColumn("bulk_actions"),
    Column("number", label="Nummer", sort_key="number", width="8%"),
    PageTitleColumn("title", label="Titel", sort_key="title", classname="title"),
]
_STATUS = PageStatusColumn("status", label="Status", sort_key="live", width="12%")
_UPDATED = DateColumn("latest_revision_created_at", label="Bijgewerkt", sort_key="latest_revision_created_at")


class MethodFilterSet(PageFilterSet):  # type: ignore[misc]
    class Meta:
        model = MethodPage
        fields = {"theme": ["exact"], "live": ["exact"], "next_review": ["lte"]}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["live"].label = "Gepubliceerd"
        self.filters["next_review__lte"].label = "Controleren uiterlijk op"


class CaseFilterSet(PageFilterSet):  # type: ignore[misc]
    class Meta:
        model = CasePage
        fields = ["kind", "live", "channels"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["live"].label = "Gepubliceerd"


class MethodIndexView(IndexView):  # type: ignore[misc]
    """The list of methods, with their themes in one query."""

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        pages = list(object_list)
        themes = dict(MethodPage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "theme__label"))
        for page in pages:
            page.theme_label = themes.get(page.pk) or ""
        return super().get_table(pages, **kwargs)


class CaseIndexView(IndexView):  # type: ignore[misc]
    """The list of cases, with their organisations in one query."""

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        pages = list(object_list)
        names: dict[int, list[str]] = defaultdict(list)
        links = CaseOrganisation.objects.filter(page_id__in=[page.pk for page in pages])
        for page_id, label in links.order_by("sort_order").values_list("page_id", "organisation__label"):
            names[page_id].append(label)
        for page in pages:
            page.organisation_names = enumeration(names[page.pk])
        return super().get_table(pages, **kwargs)


class MethodListing(PageListingViewSet):  # type: ignore[misc]
    model = MethodPage
    name = "methoden"
    icon = "clipboard-list"
    menu_label = "Methoden"
    menu_name = "methoden"
    menu_order = 10
    add_to_admin_menu = True
    ordering = "number"
    index_view_class = MethodIndexView
    choose_parent_view_class = UsualParentView
    filterset_class = MethodFilterSet
    columns = [
        *_FIRST,
        Column("theme_label", label="Thema", sort_key="theme__label"),
        _STATUS,
        # A day ahead; a DateColumn says how long ago something was.
        Column("next_review", label="Volgende controle", sort_key="next_review"),
        _UPDATED,
    ]


class CaseListing(PageListingViewSet):  # type: ignore[misc]
    model = CasePage
    name = "praktijkvoorbeelden"
    icon = "form"
    menu_label = "Praktijkvoorbeelden"
    menu_name = "praktijkvoorbeelden"
    menu_order = 20
    add_to_admin_menu = True
    ordering = "number"
    index_view_class = CaseIndexView
    choose_parent_view_class = UsualParentView
    filterset_class = CaseFilterSet
    columns = [*_FIRST, Column("organisation_names", label="Organisatie"), _STATUS, _UPDATED]


_OWN: dict[str, type[PageListingViewSet]] = {METHODS.slug: MethodListing, CASES.slug: CaseListing}


class OtherPages(ViewSetGroup):  # type: ignore[misc]
    """The lists of all other kinds, in one item of the menu."""

    menu_label = "Andere pagina's"
    menu_name = "andere-paginas"
    menu_icon = "folder-open-inverse"

    def __init__(self) -> None:
        self.items = [_plain_listing(kind) for kind in kinds() if kind.slug not in _OWN]
        super().__init__()


def listings() -> list[Any]:
    """A list for each kind; those of methods and cases stand in the menu by themselves."""
    return [*(_OWN[kind.slug](_OWN[kind.slug].name) for kind in kinds() if kind.slug in _OWN), OtherPages()]


def _plain_listing(kind: PublishedKind) -> PageListingViewSet:
    """The list of a kind that has none of its own: title, status and when it was changed."""
    name = slugify(kind.plural)
    shown = {
        "model": kind.model,
        "icon": "doc-full",
        "menu_label": kind.plural,
        "menu_name": name,
        "choose_parent_view_class": UsualParentView,
        "columns": [*(_FIRST if kind.prefix else (_FIRST[0], _FIRST[2])), _STATUS, _UPDATED],
    }
    return type(f"{kind.model.__name__}Listing", (PageListingViewSet,), shown)(name)
