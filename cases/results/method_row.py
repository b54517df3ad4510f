"""A result on the page of a method: with what it tested of that method, and what stands beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from cases.choices import COUNTING, SHOWN_AT_METHOD, Direction, Relation
from cases.models import CasePage, Result, ResultMethod
from cases.results.method_links import MethodLink, methods_of
from cases.results.result_row import NAMED, ResultRow, rows_by_id
from cases.results.visibility import measured_cases
from core.http.cache.kept import by_stamp, each_by_stamp


class Group(StrEnum):
    """Where a row stands in the evidence of a method, in the order of the page. The values are stable: for markup."""

    ALONE = "los"  # compared with a group without the method, which is all that differed
    BUNDLE = "samen"  # together with other methods, compared or not
    BEFORE_AFTER = "voor-na"  # this is what they did, but nobody compared
    SINGLE = "losse-meting"  # nothing to compare with: no direction
    VERSUS = "tegenover"  # a head to head


@dataclass(frozen=True, eq=False)
class MethodRow(ResultRow):
    """`relation` and `arm` are of this method; `others` are the public methods that the result also links to.

    `is_main`: the method aims at its indicator; otherwise it is something that must not get worse.
    """

    relation: str = Relation.ALONE
    arm: str = ""
    others: tuple[MethodLink, ...] = ()
    is_main: bool = True

    @property
    def group(self) -> Group:
        if self.relation == Relation.VERSUS:
            return Group.VERSUS
        if self.relation == Relation.BUNDLE:
            return Group.BUNDLE
        if self.direction is Direction.UNKNOWN:
            return Group.SINGLE
        return Group.ALONE if self.has_control else Group.BEFORE_AFTER

    @property
    def counts(self) -> bool:
        """It says something about the method by itself or with others; a head to head does not."""
        return self.relation in COUNTING

    @property
    def together(self) -> tuple[MethodLink, ...]:
        """The methods that a bundle was tested with; empty also when that is something that is no method."""
        return tuple(link for link in self.others if self.relation == link.relation == Relation.BUNDLE)

    @property
    def opponents(self) -> tuple[MethodLink, ...]:
        """The methods on the other side of a head to head; empty also when that is something that is no method."""
        return tuple(
            link for link in self.others if self.relation == link.relation == Relation.VERSUS and link.arm != self.arm
        )


def _of_public_cases(result_ids: Collection[int]) -> list[Result]:
    """As `counting_results`, with cases that are kept: methods share them. Two queries, mostly one."""
    results = Result.objects.filter(pk__in=result_ids).select_related("indicator").order_by("sort_order")
    cases = _cases({result.page_id for result in results})
    counting = [result for result in results if result.page_id in cases]
    for result in counting:
        result.page = cases[result.page_id]
    return counting


@each_by_stamp
def _cases(page_ids: Collection[int]) -> dict[int, CasePage]:
    """Those of these cases whose results count, with what a row reads of them."""
    cases = measured_cases().filter(pk__in=page_ids).order_by()
    return {case.pk: case for case in cases.only("number", "expire_at", *NAMED)}


# Where a page in memory has its rows.
_ROWS = "_rows_of_method"


@by_stamp
def _measured() -> frozenset[int]:
    """The methods with a result to show, of a public case or not: the others need not be asked for. One query."""
    shown = ResultMethod.objects.filter(relation__in=SHOWN_AT_METHOD).order_by()
    return frozenset(shown.values_list("method_id", flat=True).distinct())


def rows_of_method(page: Any) -> list[MethodRow]:
    """The rows to show at a method, by case. Read once for a page in memory: nobody may change the list.

    Five queries, and two more when a row names other methods; none for a method that is not saved or never measured.
    """
    found: list[MethodRow] | None = page.__dict__.get(_ROWS)
    if found is None:
        found = page.__dict__[_ROWS] = _rows(page) if page.pk in _measured() else []
    return found


def _rows(page: Any) -> list[MethodRow]:
    aims = {link.indicator_id for link in page.main_indicators.all()}
    links = ResultMethod.objects.filter(method_id=page.pk, relation__in=SHOWN_AT_METHOD).order_by("pk")
    own = {key: (relation, arm) for key, relation, arm in links.values_list("result_id", "relation", "arm")}
    shared = [key for key, (relation, _) in own.items() if relation != Relation.ALONE]
    others = methods_of(shared) if shared else {}
    rows = [
        MethodRow(
            row.result,
            row.page,
            row.case_organisations,
            row.sources,
            *own[key],
            tuple(link for link in others.get(key, ()) if link.page_id != page.pk),
            not aims or row.indicator.pk in aims,
        )
        for key, row in rows_by_id(_of_public_cases(list(own))).items()
    ]
    return sorted(rows, key=lambda row: (row.case_number, row.indicator.label))
