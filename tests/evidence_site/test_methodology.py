"""How we judge is written from the rule in force."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client

from cases.charts.captions import MISSED, row_sentence
from cases.choices import Contrast, Direction, Shape
from cases.pages.what_if import can_be_asked, start_form
from cases.results.query_params import QueryParams
from evidence import LEVEL_NAMES, RULE, Design, Relation, Thresholds, summarise
from evidence_site import views
from evidence_site.methodology import THRESHOLD_NAMES, how_we_judge
from tests.cases.published import row
from tests.evidence.generated import DAY, result
from tests.factories.pages import make_site
from tests.home.reading import soup, words
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db
PATH = "/zo-beoordelen-wij/"
CHANGED = replace(
    RULE,
    version=98,
    pool_from=7,
    range_from=14,
    agree_from=Fraction(9, 11),
    disagree_from=Fraction(2, 11),
    i2_from=0.61,
    weak_flaws=3,
    oldest_years=23,
    shortest_months=17,
    cap_without_guard=3,
    rung2_measured=19,
    rung3_compared=21,
)


def under(rule: Thresholds, client: Client, monkeypatch: Any) -> str:
    monkeypatch.setattr(views, "RULE", rule)
    return words(soup(client, PATH).main)


def test_every_level_condition_and_threshold_stands_there(client: Client, monkeypatch: Any) -> None:
    make_site()
    text = under(RULE, client, monkeypatch)
    assert all(name in text for name in LEVEL_NAMES)
    assert all(level.rung.condition in text for level in how_we_judge(RULE).levels)
    assert "minstens driekwart van de organisaties" in text
    assert "Een gemiddelde geven we pas vanaf 3 organisaties" in text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Dit is rekenregel 2.", "Dit is rekenregel 98."),
        ("Een gemiddelde geven we pas vanaf 3 organisaties", "Een gemiddelde geven we pas vanaf 7 organisaties"),
        ("volgende organisatie kan uitkomen, geven we pas vanaf 5.", "kan uitkomen, geven we pas vanaf 14."),
        ("minstens driekwart van de organisaties die richting", "minstens 9/11 deel van de organisaties die richting"),
        ("Heeft een kwart of meer", "Heeft 2/11 deel of meer"),
        ("(I² van 0,75 of meer)", "(I² van 0,61 of meer)"),
        ("als minstens 2 van deze dingen", "als minstens 3 van deze dingen"),
        ("is de meting ouder dan 10 jaar", "is de meting ouder dan 23 jaar"),
        ("korter dan 3 maanden", "korter dan 17 maanden"),
        ("dan is niveau 4 het hoogste", "dan is niveau 3 het hoogste"),
        ("of 3 gemeten", "of 19 gemeten"),
        ("Wanneer: minstens 2 vergeleken", "Wanneer: minstens 21 vergeleken"),
    ],
)
def test_another_threshold_is_another_page(client: Client, monkeypatch: Any, before: str, after: str) -> None:
    make_site()
    assert before in under(RULE, client, monkeypatch)
    changed = under(CHANGED, client, monkeypatch)
    assert after in changed
    assert before not in changed


def test_the_examples_are_computed_with_the_rule() -> None:
    now, then = how_we_judge(RULE), how_we_judge(CHANGED)
    assert [each.level for each in now.judged] == [1, 2, 1, 3, 3, 5]
    # Three that measured and two that compared are not enough any more, and too few for a range keep the last off 5.
    assert [each.level for each in then.judged] == [1, 1, 1, 2, 2, 4]
    assert ("95%-interval van het gemiddelde", "0,159 tot 0,9257") in now.pooled.facts
    assert now.pooled.at_starts[0][:3] == ("34%", "47%", "37,7% tot 56,5%")
    assert "te weinig" in now.pooled.at_starts[0][3]
    assert then.pooled.facts == ()


def test_with_fewer_needed_the_range_is_there() -> None:
    [first, second] = how_we_judge(replace(RULE, range_from=4)).pooled.at_starts
    assert (first[3], second[3]) == ("23,4% tot 72%", "77% tot 96,6%")


def test_no_threshold_is_forgotten() -> None:
    assert set(THRESHOLD_NAMES) == {each.name for each in fields(RULE)}


def test_a_percentage_above_a_hundred_is_marked_as_impossible() -> None:
    impossible = {each.start for each in how_we_judge(RULE).carried if each.impossible}
    assert impossible == {"80%", "90%"}


def test_no_cookie_and_a_canonical_address(client: Client) -> None:
    make_site()
    response = client.get(PATH)
    assert not response.cookies
    assert '<link rel="canonical" href="https://www.example.nl/zo-beoordelen-wij/">' in response.content.decode()


def _compared(*, is_compared: bool) -> Any:
    design = Design.RANDOMISED if is_compared else Design.BEFORE_AFTER
    contrast = Contrast.WITHOUT_WITH if is_compared else Contrast.BEFORE_AFTER
    return row(shape=Shape.SHARE, first=34, second=50, design=design, contrast=contrast)


def _judged(*relations: Relation) -> Any:
    rows = [result(f"plaats {place}", None, Design.RANDOMISED, relation=each) for place, each in enumerate(relations)]
    return summarise(rows, as_of=DAY)


# What the page says, and whether the site does it.
KEPT: list[tuple[str, Callable[[], bool]]] = [
    ("Alleen wat los is getest, telt.", lambda: len(_judged(Relation.ALONE, Relation.BUNDLE).organisations) == 1),
    (
        "Is een methode alleen zo gemeten, dan is het bewijs hoogstens eerste signaal, 1 van 5.",
        lambda: _judged(*[Relation.BUNDLE] * 6).strength.level == 1,
    ),
    ("Het telt voor geen van beide", lambda: not _judged(Relation.VERSUS, Relation.UNKNOWN).organisations),
    ("staat in geen telling van beter en slechter", lambda: _versus_direction() is Direction.UNKNOWN),
    (
        "Alleen bij resultaten die vergeleken, rekenen we uit wat het bij jouw begin zou zijn.",
        lambda: can_be_asked([_compared(is_compared=True)]) and not can_be_asked([_compared(is_compared=False)]),
    ),
    ("In hele getallen en met ‘ongeveer’", lambda: bool(re.fullmatch(r"Nu 34 .*, dan ongeveer \d+\.", _example()))),
    (
        "wie vergeleek, hoort niet dat de oorzaak onbekend is",
        lambda: "is niet zeker" not in _judged(Relation.ALONE).strength.advice,
    ),
    (
        "Is er geen verschil gevonden en ontbreken de aantallen, dan zeggen we erbij dat een klein verschil gemist kan",
        lambda: row_sentence(row(shape=Shape.TEXT, outcome="same", design=Design.RANDOMISED)).endswith(MISSED),
    ),
    ("We maken geen gemiddelde van minder dan 3", lambda: _judged(*[Relation.ALONE] * 2).indicators[0].pooled is None),
]


def _versus_direction() -> Direction:
    return row(shape=Shape.SHARE, first=44, second=33, contrast=Contrast.VERSUS, design=Design.RANDOMISED).direction


def _example() -> str:
    answer = start_form(
        Indicator(slug="aandeel", label="aandeel"), QueryParams(start="34"), True, _judged(Relation.ALONE)
    ).answer
    assert answer is not None
    return answer.examples[0].sentence


@pytest.mark.parametrize(("sentence", "holds"), KEPT, ids=[sentence for sentence, _ in KEPT])
def test_what_the_page_promises_is_what_the_site_does(client: Client, sentence: str, holds: Callable[[], bool]) -> None:
    make_site()
    assert sentence in words(soup(client, PATH).main)
    assert holds()


def test_one_scale_has_one_name(client: Client) -> None:
    make_site()
    text = words(soup(client, PATH).main)
    assert not re.search(r"\b(trede|sterkte|zekerheid|punt|punten)\b", text, re.IGNORECASE)
    assert "van de ene organisatie naar de andere" not in text
