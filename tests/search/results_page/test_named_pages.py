"""A page that the list of results does not hold is named when the question is its title."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.published import kinds
from search.contract import Answer, Facet, FacetValue, Question
from search.dutch.questions import analyse_question
from search.results_page.named_pages import named_pages
from tests.factories.pages import make_method
from tests.news.factories import make_news, make_publication
from tests.search.hiding import draft, expired, restricted

pytestmark = pytest.mark.django_db
_BESIDE = (FacetValue("publicatie", "Publicaties", 1),)


def found(text: str, question: Question | None = None) -> list[str]:
    asked = question or Question(text)
    answer = Answer(asked, (), 0, {}, beside=_BESIDE, asked=analyse_question(text))
    return [page.title for page in named_pages(answer)]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("maak waar!", ["Maak Waar!"]),
        ("NL digibeter", ["NL DIGIbeter 2020"]),
        ("digitale agenda", ["Digitale Agenda 2020", "De digitale agenda van de kanaries"]),
        ("agenda", []),
        ("digitale agenda duif", []),
        ("", []),
        ("-agenda", []),
        ("de van", []),
    ],
)
def test_the_words_are_its_title(text: str, titles: list[str]) -> None:
    make_publication("Maak Waar!")
    make_publication("NL DIGIbeter 2020")
    make_news(title="De digitale agenda van de kanaries")
    make_publication("Digitale Agenda 2020")
    make_method(title="Digitale agenda")
    assert found(text) == titles


@pytest.mark.parametrize("hide", [draft, expired, restricted], ids=lambda hide: hide.__name__)
def test_only_what_anyone_may_read(hide: Callable[[object], object]) -> None:
    hide(make_publication("Maak Waar!"))
    assert found("maak waar") == []


def test_not_beside_a_filter_and_not_on_a_further_page() -> None:
    make_publication("Maak Waar!")
    assert not found("maak waar", Question("maak waar", {Facet.THEME: ("inclusie",)}))
    assert not found("maak waar", Question("maak waar", page=2))
    assert {kind.slug for kind in kinds() if kind.in_results} == {"methode", "praktijkvoorbeeld"}
