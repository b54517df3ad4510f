"""What makes a result impossible, said in Dutch at the field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError

from cases.choices import COUNTING, Contrast, Relation, Shape
from cases.figures.published_figures import ALLOWED, FIGURES, NEEDED, PublishedFigures
from core.text.numbers import NotANumber, read_number
from core.text.periods import PeriodError, parse_period

_COMPARES = (Shape.COUNTS, Shape.SHARE, Shape.VALUE, Shape.POINTS, Shape.RELATIVE, Shape.RANGE, Shape.TEXT)


def fields_of_shapes() -> dict[str, list[str]]:
    """The names of the figure fields that each shape uses, for the edit form."""
    return {str(shape): names for shape, names in ALLOWED.items()}


class _Errors(dict[str, list[str]]):
    def at(self, field: str, message: str) -> None:
        self.setdefault(field, []).append(message)


def check_result(result: PublishedFigures, *, unfinished: bool = False) -> None:
    """Refuse what cannot be true, and what does not belong to the shape or is still missing.

    An `unfinished` result (of a draft) may lack figures or carry those of another shape; impossible stays impossible.

    :raises ValidationError: with one Dutch sentence per field that is wrong.
    """
    errors = _Errors()
    if not unfinished:
        _check_shape(result, errors)
    _check_counts(result, errors)
    _check_shares(result, errors)
    _check_changes(result, errors)
    _check_periods(result, errors)
    if result.shape == Shape.SERIES and result.series and not unfinished:
        _check_series(result, errors)
    if errors:
        raise ValidationError(dict(errors))


def _check_shape(result: PublishedFigures, errors: _Errors) -> None:
    if result.shape not in Shape.values:
        return
    shape = Shape(result.shape)
    for name in NEEDED[shape]:
        if getattr(result, name) in (None, ""):
            errors.at(name, f"Vul dit in: je koos ‘{shape.label}’.")
    for name in FIGURES:
        if name not in ALLOWED[shape] and getattr(result, name) not in (None, ""):
            errors.at(name, f"Laat dit leeg: je koos ‘{shape.label}’.")
    if shape == Shape.RELATIVE and (result.change_relative is None) == (result.change_factor is None):
        errors.at("change_relative", "Vul een procent in, of hoeveel keer zo veel. Niet allebei, niet geen van beide.")
    if shape in _COMPARES and result.contrast == Contrast.NONE:
        errors.at("contrast", "Kies wat er vergeleken is: voor en na, of zonder en met.")
    if shape in (Shape.SINGLE, Shape.CONTEXT) and result.contrast not in ("", Contrast.NONE):
        errors.at("contrast", "Eén losse meting vergelijkt niets. Kies ‘niets om mee te vergelijken’.")
    if shape in _COMPARES and not result.design:
        errors.at("design", "Kies hoe er is gemeten.")


def _check_counts(result: PublishedFigures, errors: _Errors) -> None:
    for side in ("first", "second"):
        events, total = getattr(result, f"{side}_events"), getattr(result, f"{side}_total")
        if events is not None and total is not None and events > total:
            errors.at(f"{side}_events", f"{events} is meer dan het totaal van {total}.")
        if total == 0:
            errors.at(f"{side}_total", "Een totaal van 0 zegt niets. Vul het echte totaal in.")
    single_counted = result.shape == Shape.SINGLE and result.second is not None and result.second_total is not None
    if single_counted and result.second > result.second_total:
        errors.at("second", "Dit is meer dan het totaal.")
    if result.totals_not_published and result.shape == Shape.COUNTS:
        errors.at("totals_not_published", "Je vult totalen in, dus ze zijn gepubliceerd. Zet dit vinkje uit.")


def _check_shares(result: PublishedFigures, errors: _Errors) -> None:
    if result.shape in (Shape.SHARE, Shape.COUNTS):
        for side in ("first", "second"):
            value = getattr(result, side)
            if value is not None and not 0 <= value <= 100:
                errors.at(side, "Een percentage ligt tussen 0 en 100.")
    if result.shape != Shape.COUNTS:
        return
    for side in ("first", "second"):
        typed, events, total = (getattr(result, f"{side}{end}") for end in ("", "_events", "_total"))
        if typed is None or events is None or not total:
            continue
        exact = Decimal(events) * 100 / Decimal(total)
        if abs(exact - typed) > Decimal("0.51"):
            shown = f"{exact:.1f}".replace(".", ",")
            errors.at(side, f"{events} van {total} is {shown}%. Dat past niet bij dit percentage.")


def _check_changes(result: PublishedFigures, errors: _Errors) -> None:
    if result.change_points is not None and abs(result.change_points) > 100:
        errors.at("change_points", "Een verschil in procentpunten ligt tussen -100 en 100.")
    for name in ("change_relative", "change_low", "change_high"):
        value = getattr(result, name)
        if value is not None and value < -100:
            errors.at(name, "Minder dan niets kan niet: -100 is het laagste.")
    if result.change_factor is not None and result.change_factor <= 0:
        errors.at("change_factor", "Vul een getal boven 0 in.")


def _check_periods(result: PublishedFigures, errors: _Errors) -> None:
    periods = {}
    for name in ("first_period", "second_period"):
        text = getattr(result, name)
        if not text:
            continue
        try:
            periods[name] = parse_period(text)
        except PeriodError as error:
            errors.at(name, str(error))
    both = len(periods) == 2 and result.contrast == Contrast.BEFORE_AFTER
    if both and periods["second_period"].start < periods["first_period"].start:
        errors.at("second_period", "De periode na ligt voor de periode voor.")
    if result.period_not_published and periods:
        errors.at("period_not_published", "Je vult een periode in, dus die is gepubliceerd. Zet dit vinkje uit.")


def _check_series(result: PublishedFigures, errors: _Errors) -> None:
    try:
        points = series_points(result.series)
    except ValueError as error:
        errors.at("series", str(error))
        return
    if len(points) < 2:
        errors.at("series", "Een reeks heeft minstens twee metingen, elk op een eigen regel.")


def series_points(text: str) -> list[tuple[str, Decimal]]:
    """The measurements of a series: `2014: 58` per line.

    :raises ValueError: in Dutch, with the number of the line that cannot be read.
    """
    points = []
    for number, line in enumerate(text.strip().splitlines(), start=1):
        moment, separator, value = line.partition(":")
        if not separator or not moment.strip():
            raise ValueError(f"Regel {number} is niet te lezen. Schrijf ‘2014: 58’.")
        try:
            points.append((moment.strip(), read_number(value)))
        except NotANumber as error:
            raise ValueError(f"Regel {number}: {error}") from error
    return points


@dataclass(frozen=True)
class RelationError:
    """What is wrong with what a result says of its methods: in the row of `place`, or in the result itself (None)."""

    place: int | None
    field: str
    message: str


_ONE_ALONE = (
    "Verschilde alleen deze methode, dan kan een andere er niet ook bij horen. Kies bij allebei ‘samen met iets "
    "anders’, of zeg bij de andere dat de bron het niet zegt."
)
_ONLY_VERSUS = (
    "Bij twee aanpakken tegenover elkaar telt geen enkele methode mee. Kies dit dan bij elke methode van dit resultaat."
)


def check_relations(
    result: PublishedFigures, links: Sequence[tuple[int | None, str, str]], *, unfinished: bool = False
) -> Iterator[RelationError]:
    """What cannot be true of the methods of a result. A link is the number or key of a method, its relation, its arm.

    In an `unfinished` result (of a draft) something may still be missing.
    """
    relations = [relation for _, relation, _ in links]
    testing = [relation for relation in relations if relation and relation != Relation.UNKNOWN]
    is_versus = result.contrast == Contrast.VERSUS
    for place, (method, relation, arm) in enumerate(links):
        if method is not None and method in [earlier for earlier, *_ in links[:place]]:
            yield RelationError(place, "method", "Deze methode staat er al.")
        if not relation:
            if not unfinished:
                yield RelationError(place, "relation", "Kies wat er verschilde.")
        elif relation in COUNTING and (is_versus or Relation.VERSUS in testing):
            yield RelationError(place, "relation", _ONLY_VERSUS)
        elif relation == Relation.ALONE and len(testing) > 1:
            yield RelationError(place, "relation", _ONE_ALONE)
        if arm and relation != Relation.VERSUS:
            yield RelationError(place, "arm", "Laat dit leeg: het hoort bij twee aanpakken tegenover elkaar.")
    if unfinished:
        return
    if Relation.VERSUS in testing and not is_versus:
        yield RelationError(None, "contrast", f"Kies ‘{Contrast.VERSUS.label}’, zoals je bij de methode koos.")
    for name in ("first_label", "second_label") if is_versus else ():
        if not getattr(result, name):
            yield RelationError(None, name, "Vul in wat hier tegenover het andere stond, zoals ‘brief met boete’.")
