"""`python -m evidence`: what an outsider can compute with a spreadsheet."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evidence.cli.command import main
from evidence.cli.rows import OPTIONAL, REQUIRED
from tests.evidence.test_vectors import CASES

HEAD = "after_events,after_n,before_events,before_n"
ROOT = Path(__file__).resolve().parents[2]
# Five well reported organisations compared by lot, one of which reports a guard.
RICH = f"organisation,design,guard,source,months,measured_on,{HEAD}\n" + "".join(
    f"gemeente {place},randomised,{'yes' if place == 2 else ''},https://example.nl/{place},6,2025-06,"
    f"{520 + place},1000,340,1000\n"
    for place in range(5)
)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def compute(text: str, *options: str) -> tuple[int, Any, str]:
        path = tmp_path / "resultaten.csv"
        path.write_text(text, encoding="utf-8")
        code = main([str(path), "--as-of", "2026-11-01", *options])
        written = capsys.readouterr()
        return code, json.loads(written.out) if written.out else None, written.err

    return compute


def vectors() -> str:
    return "\n".join([HEAD, *(",".join(map(str, case)) for case in CASES)])


def test_the_vectors(run: Any) -> None:
    code, found, _ = run(vectors(), "--start", "34")
    assert code == 0
    pooled = found["pooled"]
    assert pooled["k"] == 4
    expected = {"estimate": 0.5423, "tau2": 0.0469, "i2": 0.8014, "q": 15.1088, "ci_low": 0.1590, "ci_high": 0.9257}
    assert {name: round(pooled[name], 4) for name in expected} == expected
    assert (pooled["pi_low"], pooled["pi_high"]) == (None, None)
    assert "needs 5" in pooled["pi_reason"]
    assert [round(found["at_start"][name], 1) for name in ("expected", "ci_low", "ci_high")] == [47.0, 37.7, 56.5]
    assert found["at_start"]["pi_low"] is None
    assert sum(each["weight"] for each in pooled["weights"]) == pytest.approx(1)
    assert (found["direction"], found["organisations"]) == ("better", 4)


def test_numbers_are_not_rounded(run: Any) -> None:
    _, found, _ = run(vectors())
    assert found["pooled"]["estimate"] == pytest.approx(0.5423470987015744, abs=1e-15)
    assert found["at_start"] is None


def test_five_get_everything(run: Any) -> None:
    code, found, _ = run(RICH, "--start", "34")
    assert code == 0
    assert (found["direction"], found["strength"]["level"], found["strength"]["rung"]) == ("better", 5, 5)
    for name in ("estimate", "se", "tau2", "i2", "q", "ci_low", "ci_high", "pi_low", "pi_high"):
        assert isinstance(found["pooled"][name], float), name
    point = found["at_start"]
    assert point["pi_low"] <= point["ci_low"] <= point["expected"] <= point["ci_high"] <= point["pi_high"]
    assert found["pooled"]["reason"] is None
    assert {"kind", "code", "effect", "text", "numbers", "needs", "any_of"} == set(found["strength"]["reasons"][0])


def test_two_are_not_pooled(run: Any) -> None:
    _, found, _ = run("\n".join(vectors().splitlines()[:3]), "--start", "9")
    assert (found["pooled"]["k"], found["pooled"]["estimate"]) == (2, None)
    assert "pooling needs 3" in found["pooled"]["reason"]
    assert found["at_start"]["expected"] is None
    assert len(found["at_start"]["examples"]) == 2


def test_one_organisation_on_three_lines_is_one(run: Any) -> None:
    rows = [f"organisation,{HEAD}", *(f"{name},500,1000,340,1000" for name in ("Ede", "EDE ", "ede"))]
    _, found, _ = run("\n".join(rows))
    assert (found["organisations"], found["pooled"]["k"]) == (1, 1)


def test_indicators_stay_apart(run: Any) -> None:
    rows = [f"indicator,better,{HEAD}", *(f"{'xy'[n % 2]},{'higher' if n % 2 else 'lower'},5,9,3,9" for n in range(6))]
    _, found, _ = run("\n".join(rows), "--start", "34")
    assert found["pooled"]["estimate"] is None
    assert found["at_start"]["expected"] is None
    assert "do not mix" in found["pooled"]["reason"]
    assert [(each["indicator"], each["pooled"]["k"]) for each in found["indicators"]] == [("x", 3), ("y", 3)]


def test_defaults(run: Any) -> None:
    """Higher is better, before-after, an organisation per line, reported by the doer without period or source."""
    _, found, _ = run(f"{HEAD}\n500,1000,340,1000\n501,1000,340,1000\n502,1000,340,1000")
    reasons = {each["code"]: each for each in found["strength"]["reasons"]}
    assert (found["direction"], found["strength"]["rung"], found["organisations"]) == ("better", 2, 3)
    assert reasons["weakly_reported"]["numbers"] == {
        "results": 3,
        "no_totals": 0,
        "no_period": 3,
        "too_old": 0,
        "not_openable": 3,
    }
    assert reasons["no_guard"]["effect"] == 0


@pytest.mark.parametrize(
    ("column", "cell", "direction"),
    [
        ("change_points", "16", "worse"),
        ("change_points", "-2.3", "better"),
        ("change_relative", "+44", "worse"),
        ("change_relative", "-100", "better"),
        ("change_relative", "0", "no_clear_change"),
        ("direction", "rose", "worse"),
        ("direction", "better", "better"),
        ("direction", "WORSE", "worse"),
        ("direction", "same", "no_clear_change"),
    ],
)
def test_lines_without_counts(run: Any, column: str, cell: str, direction: str) -> None:
    _, found, _ = run(f"better,{column},{HEAD}\nlower,{cell},,,,")
    assert (found["direction"], found["pooled"]["k"]) == (direction, 0)


def test_age_and_follow_up_are_counted(run: Any) -> None:
    rows = f"months,measured_on,design,{HEAD}\n2,2010-01,randomised,500,1000,340,1000\n"
    _, found, _ = run(rows)
    numbers = next(each["numbers"] for each in found["strength"]["reasons"] if each["code"] == "weakly_reported")
    assert (numbers["no_period"], numbers["too_old"]) == (1, 1)


def test_empty_lines_semicolons_a_byte_order_mark_and_no_results(run: Any) -> None:
    text = "\ufeff" + vectors().replace(",", ";").replace("\n", "\r\n\r\n")
    assert run(text)[1]["pooled"]["k"] == 4
    code, found, _ = run(HEAD)
    assert (code, found["direction"], found["strength"]["level"]) == (0, "no_result_yet", 0)
    assert found["pooled"]["estimate"] is None


@pytest.mark.parametrize(
    ("row", "where"),
    [
        ("5,4,1,4,,,,,,,,,", "regel 3, kolom after_events: 5 is meer dan het totaal van 4"),
        ("0,0,1,4,,,,,,,,,", "regel 3, kolom after_n: een totaal van 0"),
        ("1,4,,4,,,,,,,,,", "regel 3, kolom before_events: leeg"),
        ("1.5,4,1,4,,,,,,,,,", "regel 3, kolom after_events: ‘1.5’ is geen heel getal"),
        ("-1,4,1,4,,,,,,,,,", "regel 3, kolom after_events: ‘-1’"),
        ("1,4,1,9999999999999999999,,,,,,,,,", "regel 3, kolom before_n"),
        ("1,4,1,4,beter,,,,,,,,", "regel 3, kolom better: ‘beter’ is niet higher, lower"),
        ("1,4,1,4,,rct,,,,,,,", "regel 3, kolom design: ‘rct’ is niet before_after, with_trend"),
        (",,,,,,101,,,,,,", "regel 3, kolom change_points: 101 ligt niet tussen -100 en 100"),
        (",,,,,,,-101,,,,,", "regel 3, kolom change_relative"),
        (",,,,,,,44%,,,,,", "regel 3, kolom change_relative: ‘44%’ is geen getal"),
        (",,,,,,nan,,,,,,", "regel 3, kolom change_points"),
        (",,,,,,,,omhoog,,,,", "regel 3, kolom direction"),
        ("1,4,1,4,,,,,,misschien,,,", "regel 3, kolom guard"),
        ("1,4,1,4,,,,,,,,-3,", "regel 3, kolom months"),
        ("1,4,1,4,,,,,,,,,2024-13", "regel 3, kolom measured_on"),
        ("1,4,1,4,,,,,,,,,mei 2024", "regel 3, kolom measured_on"),
        (",,,,lower,,,,,,,,", "regel 3, kolom after_events: geen resultaat"),
        ("3,4,1,4,,,-50,,,,,,", "regel 3, kolom change_points: spreekt de andere cijfers"),
        ("3,4,1,4,,,,,worse,,,,", "regel 3, kolom direction: spreekt de andere cijfers"),
        ("3,4,1,4", "regel 3: 4 cellen, maar de kop heeft 13 kolommen"),
        ("3,4,1,4,lower,,,,,,,,", "regel 3, kolom better: deze indicator heeft op regel 2 ‘higher’ en hier ‘lower’"),
    ],
)
def test_wrong_rows(run: Any, row: str, where: str) -> None:
    columns = "better,design,change_points,change_relative,direction,guard,source,months,measured_on"
    code, found, errors = run(f"{HEAD},{columns}\n3,4,1,4,,,,,,,,,\n{row}\n")
    assert (code, found) == (1, None)
    assert where in errors


def test_every_wrong_cell_is_named_and_nothing_is_half_computed(run: Any) -> None:
    code, found, errors = run(f"better,{HEAD}\nx,5,4,1,4\n,3,4,1,4\ny,1,4,1,4\n")
    assert (code, found) == (1, None)
    lines = [line.split(": ")[1] for line in errors.splitlines()]
    assert lines == ["regel 2, kolom after_events", "regel 2, kolom better", "regel 4, kolom better"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kolom after_events: deze kolom ontbreekt"),
        ("after_events,after_n,before_events\n1,2,3", "kolom before_n: deze kolom ontbreekt"),
        (f"{HEAD},voor\n1,2,1,2,3", "kolom voor: deze kolom kennen we niet"),
        (f"{HEAD},after_n\n1,2,1,2,3", "kolom after_n: deze kolom staat er twee keer"),
        (f'{HEAD}\n"1,2,1,2', "regel 2: geen leesbare CSV"),
    ],
)
def test_wrong_files(run: Any, text: str, message: str) -> None:
    code, found, errors = run(text)
    assert (code, found) == (1, None)
    assert message in errors


def test_lines_are_counted_as_in_the_file(run: Any) -> None:
    _, _, errors = run(f'organisation,{HEAD}\n\n"A\nB",1,2,1,2\n\nC,9,2,1,2\n')
    assert "regel 6, kolom after_events" in errors


def test_no_file_and_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "weg.csv")]) == 1
    broken = tmp_path / "kapot.csv"
    broken.write_bytes(HEAD.encode() + b"\n\xff\xfe")
    assert main([str(broken)]) == 1
    written = capsys.readouterr()
    assert written.out == ""
    assert "niet te openen" in written.err
    assert "geen tekst in UTF-8" in written.err


@pytest.mark.parametrize("start", ["0", "100", "-3", "nan", "veel", "inf"])
def test_a_start_that_has_no_odds(start: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(tmp_path / "x.csv"), f"--start={start}"])
    assert stopped.value.code == 2
    assert "meer dan 0 en minder dan 100" in capsys.readouterr().err


def test_as_a_program_and_its_help(tmp_path: Path) -> None:
    path = tmp_path / "vier.csv"
    path.write_text(vectors())
    command = [sys.executable, "-m", "evidence"]
    done = subprocess.run([*command, str(path)], cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["pooled"]["k"] == 4
    shown = subprocess.run([*command, "--help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for column in (*REQUIRED, *OPTIONAL, "--start", "--as-of"):
        assert column in shown
