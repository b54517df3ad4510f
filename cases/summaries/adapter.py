"""Convert one result to `evidence.Result`. What is not published stays unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.choices import Contrast, Shape
from cases.models.results import Result
from cases.results.result_row import period_words
from core.text.periods import Period, PeriodError, parse_period
from evidence import Design, Relation, ReportedBy, Role
from evidence import Result as EvidenceResult

_YEARS = re.compile(r"(\d{4})\s?[-–]\s?(\d{4})")


@dataclass(frozen=True)
class Surroundings:
    """What stands around a result: whose it is (identity and name), its role for the method, an openable source.

    `relation` is what it tested of the method.
    """

    organisation: str
    name: str
    role: Role
    source_opens: bool
    relation: Relation = Relation.ALONE


def as_result(result: Result, around: Surroundings) -> EvidenceResult:
    """The result with its figures, design, period and source."""
    spoken, _ = period_words(result)
    followed, measured_on = timing(result) if spoken else (None, None)
    return replace(
        result.measured,
        organisation=around.organisation,
        name=around.name,
        indicator=result.indicator.slug,
        design=Design(result.design) if result.design else Design.BEFORE_AFTER,
        role=around.role,
        relation=around.relation,
        case=str(result.page_id),
        totals_known=result.shape == Shape.COUNTS or not result.totals_not_published,
        period_known=bool(spoken),
        months=followed,
        measured_on=measured_on,
        reported_by=ReportedBy(result.reported_by) if result.reported_by else ReportedBy.DOER,
        source_opens=around.source_opens,
    )


def timing(result: Result) -> tuple[float | None, date | None]:
    """How many months it was followed, and the last day measured; None where the periods do not say.

    Before and after: from the end of the first period to the end of the second. Without and with: the length of the
    period, which both sides share.
    """
    first, second = _read(result.first_period), _read(result.second_period)
    last = second or first
    if last is None:
        alone = _read(result.period_text)
        return None, alone.end if alone else None
    if result.contrast == Contrast.WITHOUT_WITH:
        return months_between(last.start, last.end + timedelta(days=1)), last.end
    if first is None or second is None or second.end <= first.end:
        return None, last.end
    return months_between(first.end, second.end), last.end


def months_between(start: date, end: date) -> float:
    """Calendar months: 1 February to 1 May is 3, whatever the number of days."""
    # The last day of a month stands for the whole month.
    start, end = (_after_month_end(day) for day in (start, end))
    return max(0.0, (end.year - start.year) * 12 + end.month - start.month + (end.day - start.day) / 31)


def _after_month_end(day: date) -> date:
    following = day + timedelta(days=1)
    return following if following.day == 1 else day


def _read(text: str) -> Period | None:
    """A period that can be read as such; `2018-2019` too. Free text has no date: a year in it may be of the source."""
    years = _YEARS.fullmatch(text.strip())
    try:
        return parse_period("/".join(years.groups()) if years else text) if text.strip() else None
    except PeriodError:
        return None
