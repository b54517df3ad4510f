"""A result on the page of a method: with what it tested of that method, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from cases.choices import COUNTING, SHOWN_AT_METHOD, Direction, Relation
from cases.models import CasePage, ResultMethod
from cases.results.method_links import MethodLink, methods_of
from cases.results.result_row import NAMED, ResultRow, rows_by_id


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


@cache
def _unread() -> tuple[str, ...]:
    """The columns of a case that no row reads, to leave out of the query (fifty a page)."""
    read = {"page_ptr", "id", "number", "expire_at", *NAMED}
    return tuple(f"page__{field.name}" for field in CasePage._meta.concrete_fields if field.name not in read)


def rows_of_method(results: Any, method_id: int, aims: set[int]) -> list[MethodRow]:
    """The rows of `results` (a queryset) to show at a method whose main indicators are `aims`; none means all.

    Four queries, and two more when a row names other methods.
    """
    links = ResultMethod.objects.filter(method_id=method_id, relation__in=SHOWN_AT_METHOD).order_by("pk")
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
            tuple(link for link in others.get(key, ()) if link.page_id != method_id),
            not aims or row.indicator.pk in aims,
        )
        for key, row in rows_by_id(results.filter(pk__in=own).defer(*_unread())).items()
    ]
    return sorted(rows, key=lambda row: (row.case_number, row.indicator.label))
