"""How common words are on the site: what decides how much each says of a question."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from search.contract.query_plan import Clause, Everything, Stem
from search.query.planner import in_results


def word_shares(count_each: Callable[[Sequence[Clause]], Sequence[int]], stems: Iterable[str]) -> Mapping[str, float]:
    """The share (0 to 1) of the pages in the list of results that hold each of these stems in any text."""
    asked = sorted(set(stems))
    clauses: list[Clause] = [Everything(), *map(Stem, asked)]
    total, *counts = count_each([in_results(clause) for clause in clauses])
    return {stem: count / max(total, 1) for stem, count in zip(asked, counts, strict=True)}
