"""Where a word leads: the listing page that asks for just that word, or else the search page with it as a filter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from core.http.cache.kept import by_stamp
from core.visibility import public_pages
from home.models import ListingPage
from search.contract import Facet
from vocabulary.models import Barrier, Channel, OrganisationType, Term, Theme

_FACET_OF: Mapping[type[Term], Facet] = {
    OrganisationType: Facet.FAMILY,
    Channel: Facet.CHANNEL,
    Theme: Facet.THEME,
    Barrier: Facet.BARRIER,
}
_WORDS_OF: Mapping[Facet, str] = {
    Facet.FAMILY: "families",
    Facet.CHANNEL: "channels",
    Facet.THEME: "themes",
    Facet.BARRIER: "barriers",
}

# (Facet, slug of the word) -> address of its own listing page.
WordPages = Mapping[tuple[Facet, str], str]


def word_pages(request: HttpRequest | None) -> WordPages:
    """The address per word that has a public listing page of its own. Six queries, once per request."""
    found: WordPages | None = getattr(request, "_word_pages", None)
    if found is None:
        found = _read()
        if request is not None:
            request._word_pages = found  # type: ignore[attr-defined]
    return found


def word_address(word: Term, pages: WordPages) -> str:
    """The address of a word: its own page where there is one, else the search filter on it."""
    facet = _FACET_OF[type(word)]
    return pages.get((facet, word.slug)) or f"{reverse('search')}?{urlencode({facet.value: word.slug})}"


@by_stamp
def _read() -> dict[tuple[Facet, str], str]:
    pages = {page.pk: page for page in public_pages(ListingPage.objects.filter(query="", kind="")).order_by("-path")}
    asked: dict[int, list[tuple[Facet, str]]] = defaultdict(list)
    for facet, name in _WORDS_OF.items():
        field = ListingPage._meta.get_field(name)
        through = field.remote_field.through  # type: ignore[union-attr]
        slug = f"{field.m2m_reverse_field_name()}__slug"  # type: ignore[union-attr]
        for page_id, word in through._default_manager.values_list("listingpage_id", slug):
            asked[page_id].append((facet, word))
    return {asked[page_id][0]: page.get_url() or "" for page_id, page in pages.items() if len(asked[page_id]) == 1}
