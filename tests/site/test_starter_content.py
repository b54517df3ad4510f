"""The content that a new site starts with: sound, complete, and unchanged by a trip through the database."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.starter.content import CONTENT
from tests.starter.server import run_manage, run_shell

# From the coding of the fact bank: which way each result points, and for which methods it counts. Rows without an
# indicator that knows a better direction (numbers 49, 51 and 53 to 55) are told in the story, not entered as a result.
EXPECTED = Path(__file__).with_name("expected_directions.tsv")
_READ_RESULTS = """
from cases.models import CasePage
answer = [
    [case.number, row, str(result.direction.value), [each.method.number for each in result.counts_for.all()]]
    for case in CasePage.objects.order_by("number")
    for row, result in enumerate(case.results.all(), start=1)
]
"""


def files(directory: Path) -> dict[str, bytes]:
    """Every file below a directory but the README, by its path."""
    found = (path for path in sorted(directory.rglob("*")) if path.is_file() and path.name != "README.md")
    return {str(path.relative_to(directory)): path.read_bytes() for path in found}


def test_keeps_every_rule(starter_data: Path) -> None:
    assert run_manage(starter_data, "check_content", str(CONTENT), "--quiet").startswith("0 fouten,")


def test_load_and_export_gives_the_same_bytes(starter_data: Path, tmp_path: Path) -> None:
    run_manage(starter_data, "export_content", str(tmp_path))
    written, kept = files(tmp_path), files(CONTENT)
    assert sorted(written) == sorted(kept)
    assert [name for name in kept if written[name] != kept[name]] == []


def test_results_point_the_way_the_bank_says(starter_data: Path) -> None:
    found = {
        (case, row): (direction, tuple(methods))
        for case, row, direction, methods in run_shell(starter_data, _READ_RESULTS)
    }
    assert found == expected_directions()


def expected_directions() -> dict[tuple[int, int], tuple[str, tuple[int, ...]]]:
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {
        (int(row["case"]), int(row["row"])): (row["direction"], tuple(map(int, row["counts for"].split())))
        for row in rows
    }


@pytest.mark.parametrize(("directory", "count"), [("methods", 63), ("cases", 55)])
def test_holds_the_whole_bank(directory: str, count: int) -> None:
    numbers = sorted(int(path.name.partition("-")[0]) for path in (CONTENT / directory).glob("*.yaml"))
    assert numbers == list(range(1, count + 1))
