"""Filters to suggest: of a question that is only a channel, family or theme, and to browse when nothing is found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from core.http.cache.kept import by_stamp
from search.contract import Answer, EngineError, Facet, Question
from search.dutch.analysis import AnalysedToken, analyse
from search.dutch.questions import NOTHING_ASKED
from search.facets import NAMED_FACETS
from search.query_string import address, with_value
from search.service import answer, ask

# Longer questions say more than one word of a list.
_MOST_WORDS = 6
# Words beside it that add nothing: `methodes voor gemeenten`, `kanaal telefoon`, `thema inclusie`.
_EMPTY_WORDS = {
    *("kanaal", "kanalen", "thema", "themas", "familie", "families", "filter", "alle", "alles", "via", "per"),
    *("methode", "methodes", "methoden", "kaart", "kaarten", "praktijkvoorbeeld", "praktijkvoorbeelden"),
}


@dataclass(frozen=True)
class FilterSuggestion:
    """A filter that gives `total` pages instead of the words of the question."""

    facet: Facet
    slug: str
    label: str
    total: int
    question: Question

    @property
    def kind(self) -> str:
        """What it is a filter of, in Dutch: kanaal, soort organisatie, thema."""
        return self.facet.filter_name

    @property
    def url(self) -> str:
        return address(self.question)


def named_filters(found: Answer) -> tuple[FilterSuggestion, ...]:
    """The filters that the question names and nothing else; when some are named letter by letter, only those.

    The engine is asked once for each. Nothing when it fails.
    """
    question, words = found.question, _content_words(token.word for token in found.asked.tokens)
    if not words or len(words) > _MOST_WORDS:
        return ()
    named = list(_named(words))
    exact = [(facet, slug, label) for facet, slug, label, is_exact in named if is_exact]
    chosen = exact or [(facet, slug, label) for facet, slug, label, _ in named]
    try:
        made = [_suggestion(question, *one) for one in chosen if one[1] not in question.filters.get(one[0], ())]
    except EngineError:
        return ()
    return tuple(one for one in made if one.total)


def themes_to_browse() -> tuple[FilterSuggestion, ...]:
    """Every theme with the number of its pages, without any words; nothing when the engine fails."""
    found = answer(Question(page_size=1))
    return tuple(
        FilterSuggestion(Facet.THEME, one.value, one.label, one.count, with_value(Question(), Facet.THEME, one.value))
        for one in found.facets.get(Facet.THEME, ())
        if one.count
    )


def _suggestion(question: Question, facet: Facet, slug: str, label: str) -> FilterSuggestion:
    instead = with_value(replace(question, text=""), facet, slug)
    return FilterSuggestion(facet, slug, label, ask(replace(instead, page_size=1), NOTHING_ASKED).total, instead)


def _content_words(tokens: Iterable[AnalysedToken]) -> list[AnalysedToken]:
    return [token for token in tokens if not token.is_stopword and token.folded not in _EMPTY_WORDS]


def _named(words: list[AnalysedToken]) -> Iterator[tuple[Facet, str, str, bool]]:
    """Facet, slug and label of each word of the lists that the question names, and whether letter by letter."""
    folded, stems = tuple(word.folded for word in words), tuple(word.stem for word in words)
    for facet, slug, label, names in _aliases():
        if any(stems == name.stems for name in names):
            yield facet, slug, label, any(folded == name.folded for name in names)


class _Name(NamedTuple):
    folded: tuple[str, ...]
    stems: tuple[str, ...]


@by_stamp
def _aliases() -> tuple[tuple[Facet, str, str, tuple[_Name, ...]], ...]:
    """Everything that people call the words of the lists, analysed. One query for each list."""
    return tuple(
        (facet, slug, label, tuple(map(_analysed, names)))
        for facet in NAMED_FACETS
        for slug, label, names in facet.aliases()
    )


def _analysed(name: str) -> _Name:
    words = _content_words(analyse(name))
    return _Name(tuple(word.folded for word in words), tuple(word.stem for word in words))
