"""The drawn inputs to the forms of the evidence, and that each check finds a planted fault."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse

from lab.drawn_inputs import CORRECTION, FILTERS, ORIGINS, START, TOKENS, DrawnInput, Places, draw_inputs
from lab.evidence_input_checks import Check, readable
from lab.evidence_volume import is_slow
from lab.expected_results import Expected

PLACES = Places(
    methods={"/methoden/een/": ["digitaal"]},
    results="/resultaten/",
    filters={"jaar": ["2024", "2025"], "richting": ["beter"]},
    families=["gemeente"],
    forms=["/resultaten/1/klopt-niet/", "/resultaten/2/klopt-niet/"],
)
ROWS = (
    {"jaar": frozenset({"2024"}), "richting": frozenset({"beter"})},
    {"jaar": frozenset({"2025"}), "richting": frozenset()},
)
FORM = (
    '<select name="about"><option value="bron" selected>Bron</option></select>'
    '<textarea name="text">\n{text}</textarea><input type="text" name="source" value="">'
    '<input type="email" name="email" value="a@"><p class="utrecht-form-field-error-message">Dit is geen adres.</p>'
)


@pytest.fixture
def check() -> Check:
    return Check(Expected(PLACES, ROWS, {PLACES.forms[0]: UUID(int=1)}, frozenset({"bron"})))


@pytest.fixture(scope="module")
def drawn() -> list[DrawnInput]:
    return list(draw_inputs(PLACES, 1500, seed=1))


def faults(check: Check, drawn: DrawnInput, markup: str, status: int = 200) -> list[str]:
    return list(check._checks[drawn.form](drawn, HttpResponse(status=status), markup))


def test_the_same_seed_gives_the_same_inputs(drawn: list[DrawnInput]) -> None:
    assert list(draw_inputs(PLACES, 100, seed=1)) == drawn[:100]
    assert list(draw_inputs(PLACES, 100, seed=2)) != drawn[:100]
    assert len(set(drawn)) == len(drawn)


def test_every_form_is_filled_in_every_way(drawn: list[DrawnInput]) -> None:
    assert {each.form for each in drawn} == {START, FILTERS, CORRECTION}
    for form in (START, CORRECTION):
        assert {True, False} <= {each.is_fine for each in drawn if each.form == form}
    assert {each.token for each in drawn} >= set(TOKENS)
    assert {each.origin for each in drawn} >= set(ORIGINS)
    assert all(each.encoded.isascii() for each in drawn)


@pytest.mark.parametrize(
    ("markup", "is_fine", "fault"),
    [
        ('id="begin-digitaal" name="start" value="34" > data-answer', True, None),
        ('id="begin-digitaal" name="start" value="3" > data-answer', True, "not there any more"),
        ('id="begin-digitaal" name="start" value="34" >', True, "gives no answer"),
        ('id="begin-digitaal" name="start" value="34" > Vul een getal in', True, "refuses a share"),
        ('id="begin-digitaal" name="start" value="34" > data-answer', False, "takes what is no share"),
        ("", True, "says nothing"),
    ],
)
def test_a_wrong_answer_at_a_start_is_seen(check: Check, markup: str, is_fine: bool, fault: str | None) -> None:
    found = faults(check, DrawnInput(START, "x", "/m/", (("start", "34"),), is_fine), markup)
    assert bool(found) == (fault is not None)
    assert fault is None or fault in " ".join(found)


@pytest.mark.parametrize(
    ("markup", "status", "fault"),
    [
        ('data-total="1" <option value="2024" selected>', 200, None),
        ('data-total="2" <option value="2024" selected>', 200, "results instead of 1"),
        ('data-total="1"', 200, "as chosen"),
        ('data-total="1" <option value="2024" selected>', 500, "answers 500"),
    ],
)
def test_a_wrong_list_is_seen(check: Check, markup: str, status: int, fault: str | None) -> None:
    found = faults(check, DrawnInput(FILTERS, "x", "/resultaten/", (("jaar", "2024"),)), markup, status)
    assert bool(found) == (fault is not None)
    assert fault is None or fault in " ".join(found)


def test_an_unknown_value_that_is_not_named_is_seen(check: Check) -> None:
    [first, second] = faults(check, DrawnInput(FILTERS, "x", "/resultaten/", (("jaar", "kaas"),)), 'data-total="2"')
    assert first == "does not name 'kaas'"
    assert second == "0 notices for 1 unknown values"


def test_a_report_that_is_lost_is_seen(check: Check) -> None:
    pairs = (("about", "bron"), ("text", "klopt <b>niet</b>"), ("email", "a@"))
    drawn = DrawnInput(CORRECTION, "x", PLACES.forms[0], pairs, False)
    kept = FORM.format(text="klopt &lt;b&gt;niet&lt;/b&gt;")
    assert faults(check, drawn, kept, 400) == []
    assert "not there any more" in faults(check, drawn, FORM.format(text=""), 400)[0]
    assert faults(check, drawn, kept.replace(" selected", ""), 400) == ["what was chosen is not chosen any more"]
    assert "does not say what is wrong" in faults(check, drawn, kept.replace("error-message", ""), 400)
    assert faults(check, drawn, kept, 500) == ["answers 500"]


def test_what_nobody_can_see_does_not_count_as_lost() -> None:
    assert readable("a\x00\r\n b\u202e") == readable("a b")
    assert readable("a") != readable("b")


def test_a_slow_computation_is_seen() -> None:
    quick: dict[str, Any] = {"everything": (400.0, 60.0), "slowest": 0.1}
    assert not is_slow(quick)
    assert is_slow({**quick, "everything": (400.0, 301.0)})
    assert is_slow({**quick, "slowest": 0.6})
