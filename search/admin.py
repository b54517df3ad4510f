"""The lists of editors in the admin, as one group in the menu: synonyms, featured results, words that stay whole."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet, SnippetViewSetGroup

from core.published import kinds
from core.text.numbers import number
from core.text.sanitise import one_line
from search.backends.registry import site_words
from search.contract import EngineError
from search.curation.promoted_results import MOST_PAGES, FeaturedQuestion, with_pages
from search.curation.protected_words import WholeWord
from search.curation.synonyms import SynonymGroup, stands_on_site
from search.dutch.synonyms import SynonymError, parse_group
from search.explain.synonym_preview import GROUP
from search.indexing.backlog import pages_waiting

# What a new row starts with, in the address of its form.
WORD = "woord"
_LONGEST_WORD = 100
_WAITING = (
    "De zoekindex wordt bijgewerkt: nog {pages}. Vragen houden zich al aan deze lijst. Tot de index klaar is, vindt "
    "een deel van een woord (‘bank’) nog pagina's met het hele woord (‘kennisbank’)."
)
_CHANGED = DateColumn("changed_at", label="Gewijzigd", sort_key="changed_at")


class AddSynonymView(CreateView):  # type: ignore[misc]
    """The empty form, or one that starts with a word or a whole group."""

    def get_initial(self) -> dict[str, Any]:
        word = one_line(self.request.GET.get(WORD, ""))[:_LONGEST_WORD]
        line = one_line(self.request.GET.get(GROUP, "")) or (f"{word} = " if word else "")
        return {**super().get_initial(), **({"line": line} if line else {})}


def _on_site(row: SynonymGroup) -> str:
    """Whether the group can change an answer; empty when the index does not say."""
    try:
        known = site_words().words().stems
        return "" if not known else "ja" if stands_on_site(parse_group(row.line), known) else "nee, vindt niets"
    except (EngineError, SynonymError):
        return ""


class SynonymViewSet(SnippetViewSet):  # type: ignore[misc]
    """A list to search and edit; a change counts from the next question on."""

    model = SynonymGroup
    add_view_class = AddSynonymView
    icon = "openquote"
    menu_label = "Synoniemen"
    menu_name = "synoniemen"
    menu_order = 100
    list_display = [
        "line",
        Column("on_site", label="Staat op de site", accessor=_on_site),
        Column("changed_at", label="Gewijzigd"),
    ]
    search_fields = ["line"]
    list_per_page = 100


class AddFeaturedView(CreateView):  # type: ignore[misc]
    """The empty form, or one that starts with a question."""

    def get_initial(self) -> dict[str, Any]:
        asked = one_line(self.request.GET.get(WORD, ""))[:_LONGEST_WORD]
        return {**super().get_initial(), **({"wordings": asked} if asked else {})}


def _state(row: FeaturedQuestion) -> str:
    """Whether readers see it today, and if not why."""
    today = timezone.localdate()
    if row.ends_on < today:
        return "Verlopen"
    if row.starts_on and row.starts_on > today:
        return "Nog niet begonnen"
    return "Loopt" if any(one.is_shown for one in row.pages.all()) else "Loopt, maar er is niets te zien"


def _pages(row: FeaturedQuestion) -> str:
    """The titles, and which of them readers do not see now."""
    titles = ((one.page.title, "" if one.is_shown else " (niet openbaar)") for one in row.pages.all())
    return format_html_join(", ", "{}{}", titles)


class FeaturedViewSet(SnippetViewSet):  # type: ignore[misc]
    """What comes first for which question, and until when; what is over stays in the list, as over."""

    model = FeaturedQuestion
    add_view_class = AddFeaturedView
    icon = "pick"
    menu_label = "Uitgelicht"
    menu_name = "uitgelicht"
    menu_order = 200
    list_display = [
        "__str__",
        Column("pages", label="Eerst", accessor=_pages),
        Column("state", label="Stand", accessor=_state),
        Column("starts_on", label="Vanaf", sort_key="starts_on"),
        Column("ends_on", label="Tot en met", sort_key="ends_on"),
        Column("reason", label="Waarom"),
    ]
    list_per_page = 50
    search_fields = ["wordings", "reason"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [
        FieldPanel("wordings"),
        InlinePanel(
            "pages",
            heading="Deze pagina's eerst",
            label="Pagina",
            min_num=1,
            max_num=MOST_PAGES,
            panels=[PageChooserPanel("page", [kind.model for kind in kinds()])],
        ),
        MultiFieldPanel([FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")])], heading="Wanneer"),
        FieldPanel("reason"),
    ]

    def get_queryset(self, request: Any) -> QuerySet[FeaturedQuestion]:
        return with_pages()


class WholeWordIndexView(IndexView):  # type: ignore[misc]
    """The list, with how far the index is."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = 0 if self.results_only else pages_waiting()
        if waiting:
            pages = "1 pagina" if waiting == 1 else f"{number(waiting)} pagina's"
            messages.info(request, _WAITING.format(pages=pages))
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class WholeWordViewSet(SnippetViewSet):  # type: ignore[misc]
    """Words that search does not take apart."""

    model = WholeWord
    index_view_class = WholeWordIndexView
    icon = "lock"
    menu_label = "Woorden die heel blijven"
    menu_name = "hele-woorden"
    menu_order = 300
    list_display = ["word", Column("apart", label="Anders gesplitst in"), _CHANGED]
    list_per_page = 100
    search_fields = ["word"]
    search_backend_name = None
    copy_view_enabled = False
    panels = [FieldPanel("word")]


class CurationGroup(SnippetViewSetGroup):  # type: ignore[misc]
    items = (SynonymViewSet, FeaturedViewSet, WholeWordViewSet)
    menu_label = "Vindbaarheid"
    menu_name = "vindbaarheid"
    menu_icon = "search"
    menu_order = 400
