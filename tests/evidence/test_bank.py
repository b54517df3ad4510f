"""Rule 2 on the results of the starter content, held against the tally its description gives and worked by hand.

`bank.tsv` is a copy of the coded bank: one line per result, with what it tested of each method. The day of measuring is
not in it, so that ages play no part. Two results stand only in a newsletter without an address (`opens` is no).
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from evidence import (
    Better,
    Design,
    Direction,
    Kind,
    MethodSummary,
    NotPooled,
    Points,
    Relation,
    Relative,
    RelativeRange,
    ReportedBy,
    Result,
    Shares,
    Single,
    Spoken,
    Values,
    Words,
    effect_of,
    result_direction,
    summarise,
)
from tests.evidence.generated import DAY

METHODS = 63
B, N, W, MIXED = Direction.BETTER, Direction.NO_CLEAR_CHANGE, Direction.WORSE, Direction.MIXED
CODED = {"better": B, "no-change": N, "worse": W, "": None}


def figures_of(row: dict[str, str]) -> Any:
    change = [float(each) for each in re.findall(r"[+-]?[0-9.]+", row["change"].removeprefix("x"))]
    match row["shape"]:
        case "share":
            return Shares(float(row["first"]), float(row["second"]))
        case "value":
            return Values(float(row["first"]), float(row["second"]))
        case "points":
            return Points(change[0])
        case "relative":
            return Relative((change[0] - 1) * 100 if row["change"].startswith("x") else change[0])
        case "range":
            return RelativeRange(*change)
        case "text":
            return Words(Spoken(row["change"]))
        case _:
            return Single()


def result_of(row: dict[str, str]) -> Result:
    return Result(
        organisation=row["organisation"],
        name=row["organisation"],
        indicator=row["indicator"],
        case=row["case"],
        better=Better(row["better"]) if row["better"] else Better.HIGHER,
        figures=figures_of(row),
        design=list(Design)[int(row["design"][1:]) - 1] if row["design"] else Design.BEFORE_AFTER,
        totals_known=row["totals"] == "yes",
        period_known=row["period"] == "yes",
        reported_by=ReportedBy(row["reported_by"]),
        source_opens=row["opens"] == "yes",
    )


@cache
def bank() -> tuple[dict[str, str], ...]:
    with Path(__file__).with_name("bank.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t"))


@cache
def summaries() -> dict[int, MethodSummary]:
    counted: dict[int, list[Result]] = defaultdict(list)
    for row in bank():
        for number, relation in (pair.split("=") for pair in row["methods"].split()):
            counted[int(number)].append(replace(result_of(row), relation=Relation(relation)))
    return {number: summarise(counted[number], as_of=DAY) for number in range(1, METHODS + 1)}


def codes(number: int, kind: Kind) -> list[str]:
    return [each.code for each in summaries()[number].strength.reasons if each.kind is kind]


def test_every_direction_is_the_one_that_was_coded() -> None:
    for row in bank():
        result = result_of(row)
        assert result_direction(effect_of(result), result.better) is CODED[row["direction"]], row


def test_the_tally_per_level() -> None:
    levels = {number: summary.strength.level for number, summary in summaries().items()}
    assert Counter(levels.values()) == {0: 42, 1: 16, 2: 4, 4: 1}
    assert sorted(number for number, level in levels.items() if level >= 2) == [31, 33, 38, 39, 40]
    assert levels[31] == 4


def test_what_was_never_tested_alone() -> None:
    only_bundles = [number for number, summary in summaries().items() if summary.is_bundle]
    assert only_bundles == [18, 19, 21, 22, 23, 26, 35, 36]
    for number in only_bundles:
        assert (summaries()[number].strength.rung, summaries()[number].strength.level) == (1, 1)
    # All that there is of these is a result whose source does not say what was changed.
    for number in (1, 9, 16, 17, 28):
        assert summaries()[number].strength.level == 0
        assert summaries()[number].direction is Direction.NO_RESULT


def test_a_head_to_head_stands_in_no_tally() -> None:
    """R06 (a letter against a mail) and R17 (two letters) leave nothing with the methods they name."""
    for number, indicator in ((39, "aanvragen na brief tegenover mail"), (33, "aandeel met last onder dwangsom")):
        assert indicator not in [each.indicator for each in summaries()[number].indicators]
    # What went worse was the mirror of R17.
    assert not [number for number, summary in summaries().items() if summary.sign_test.worse]


def test_no_method_has_enough_to_pool() -> None:
    for summary in summaries().values():
        for each in summary.indicators:
            assert isinstance(each.pooling, NotPooled)


# Worked by hand from the bank: organisations, compared, direction, rung, what went off, level.
BY_HAND = {
    1: (0, 0, Direction.NO_RESULT, 0, [], 0),  # R01 and R02: not known what was changed
    54: (2, 0, B, 1, ["weakly_reported"], 1),  # R01, R02: no totals and no period in both; the floor holds it at 1
    27: (1, 1, N, 2, ["weakly_reported"], 1),  # R19 null; R03 with 26 together; R17 head to head
    30: (2, 0, B, 1, [], 1),  # R07, R08, R09 are DUO, R34; the period is known for three of four
    31: (6, 5, B, 4, [], 4),  # R12, R23, R37, R42, R39, R46; five of six without totals, three without a period
    32: (1, 1, B, 2, ["weakly_reported"], 1),  # R37 row 2; R13 together with 31
    33: (1, 1, B, 2, [], 2),  # R42 row 2, against the neutral text; R04 together with 31; R17 head to head
    35: (2, 2, B, 1, [], 1),  # R11 with 31, R20 with 36: never alone, so the lowest rung and nothing off
    39: (1, 1, B, 2, [], 2),  # R05, period known; R06 is letter against mail
}


@pytest.mark.parametrize("number", BY_HAND)
def test_worked_by_hand(number: int) -> None:
    organisations, compared, direction, rung, minus, level = BY_HAND[number]
    summary = summaries()[number]
    assert len(summary.organisations) == organisations
    assert sum(each.design.is_compared for each in summary.organisations) == compared
    assert (summary.direction, summary.strength.rung, summary.strength.level) == (direction, rung, level)
    assert codes(number, Kind.MINUS) == minus


def test_results_that_count_for_no_method() -> None:
    """R18 stands on its own: a null result that is shown but counts for nothing."""
    alone = [row["case"] for row in bank() if row["role"] == "main" and not row["methods"]]
    assert alone == ["18", "24", "25"]


def test_one_null_result_by_lot_would_be_rung_two() -> None:
    (row,) = [each for each in bank() if each["case"] == "18"]
    summary = summarise([result_of(row)], as_of=DAY)
    assert (summary.direction, summary.strength.rung, summary.strength.level) == (N, 2, 1)
