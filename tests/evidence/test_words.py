"""The sentences: each is taken apart again and held against the figures it was written from."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import (
    DIRECTION_NAMES,
    Better,
    Counts,
    Design,
    Direction,
    IndicatorSummary,
    MethodSummary,
    Points,
    Relative,
    RelativeRange,
    Shares,
    Spoken,
    Values,
    Words,
    carry_over,
    indicator_sentences,
    ladder,
    method_sentences,
    summarise,
)
from evidence.notation import number, percent
from evidence.rule2.levels import advice
from tests.evidence.generated import DAY, result, results
from tests.evidence.test_pooling import FIVE, of, one

D1, D2, D3, D4, D5 = Design
NOBODY = "Niemand vergeleek met een groep zonder de methode: dit is een waargenomen verandering."
SHARE = r"(?:bijna )?[0-9,]+%"
# The only ways to say a percentage: together with the one it started from.
WITH_START = re.compile(
    f"van {SHARE} naar {SHARE}|{SHARE} zonder en {SHARE} met|"
    f"start van {SHARE}: [^%0-9]* op {SHARE} \\(tussen {SHARE} en {SHARE}\\)"
    f"(; een volgende organisatie kan uitkomen tussen {SHARE} en {SHARE})?"
)


def said(*rows: Any) -> tuple[str, ...]:
    return indicator_sentences(one([result(name, **row, name=name) for name, row in zip("AB", rows, strict=False)]))


def test_observed_change_without_a_comparison() -> None:
    assert said({"figures": Shares(34, 50)}) == (
        f"Bij A ging het beter. {NOBODY}",
        "A: van 34% naar 50%.",
    )


def test_what_was_compared_and_drawn_by_lot_is_said() -> None:
    low = {"better": Better.LOWER}
    both = [{"figures": Shares(12, 6), "design": D3, **low}, {"figures": Shares(11.1, 8.4), "design": D5, **low}]
    assert said(*both) == (
        "Bij beide organisaties ging het beter. Vergeleken met een groep zonder de methode, bij 1 daarvan bepaalde het "
        "lot wie wat kreeg.",
        "A: 12% zonder en 6% met; B: 11,1% zonder en 8,4% met.",
    )
    first, _ = said(both[0], {**both[1], "design": D1})
    assert first == ("Bij beide organisaties ging het beter. 1 van de 2 vergeleken met een groep zonder de methode.")


def test_no_percentage_without_a_start() -> None:
    for figures in (Relative(44), RelativeRange(-70, -50), Points(16)):
        _, size = said({"figures": figures})
        assert size == "Wat dat bij een ander begin betekent, kunnen we niet zeggen: de beginstand is niet bekend."
    _, size = said({"figures": Words(Spoken.ROSE)})
    assert size == "Hoe groot de verandering is, kunnen we niet zeggen: de beginstand is niet bekend."


def test_values_and_a_comparison_series() -> None:
    assert said({"figures": Values(850_000, 769_000), "better": Better.LOWER})[1] == "A: van 850.000 naar 769.000."
    assert said({"figures": Shares(34, 50), "comparison": Shares(20, 30)})[1] == (
        "A: van 34% naar 50% (elders in die tijd van 20% naar 30%)."
    )


def test_many_figures_of_few_organisations_are_not_added_up() -> None:
    rows = [result("A", Shares(10 + place, 50)) for place in range(4)]
    assert indicator_sentences(one(rows))[1] == (
        "Er zijn 4 resultaten met een beginstand. Die tellen we niet bij elkaar op."
    )


def test_three_without_totals_get_no_average() -> None:
    sentences = indicator_sentences(one([result(name, Shares(34, 50)) for name in "ABC"]))
    assert sentences[0] == f"Bij alle 3 organisaties ging het beter. {NOBODY}"
    assert sentences[1].startswith("Een gemiddelde geven we niet: dat kan pas als minstens 3 organisaties")


def test_pooled_sentence() -> None:
    four = indicator_sentences(of(FIVE[:4]))
    assert four[0] == f"Bij alle 4 organisaties ging het beter. {NOBODY}"
    assert "volgende organisatie" not in four[1]
    assert "volgende organisatie kan uitkomen tussen" in indicator_sentences(of(FIVE))[1]


def test_pooled_without_a_clear_difference_says_so() -> None:
    rows = [Counts(300, 1000, after, 1000) for after in (345, 350, 900)]
    sentence = indicator_sentences(of(rows))[1]
    assert "er is geen duidelijk verschil, want het gemiddelde komt uit op" in sentence


def test_nothing_yet() -> None:
    summary = summarise([], as_of=DAY)
    assert method_sentences(summary) == ("Er is nog geen resultaat dat zegt of het beter of slechter werd.",)


def test_the_method_as_a_whole_adds_nothing_up() -> None:
    rows = [result("A"), result("B", indicator="iets anders"), result("C", Shares(50, 40), indicator="iets anders")]
    assert method_sentences(summarise(rows, as_of=DAY)) == (
        f"Bij 2 van de 3 organisaties ging het beter, bij 1 ging het slechter. {NOBODY}",
        "Dit gaat over 2 verschillende maten samen. Die tellen we niet bij elkaar op.",
    )


COUNTED = re.compile(r"bij (?:alle )?(\w+)(?: van de (\d+))?(?: organisaties?)? (ging het \w+|was er geen duidelijke)")
WENT = {
    "ging het beter": Direction.BETTER,
    "ging het slechter": Direction.WORSE,
    "was er geen duidelijke": Direction.NO_CLEAR_CHANGE,
}


def counted(sentence: str, total: int) -> dict[Direction, int]:
    """What a sentence says, read back."""
    found = {}
    for amount, of_total, went in COUNTED.findall(f"{sentence[0].lower()}{sentence[1:]}".split(". ")[0]):
        number_said = 2 if amount == "beide" else int(amount) if amount.isdigit() else 1
        assert of_total in ("", str(total))
        found[WENT[went]] = number_said
    return found


def check(sentences: tuple[str, ...], summary: IndicatorSummary | MethodSummary) -> None:
    """Everything that may never be untrue, for any summary."""
    assert 1 <= len(sentences) <= 2
    organisations = summary.organisations
    if not organisations:
        return
    compared = [each.design.is_compared for each in organisations]
    text = " ".join(sentences)
    assert "effect" not in text.lower()
    assert ("waargenomen verandering" in text) == (not any(compared))
    assert ("vergeleken met een groep" in text.lower()) == any(compared)
    directions = [each.direction for each in organisations]
    unnamed = sentences[0].replace(organisations[0].name, "1") if organisations[0].name else sentences[0]
    assert counted(unnamed, len(organisations)) == {each: directions.count(each) for each in set(directions)}
    for sentence in sentences:
        assert "%" not in WITH_START.sub("", sentence), sentence
    if "gemiddelde komt" in text:
        assert isinstance(summary, IndicatorSummary)
        assert summary.pooled is not None
        assert summary.pooled.k >= 3
        assert ("volgende organisatie" in text) <= (summary.pooled.k >= 5)
    for wrong in ("nan", "inf", "None", "  ", "{", "}"):
        assert wrong not in text


@settings(max_examples=60)
@given(st.lists(results(), max_size=14))
def test_whatever_is_said_is_true(rows: list[Any]) -> None:
    summary = summarise(rows, as_of=DAY)
    check(method_sentences(summary), summary)
    for each in summary.indicators:
        check(indicator_sentences(each), each)


@pytest.mark.parametrize("figures", [FIVE, FIVE[:3], [Counts(30, 60, 20, 70)] * 5, [Counts(1, 2, 999, 1000)] * 3])
def test_the_pooled_figures_can_be_computed_from_the_start_in_the_sentence(figures: list[Counts]) -> None:
    summary = of(figures)
    found = re.findall(SHARE, indicator_sentences(summary)[1])
    pooled = summary.pooled
    assert pooled is not None
    start = float(found[0].rstrip("%").replace(",", "."))
    values = [pooled.estimate, pooled.low, pooled.high]
    values += [each for each in (pooled.next_low, pooled.next_high) if each is not None]
    assert found[1:] == [percent(carry_over(start, value)) for value in values]


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (16, "16"), (8.4, "8,4"), (11.15, "11,2"), (33000, "33.000"), (-2.5, "\N{MINUS SIGN}2,5"), (1e-9, "0")],
)
def test_dutch_numbers(value: float, text: str) -> None:
    assert number(value) == text


def test_a_share_is_never_rounded_to_nobody_or_everybody() -> None:
    assert [percent(each) for each in (0, 0.001, 99.99, 100, 50)] == ["0%", "bijna 0%", "bijna 100%", "100%", "50%"]


DESIGNS = (None, *Design)


def test_every_level_and_direction_has_its_advice() -> None:
    assert [rung.advice for rung in ladder()] == [advice(level, Direction.BETTER, None) for level in (0, 1)] + [
        advice(level, Direction.BETTER, Design.RANDOMISED) for level in range(2, 6)
    ]
    for level in range(1, 6):
        for direction in (Direction.WORSE, Direction.MIXED, Direction.NO_CLEAR_CHANGE):
            for design in DESIGNS:
                said = advice(level, direction, design)
                assert not re.search(r"in je plan|[Nn]eem het over|probeer het niet|werkt niet", said)


def test_only_who_did_not_compare_is_told_that_the_cause_is_unknown() -> None:
    for level in range(1, 6):
        for direction in DIRECTION_NAMES:
            for design in Design:
                unknown = "door de methode komt, is niet zeker" in advice(level, direction, design)
                assert unknown is not design.is_compared


def test_a_bundle_is_never_advised_as_the_method() -> None:
    said = {advice(1, direction, design, is_bundle=True) for direction in DIRECTION_NAMES for design in DESIGNS}
    assert said == {"Elders gemeten samen met iets anders. Wat deze methode zelf deed, weten we niet: meet het zelf."}
