"""What a method yielded, as its page shows it: the stored summary, and per indicator what it was computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from cases.charts.indicator_table import IndicatorTable, is_drawn
from cases.choices import Relation
from cases.pages.what_if import StartForm, asked_indicator, can_be_asked, start_form
from cases.results.family_filter import FamilyChoice, family_choice
from cases.results.method_row import Group, MethodRow, rows_of_method
from cases.results.query_params import NO_PARAMS, QueryParams
from cases.results.result_row import ResultRow
from cases.summaries.dto import MethodEvidence
from cases.summaries.loader import counted_rows
from cases.summaries.read import computed_evidence, family_evidence, live_summary, stored_evidence
from evidence import MethodSummary, Role


@dataclass(frozen=True, eq=False)
class MethodTable(IndicatorTable):
    """One indicator of a method. `is_main`: the method aims at it; `start` asks for the reader's own share."""

    is_main: bool = True
    start: StartForm | None = None

    @property
    def lead(self) -> tuple[str, ...]:
        """The sentences above the table; what stands under a chart is not said twice."""
        if self.evidence is None:
            return ()
        sentences = self.evidence.scope.sentences
        drawn = sum(len(table.rows) for table in self.drawn)
        said = any(table.pooled for table in self.drawn) or (0 < drawn <= 2 and not self.plain)
        return sentences[:1] if said else sentences


class ResultGroup(NamedTuple):
    """Rows of a method that were tested in the same way."""

    group: Group
    rows: tuple[MethodRow, ...]


@dataclass(frozen=True)
class MethodResults:
    """Everything under ‘Wat het opleverde’. `evidence` is of all organisations, or of one family when asked.

    `rows` are all to show, `blocks` those that tested the method alone, by indicator. `case_ids` are the cases with a
    result to show, of any family.
    """

    evidence: MethodEvidence | None
    rows: tuple[MethodRow, ...]
    blocks: tuple[MethodTable, ...]
    families: FamilyChoice
    asked: QueryParams
    is_unknown_indicator: bool
    case_ids: frozenset[int]

    @cached_property
    def comparable(self) -> tuple[MethodTable, ...]:
        """The indicators that two organisations or more measured: only there something can be laid side by side."""
        return tuple(block for block in self.blocks if block.evidence and block.evidence.scope.organisations > 1)

    def start_at(self, row: ResultRow) -> StartForm | None:
        """The reader's own figure at the first row of an indicator that has no table of its own."""
        return self._starts.get(id(row))

    @cached_property
    def _starts(self) -> dict[int, StartForm]:
        alone = (block for block in self.blocks if block not in self.comparable)
        return {id(block.rows[0]): block.start for block in alone if block.start}

    @property
    def tables(self) -> list[IndicatorTable]:
        return [table for block in self.blocks for table in block.drawn]

    @property
    def groups(self) -> tuple[ResultGroup, ...]:
        """The rows of what the method aims at, by what was tested, in the order of `Group`; none is empty.

        What a method must not make worse stands in `guard_rows`.
        """
        grouped = {group: tuple(row for row in self.rows if row.is_main and row.group is group) for group in Group}
        return tuple(ResultGroup(group, rows) for group, rows in grouped.items() if rows)

    @property
    def guard_rows(self) -> tuple[MethodRow, ...]:
        return tuple(row for row in self.rows if not row.is_main)

    @property
    def main(self) -> int:
        """How many indicators the method aims at have a row."""
        return sum(block.is_main for block in self.blocks)

    @property
    def guards(self) -> tuple[MethodTable, ...]:
        return tuple(block for block in self.blocks if not block.is_main)

    @property
    def pooled(self) -> IndicatorTable | None:
        """The pooled table of a method with one main indicator."""
        if self.main != 1:
            return None
        tables = [table for block in self.blocks if block.is_main for table in block.drawn if table.pooled]
        return tables[0] if tables else None

    @property
    def cases(self) -> int:
        return len({row.case_id for row in self.rows})

    @property
    def organisations(self) -> int:
        return len({name for row in self.rows for name in row.organisations})


def method_results(page: Any, asked: QueryParams = NO_PARAMS) -> MethodResults:
    """The results that count for a method page, in seven queries; none for one that was never measured.

    Of one family, and while nothing that holds is stored, the evidence is computed from the rows on the page.
    """
    rows = rows_of_method(page)
    if not rows:
        unknown = bool(asked.indicator) or asked.start is not None
        return MethodResults(None, (), (), family_choice([], asked), asked, unknown, case_ids=frozenset())
    case_ids = frozenset(row.case_id for row in rows)
    families = family_choice(rows, asked)
    stored = None
    if families.chosen:
        rows = [row for row in rows if families.chosen.key in row.families]
    else:
        stored = stored_evidence(page.pk)
    counted = counted_rows(rows) if stored is None or asked.share is not None else []
    if families.chosen:
        evidence = family_evidence(page.pk, counted)
    else:
        evidence = stored or computed_evidence({page.pk: counted})[page.pk]
    compared = (each for each in counted if each.result.counted_design.is_compared)
    live = live_summary(compared) if asked.share is not None else None
    tested = [row for row in rows if row.relation == Relation.ALONE]
    blocks, slugs = _blocks(tested, evidence, asked, live)
    unknown = (bool(asked.indicator) and asked.indicator not in slugs) or (asked.start is not None and not slugs)
    return MethodResults(evidence, tuple(rows), tuple(blocks), families, asked, unknown, case_ids)


def _blocks(
    rows: Sequence[MethodRow],
    evidence: MethodEvidence,
    asked: QueryParams,
    live: MethodSummary | None,
) -> tuple[list[MethodTable], list[str]]:
    """What the method aims at first, then what is drawn, then most rows; and which indicators can be asked."""
    groups: dict[int, list[MethodRow]] = defaultdict(list)
    for row in rows:
        groups[row.indicator.pk].append(row)
    said = {each.indicator_id: each for each in evidence.all_indicators}

    def is_main(key: int) -> bool:
        return said[key].role is Role.MAIN if key in said else groups[key][0].is_main

    def place(key: int) -> tuple[bool, bool, int]:
        group = groups[key]
        return (not is_main(key), not any(map(is_drawn, group)), -len(group))

    order = sorted(groups, key=place)
    slugs = [groups[key][0].indicator.slug for key in order if can_be_asked(groups[key])]
    meant = asked_indicator(asked, slugs)
    blocks = []
    for key in order:
        indicator = groups[key][0].indicator
        can = indicator.slug in slugs
        start = start_form(indicator, asked, indicator.slug == meant, live) if can else None
        blocks.append(MethodTable(indicator, tuple(groups[key]), said.get(key), is_main(key), start))
    return blocks, slugs
