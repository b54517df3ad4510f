"""Made-up methods on which the site has something to refuse; for tests only, never in the site's content."""

from __future__ import annotations

from typing import Any

from cases.choices import Contrast, Design, Shape
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from vocabulary.models import Indicator, Organisation

# (after events, after n, before events, before n), before and after in one organisation each.
FOUR = ((650, 1300, 408, 1200), (468, 900, 328, 800), (75, 300, 77, 350), (3024, 4200, 2200, 4000))
# Only a comparison may be reckoned with.
COMPARED = {"contrast": Contrast.WITHOUT_WITH, "design": Design.COMPARISON}
# Six that say the same by lot: rung 5, were it not that nobody reports a guard.
SIX_ALIKE = tuple((4500 + 20 * place, 10_000, 3000, 10_000) for place in range(6))


def make_refusals() -> dict[str, str]:
    """The path of each method by what it is for: `two`, `plain`, `points`, `four`, `capped`, `two measures`."""
    share = IndicatorFactory(
        slug="digitaal-verzonnen",
        label="digitaal aandeel (verzonnen)",
        question="Hoeveel van elke 100 aanvragen zijn digitaal?",
    )
    calls = IndicatorFactory(slug="gebeld-verzonnen", label="telefoontjes (verzonnen)", unit="count", better="lower")
    points = make_method(title="Verzonnen: alleen procentpunten", indicators=[share])
    _case(points, 0, indicator=share, shape=Shape.POINTS, change_points=16)
    both = make_method(title="Verzonnen: twee maten", indicators=[share, calls])
    _count(both, share, FOUR[:2])
    for place in range(2):
        _case(both, place, indicator=calls, shape=Shape.VALUE, first=900 + place, second=700)
    made = {
        "two": _count(
            make_method(title="Verzonnen: twee organisaties", indicators=[share]), share, FOUR[:2], **COMPARED
        ),
        "plain": _count(make_method(title="Verzonnen: voor en na", indicators=[share]), share, FOUR),
        "points": points,
        "four": _count(make_method(title="Verzonnen: vier", indicators=[share]), share, FOUR, **COMPARED),
        "capped": _count(
            make_method(title="Verzonnen: zes door loting", indicators=[share]), share, SIX_ALIKE, randomised=True
        ),
        "two measures": both,
    }
    return {name: method.get_url() or "" for name, method in made.items()}


def _count(
    method: MethodPage, share: Indicator, cells: tuple[tuple[int, int, int, int], ...], **fields: Any
) -> MethodPage:
    for place, (after, after_n, before, before_n) in enumerate(cells):
        counted = {"first_events": before, "first_total": before_n, "second_events": after, "second_total": after_n}
        _case(method, place, indicator=share, shape=Shape.COUNTS, **counted, **fields)
    return method


def _case(method: MethodPage, place: int, **fields: Any) -> None:
    label = f"Gemeente Verzonnen {place}"
    organisation = Organisation.objects.filter(label=label).first() or OrganisationFactory(label=label)
    result = build_result(counts_for=[method], first_period="2024", second_period="2025", **fields)
    make_case(organisations=[organisation], methods=[method], results=[result])
