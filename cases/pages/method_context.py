"""What a method yielded, as its page shows it: the stored summary, and per indicator what it was computed from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cases.charts.indicator_table import IndicatorTable, indicator_tables, is_drawn
from cases.pages.what_if import StartForm, asked_indicator, can_be_asked, start_form
from cases.results.family_filter import FamilyChoice, family_choice
from cases.results.query_params import NO_PARAMS, QueryParams
from cases.results.result_row import ResultRow, rows_of_methods
from cases.results.visibility import counting_results
from cases.summaries.dto import IndicatorEvidence, MethodEvidence
from cases.summaries.read import family_evidence, live_summary, method_evidence
from evidence import MethodSummary, Role
from methods.models import MethodPage
from vocabulary.models import Indicator


@dataclass(frozen=True)
class Block:
    """One indicator of a method: what is said of it, its tables with charts, and the rows that cannot be drawn."""

    indicator: Indicator
    evidence: IndicatorEvidence | None
    tables: tuple[IndicatorTable, ...]
    plain: tuple[ResultRow, ...]
    start: StartForm | None
    is_main: bool

    @property
    def lead(self) -> tuple[str, ...]:
        """The sentences above the table; what stands under a chart is not said twice."""
        if self.evidence is None:
            return ()
        sentences = self.evidence.scope.sentences
        drawn = [row for table in self.tables for row in table.rows]
        said = any(table.pooled for table in self.tables) or (0 < len(drawn) <= 2 and not self.plain)
        return sentences[:1] if said else sentences


@dataclass(frozen=True)
class MethodResults:
    """Everything under ‘Wat het opleverde’. `evidence` is of all organisations, or of one family when asked."""

    evidence: MethodEvidence | None
    drawn: tuple[Block, ...]
    others: tuple[Block, ...]
    families: FamilyChoice
    asked: QueryParams
    is_unknown_indicator: bool

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.drawn + self.others

    @property
    def tables(self) -> list[IndicatorTable]:
        return [table for block in self.drawn for table in block.tables]

    @property
    def plain(self) -> list[ResultRow]:
        return [row for block in self.others for row in block.plain]

    @property
    def rows(self) -> list[ResultRow]:
        drawn = [chart.row for table in self.tables for chart in table.rows]
        return drawn + [row for block in self.blocks for row in block.plain]

    @property
    def main_rows(self) -> list[ResultRow]:
        keys = {block.indicator.pk for block in self.blocks if block.is_main}
        return [row for row in self.rows if row.indicator.pk in keys]

    @property
    def main(self) -> int:
        """How many indicators the method aims at have a row."""
        return sum(block.is_main for block in self.blocks)

    @property
    def guards(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if not block.is_main)

    @property
    def pooled(self) -> IndicatorTable | None:
        """The pooled table of a method with one main indicator."""
        if self.main != 1:
            return None
        tables = [table for block in self.drawn if block.is_main for table in block.tables if table.pooled]
        return tables[0] if tables else None

    @property
    def cases(self) -> int:
        return len({row.case_id for row in self.rows})

    @property
    def organisations(self) -> int:
        return len({name for row in self.rows for name in row.organisations})


def method_results(page: Any, asked: QueryParams = NO_PARAMS) -> MethodResults:
    """The results that count for a method page. A fixed number of queries; nothing for one that is not saved yet."""
    if page.pk is None:
        return MethodResults(None, (), (), FamilyChoice((), None, is_unknown=False), asked, is_unknown_indicator=False)
    rows = counting_rows(page.pk)
    families = family_choice(rows, asked)
    family = families.chosen.key if families.chosen else None
    if family is not None:
        rows = [row for row in rows if family in row.families]
    evidence = method_evidence(page.pk) if family is None else family_evidence(page.pk, family)
    live = live_summary(page.pk, family) if asked.share is not None else None
    blocks, slugs = _blocks(page, rows, evidence, asked, live)
    unknown = (bool(asked.indicator) and asked.indicator not in slugs) or (asked.start is not None and not slugs)
    return MethodResults(
        evidence=evidence,
        drawn=tuple(block for block in blocks if block.tables),
        others=tuple(block for block in blocks if not block.tables),
        families=families,
        asked=asked,
        is_unknown_indicator=unknown,
    )


def counting_rows(method_id: int) -> list[ResultRow]:
    """The public rows that count for a method."""
    return rows_of_methods(counting_results(), [method_id]).get(method_id, [])


def _blocks(
    page: MethodPage,
    rows: Sequence[ResultRow],
    evidence: MethodEvidence,
    asked: QueryParams,
    live: MethodSummary | None,
) -> tuple[list[Block], list[str]]:
    """What the method aims at first, then what is drawn, then most rows; and which indicators can be asked."""
    groups: dict[int, list[ResultRow]] = defaultdict(list)
    for row in rows:
        groups[row.indicator.pk].append(row)
    said = {each.indicator_id: each for each in evidence.all_indicators}
    aims = {row.indicator_id for row in page.main_indicators.all()}

    def is_main(key: int) -> bool:
        return said[key].role is Role.MAIN if key in said else not aims or key in aims

    def place(key: int) -> tuple[bool, bool, int]:
        group = groups[key]
        return (not is_main(key), not any(map(is_drawn, group)), -len(group))

    order = sorted(groups, key=place)
    slugs = [groups[key][0].indicator.slug for key in order if can_be_asked(groups[key])]
    meant = asked_indicator(asked, slugs)
    blocks = []
    for key in order:
        group, indicator = groups[key], groups[key][0].indicator
        can = indicator.slug in slugs
        blocks.append(
            Block(
                indicator=indicator,
                evidence=said.get(key),
                tables=tuple(indicator_tables(group, said.get(key))),
                plain=tuple(row for row in group if not is_drawn(row)),
                start=start_form(indicator, asked, indicator.slug == meant, live) if can else None,
                is_main=is_main(key),
            )
        )
    return blocks, slugs
