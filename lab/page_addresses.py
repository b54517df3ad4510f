"""Which pages of a site are measured, and how many visitors would see them: a sample per kind, always the same."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from django.db.models import Count
from wagtail.models import Page

from cases.models import CasePage
from lab.language import dutch
from methods.models import MethodPage

SAMPLE = 25
_SOME = ["formulier", "brief", "telefoon", "herinnering", "aanvraag", "gemeente", "afspraak", "betalen"]


def addresses() -> dict[str, list[str]]:
    """Addresses per kind of page. The pages with the most rows are among the sample of methods and cases."""
    methods = MethodPage.objects.annotate(weight=Count("counted_results", distinct=True))
    cases = CasePage.objects.annotate(weight=Count("results", distinct=True))
    return {
        "home": ["/"],
        "method": _sample(methods.order_by("-weight", "pk")),
        "case": _sample(cases.order_by("-weight", "pk")),
        "list of methods": ["/methoden/", "/methoden/?pagina=2"],
        "list of cases": ["/praktijk/", "/praktijk/?pagina=3"],
        "family, theme, channel, barrier": [
            "/families/gemeente/",
            "/themas/kanaalsturing/",
            "/kanalen/post/",
            "/belemmeringen/vergeten/",
        ],
        "overview": ["/themas/", "/families/", "/kanalen/", "/belemmeringen/"],
        **searches(),
    }


def searches() -> dict[str, list[str]]:
    """Search addresses per kind of question."""
    words = dutch().words[20:400]
    rng = Random("searches")
    pairs = ["+".join(rng.sample(words, 2)) for _ in range(SAMPLE)]
    sentences = ["+".join(rng.sample(words, 6)) for _ in range(SAMPLE)]
    return {
        "search: nothing asked": ["/zoeken/"],
        "search: one word": [f"/zoeken/?q={word}" for word in _SOME],
        "search: two words": [f"/zoeken/?q={pair}" for pair in pairs],
        "search: a sentence": [f"/zoeken/?q={sentence}" for sentence in sentences],
        "search: a quotation": [f'/zoeken/?q="{words}"' for words in ("digitaal+formulier", "bel+dan", "de+brief")],
        "search: words and two filters": [
            f"/zoeken/?q={word}&familie=gemeente&kanaal=post&kanaal=web" for word in _SOME
        ],
        "search: filters alone": ["/zoeken/?familie=gemeente&kanaal=post", "/zoeken/?richting=beter&opzet=loting"],
        "search: newest": ["/zoeken/?sorteer=nieuwste&soort=praktijkvoorbeeld"],
        "search: second page": ["/zoeken/?q=digitaal&pagina=2"],
        "search: a typo": ["/zoeken/?q=herinering", "/zoeken/?q=formuleir+brieff"],
        "search: nothing found": ["/zoeken/?q=xqzvwk+wvqxz&familie=waterschap"],
    }


def _sample(pages: Sequence[Page]) -> list[str]:
    """The five with the most rows, and others spread over all."""
    keys = list(pages)
    spread = keys[5 :: max(len(keys) // (SAMPLE - 5), 1)][: SAMPLE - 5]
    return [page.get_url() or "" for page in [*keys[:5], *spread]]
