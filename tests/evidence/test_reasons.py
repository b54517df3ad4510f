"""The lines under a level add up to that level and read as plain Dutch."""

from __future__ import annotations

import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence import RULE, Kind, Strength, ladder, summarise
from evidence.rule2.reasons import FLAWS
from tests.evidence.generated import DAY, results


def check(strength: Strength) -> None:
    kinds = [reason.kind for reason in strength.reasons]
    order = [Kind.RUNG, Kind.CAP, Kind.MINUS, Kind.FLOOR, Kind.NEXT]
    places = [order.index(Kind.MINUS if kind is Kind.KEPT else kind) for kind in kinds]
    assert places == sorted(places)
    assert strength.level == strength.rung + sum(reason.effect for reason in strength.reasons)
    assert 0 <= strength.level <= 5
    assert Kind.RUNG in kinds
    assert (Kind.NEXT in kinds) or strength.level == 5
    codes = [reason.code for reason in strength.reasons]
    assert len(codes) == len(set(codes))
    for reason in strength.reasons:
        assert re.match(r"[A-Z0-9].*\.$", reason.text), reason.text
        assert not re.search(r"None|nan|inf\b|\{|\}|  |%", reason.text), reason.text
        assert not re.search(r"\b1 (organisaties|hebben)|\b([2-9]|1[0-9]) organisatie\b", reason.text), reason.text
        for _, amount in reason.numbers:
            assert amount >= 0


@settings(max_examples=60)
@given(st.lists(results(organisations=9), max_size=16))
def test_the_lines_add_up_to_the_level(rows: list[Any]) -> None:
    summary = summarise(rows, as_of=DAY)
    check(summary.strength)
    for each in (*summary.indicators, *summary.guards):
        check(each.strength)


def test_the_explanation_is_written_from_the_thresholds() -> None:
    texts = [rung.condition for rung in ladder(RULE)]
    assert [rung.level for rung in ladder(RULE)] == list(range(6))
    assert f"minstens {RULE.rung5_compared} vergeleken" in texts[5]
    assert f"minstens {RULE.rung4_compared} vergeleken" in texts[4]
    assert set(FLAWS) == {"no_totals", "no_period", "too_old", "not_openable"}
