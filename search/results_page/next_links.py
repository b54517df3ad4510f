"""Where to go from an answer, as the page shows it: a corrected question, a looser one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from search.contract import Answer, Facet
from search.query_string import ParsedQuery, address
from search.service.relaxation import Constraint, relax


@dataclass(frozen=True)
class CorrectedQuestion:
    """Bedoelde je `text`?"""

    text: str
    url: str


@dataclass(frozen=True)
class NextLink:
    """Link from an empty answer: the question without `label` has `total` results."""

    label: str
    total: int
    url: str


def suggestion(found: Answer) -> CorrectedQuestion | None:
    if found.did_you_mean is None:
        return None
    return CorrectedQuestion(found.did_you_mean, address(replace(found.question, text=found.did_you_mean, page=1)))


def relaxed_links(asked: ParsedQuery, found: Answer) -> tuple[NextLink, ...]:
    """Each part that can be left out of a question that finds nothing, the one that gives most first."""
    return tuple(NextLink(_left_out(asked, one.without), one.total, address(one.question)) for one in relax(found))


def _left_out(asked: ParsedQuery, without: Facet | Constraint) -> str:
    if isinstance(without, Constraint):
        return _PARTS[without].format(text=asked.question.text)
    labels = [asked.labels.get((without, value), value) for value in asked.question.filters[without]]
    return f"{without.heading} {' of '.join(labels)}"


_PARTS = {
    Constraint.WORDS: "de woorden ‘{text}’",
    Constraint.QUOTES: "aanhalingstekens",
    Constraint.MINUS: "het minteken",
    Constraint.FILTERS: "filters",
}
