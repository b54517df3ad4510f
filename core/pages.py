"""What every page of the site has in common."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.models import get_all_child_relations
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface, TitleFieldPanel
from wagtail.models import Page, PagePermissionTester, PageViewRestriction

from core.admin.copy_form import OwnCopyForm
from core.admin.page_form import PageForm
from core.http.cache.validity import valid_until
from core.http.links import add_page_links
from core.number_series import next_number, reserve_number
from core.signals.reference_index import indexed_once
from core.visibility import has_expired, restricted_paths


class OwnDrafts(PagePermissionTester):  # type: ignore[misc]
    """Wagtail lets whoever may change drafts delete all of them; here who may not publish only his own."""

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        if not super().can_delete(ignore_bulk):
            return False
        if self.user.is_superuser or "publish" in self.permissions:
            return True
        return not self.page.get_descendants(inclusive=True).exclude(owner=self.user).exists()


class BasePage(Page):
    """Abstract base of every page type: canonical address, short description, expiry by the clock."""

    # A type says that it is no kind of page that is registered (`core.published`), such as a front page.
    is_kind: ClassVar[bool] = True
    # Where a page stands unless its type says otherwise: under a list, with nothing below it.
    parent_page_types: ClassVar[list[str] | None] = ["home.ListingPage"]
    subpage_types: ClassVar[list[str] | None] = []

    # By `core.signal_handlers`, which leaves out what Wagtail writes of drafts.
    search_auto_update: ClassVar[bool] = False

    # Relations that every reader needs, read together with the page.
    read_with: ClassVar[tuple[str, ...]] = ()

    base_form_class = PageForm
    copy_form_class = OwnCopyForm
    promote_panels = [
        MultiFieldPanel(
            [
                FieldPanel("slug", heading="Adres", help_text="Komt van de titel. Kleine letters en streepjes."),
                FieldPanel("seo_title", heading="Titel voor zoekmachines", help_text="Leeg: de titel van de pagina."),
                FieldPanel(
                    "search_description",
                    heading="Beschrijving voor zoekmachines",
                    help_text="Eén of twee zinnen. Leeg: de kern of de inleiding van de pagina.",
                ),
            ],
            heading="Adres en zoekmachines",
        ),
    ]

    class Meta:
        abstract = True

    def permissions_for_user(self, user: Any) -> OwnDrafts:
        return OwnDrafts(user, self)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with indexed_once(self):
            return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A row that was removed since a revision comes back as a new row: its old key is no choice any more."""
        content = dict(content)
        for relation in get_all_child_relations(type(self)):
            name = relation.get_accessor_name()
            if not content.get(name) or relation.related_model._meta.app_label == "wagtailcore":
                continue
            content[name] = rows = _without_parent(relation, content[name])
            keys = {row["pk"] for row in rows if row.get("pk")}
            if keys:
                own = relation.related_model._base_manager.filter(**{relation.field.name: self.pk})
                gone = keys - set(own.filter(pk__in=keys).values_list("pk", flat=True))
                for row in rows:
                    row["pk"] = None if row.get("pk") in gone else row.get("pk")
        return super().with_content_json(content)

    @property
    def canonical_url(self) -> str:
        """The one address of this page, under the public address of the site."""
        return f"{settings.SITE_URL}{self.get_url() or '/'}"

    @property
    def description(self) -> str:
        """One or two sentences for search engines and shared links."""
        return str(self.search_description)

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """As Wagtail finds them; it asks for all pages above, which is not needed where no page has any."""
        found: QuerySet[PageViewRestriction] = PageViewRestriction.objects.none()
        return super().get_view_restrictions() if restricted_paths() else found

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Render the page; one whose time is over is gone, also before the worker has unpublished it."""
        if has_expired(self):
            raise Http404("expired")
        valid_until(self.expire_at)
        response: HttpResponse = super().serve(request, *args, **kwargs)
        add_page_links(request, response, self)
        return response


class NumberedPage(BasePage):
    """A page with a number that is given at creation, never changes and is never used again."""

    number_series: ClassVar[str]
    short_prefix: ClassVar[str]

    number = models.PositiveIntegerField("nummer", unique=True, null=True, editable=False)

    exclude_fields_in_copy = ["number"]

    class Meta:
        abstract = True

    @property
    def short_url(self) -> str:
        """The permanent short address, such as `/m/31`."""
        return f"/{self.short_prefix}/{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            if self.number is None:
                self.number = next_number(self.number_series)
            elif self._state.adding:
                reserve_number(self.number_series, self.number)
            return super().save(*args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """A revision never brings another number along (it may be of the page this one was copied from)."""
        page = super().with_content_json(content)
        page.number = self.number
        return page


def _without_parent(relation: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a revision without the key of what they belong to, which would be looked up for every row."""
    below = [(each, each.get_accessor_name()) for each in get_all_child_relations(relation.related_model)]
    return [
        {name: value for name, value in row.items() if name != relation.field.name}
        | {name: _without_parent(each, row[name]) for each, name in below if row.get(name)}
        for row in rows
    ]


def title_panel(help_text: str = "") -> TitleFieldPanel:
    """The title of a page; the address of a new page follows it while it is typed."""
    return TitleFieldPanel("title", help_text=help_text, placeholder=False)


def search_words_panel() -> FieldPanel:
    """The search words of a page: what people type and the text does not say."""
    return FieldPanel(
        "tags",
        help_text="Twintig tot dertig woorden waarop iemand zoekt en die niet in de titel of de kern staan: "
        "over wie het gaat, gewone woorden, vakwoorden en Engelse woorden. Lezers zien ze niet. "
        "Schrijf ze met kleine letters en een komma ertussen.",
    )


def tabs(**groups: list[Any]) -> TabbedInterface:
    """Edit form in tabs, one per task: `tabs(Wat=[...], Stappen=[...])`; underscores become spaces."""
    return TabbedInterface(
        [ObjectList(panels, heading=heading.replace("_", " ")) for heading, panels in groups.items()]
    )
