"""What a method's results would mean at the reader's own share, in words and positions.

Offered for what was compared only: `summary` is of those results. Whole numbers, since none of it is precise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from cases.results.query_params import QueryParams
from cases.results.result_row import ResultRow
from core.charts.axis import Axis, build_axis
from core.text.numbers import number
from evidence import RULE, IndicatorSummary, MethodSummary, Refusal, Scale, StartingPoint, at_start
from evidence.notation import percent
from vocabulary.models import Indicator

_USUAL_QUESTION = "Hoeveel van elke 100 zijn het nu bij jou?"


@dataclass(frozen=True)
class ExampleLine:
    """The arithmetic of one organisation. Positions are 0 to 100."""

    name: str
    sentence: str
    start_at: Decimal
    expected_at: Decimal


@dataclass(frozen=True)
class Answer:
    """`expected` and its range as text, positions on `axis`; or examples, which are never joined to a range."""

    start: str
    axis: Axis
    start_at: Decimal
    sentences: tuple[str, ...]
    expected: str = ""
    expected_at: Decimal | None = None
    low_at: Decimal | None = None
    high_at: Decimal | None = None
    next_low_at: Decimal | None = None
    next_high_at: Decimal | None = None
    examples: tuple[ExampleLine, ...] = ()


@dataclass(frozen=True)
class StartForm:
    """The question of one indicator. `typed` is exactly what was sent; `problem` what is wrong with it."""

    slug: str
    question: str
    typed: str
    problem: str
    answer: Answer | None

    @property
    def is_open(self) -> bool:
        return bool(self.problem or self.answer)


def can_be_asked(rows: Sequence[ResultRow]) -> bool:
    """There is at least one odds ratio of a comparison to carry over: what was only seen in time never is."""
    return any(row.has_control and row.result.effect.scale is Scale.LOG_ODDS for row in rows)


def asked_indicator(asked: QueryParams, slugs: Sequence[str]) -> str:
    """Which of the indicators that can be asked is meant: the one named, else the first."""
    if asked.start is None or not slugs or (asked.indicator and asked.indicator not in slugs):
        return ""
    return asked.indicator or slugs[0]


def start_form(indicator: Indicator, asked: QueryParams, is_asked: bool, summary: MethodSummary | None) -> StartForm:
    """The form of an indicator, with its answer when this is the one asked and what was typed is a share."""
    answer = None
    if is_asked and asked.share is not None and summary is not None:
        found = {each.indicator: each for each in (*summary.indicators, *summary.guards)}.get(indicator.slug)
        answer = _answer(found, asked.share) if found else None
    return StartForm(
        slug=indicator.slug,
        question=indicator.question or _USUAL_QUESTION,
        typed=(asked.start or "") if is_asked else "",
        problem=asked.problem if is_asked else "",
        answer=answer,
    )


def _answer(summary: IndicatorSummary, start: float) -> Answer:
    point = at_start(summary, start)
    shares = [start, point.expected, point.high, point.next_high, *(each.expected for each in point.examples)]
    axis = build_axis(
        [Decimal(str(share)) for share in shares if share is not None], lambda value: number(value), is_share=True
    )
    spoken = _of_hundred(start)
    lines = tuple(
        ExampleLine(
            name=each.name or "een andere organisatie",
            sentence=f"Nu {spoken} van de 100. Ging het zoals bij {each.name or 'een andere organisatie'}, dan "
            f"ongeveer {_whole(each.expected)}.",
            start_at=_at(axis, start),
            expected_at=_at(axis, each.expected),
        )
        for each in point.examples
    )
    if point.expected is None:
        return Answer(spoken, axis, _at(axis, start), _refused(point), examples=lines)
    return Answer(
        start=spoken,
        axis=axis,
        start_at=_at(axis, start),
        sentences=_pooled(point, summary),
        expected=f"ongeveer {_whole(point.expected)}",
        expected_at=_at(axis, point.expected),
        low_at=None if point.low is None else _at(axis, point.low),
        high_at=None if point.high is None else _at(axis, point.high),
        next_low_at=None if point.next_low is None else _at(axis, point.next_low),
        next_high_at=None if point.next_high is None else _at(axis, point.next_high),
    )


def _pooled(point: StartingPoint, summary: IndicatorSummary) -> tuple[str, ...]:
    k = summary.pooled.k if summary.pooled else 0
    expected, low, high = (_whole(share or 0.0) for share in (point.expected, point.low, point.high))
    sentences = [
        f"Begin je op {_of_hundred(point.start)} van de 100, dan is het gemiddelde ongeveer {expected} van de "
        f"100 (tussen {low} en {high}). Dat komt van {k} organisaties."
    ]
    if (point.low or 0.0) <= point.start <= (point.high or 0.0):
        sentences.append("Dat is geen duidelijke verandering.")
    if point.next_low is None or point.next_high is None:
        sentences.append(f"Waar jij kunt uitkomen, zeggen we pas vanaf {RULE.range_from} organisaties.")
        return tuple(sentences)
    low, high = _whole(point.next_low), _whole(point.next_high)
    sentences.append(f"Een volgende organisatie kan uitkomen tussen {low} en {high} van de 100.")
    if point.next_low <= point.start <= point.next_high:
        sentences.append("Het kan bij jou dus ook niets doen, of de andere kant op gaan.")
    if point.caution:
        sentences.append(f"Dat bereik is ruw: het rust op minder dan {RULE.caution_below} organisaties.")
    return tuple(sentences)


def _refused(point: StartingPoint) -> tuple[str, ...]:
    if not point.examples:
        shares = "De bron geeft geen twee percentages. Daarmee rekenen we niet naar een ander begin."
        return (shares if point.refusal is Refusal.NOT_SHARES else "Er is nog te weinig gemeten om mee te rekenen.",)
    few = (
        f"Een gemiddelde geven we pas als minstens {RULE.pool_from} organisaties ook melden om hoeveel mensen of "
        "aanvragen het ging."
    )
    return ("Dit is een rekenvoorbeeld en geen voorspelling.", few)


def _at(axis: Axis, share: float) -> Decimal:
    return axis.at(Decimal(str(share)))


def _whole(share: float) -> str:
    """A share without decimals, never nobody or everybody when it is not."""
    text = number(Decimal(round(share)))
    if text == "0" and share > 0:
        return "minder dan 1"
    return "bijna 100" if text == "100" and share < 100 else text


def _of_hundred(share: float) -> str:
    return percent(share).removesuffix("%")
