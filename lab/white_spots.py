"""The white spots counted once more from the files that everybody can download: `python -m lab white_spots`.

Reads methods, cases and results as open data, pairs them by itself, and compares the counts of each pair with the two
files of white spots. Fails on a pair too many, too few or with other counts.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.test import Client

_COMPARED = ("Met een groep ter vergelijking", "In stappen ingevoerd", "Door loting verdeeld")
# What a method is paired with: the file of its white spots, the field of a method, and how the file names a word.
_SIDES = {
    "families": ("witte-vlekken/witte-vlekken.csv", "families", "meervoud"),
    "indicatoren": ("witte-vlekken/maten/witte-vlekken.csv", "hoofdindicatoren", "woord"),
}
# Number of the method, and the slug of a kind of organisation or an indicator.
Pair = tuple[str, str]


def measure() -> dict[str, Any]:
    counts, problems = [], []
    for side, (file, field, word) in _SIDES.items():
        words = {row["begrip"]: row[word] for row in _lines("begrippen") if row["lijst"] == side}
        ours = {(number, words[slug]): found for (number, slug), found in _counted(side, field, words)}
        listed = {
            (row["methode"], row["waar"]): (int(row["zonder_vergelijking"]), int(row["samen"])) for row in _rows(file)
        }
        differ = sorted(pair for pair in ours.keys() | listed.keys() if ours.get(pair) != listed.get(pair))
        problems += [f"{pair}: {listed.get(pair)} on the site, {ours.get(pair)} in the files" for pair in differ]
        counts.append([side, str(len(listed)), str(len(ours)), str(len(differ))])
    return {
        "title": "White spots beside a count from the open data",
        "tables": [[["side", "white spots of the site", "from the files", "differ"], counts]],
        "notes": [],
        "problems": problems,
    }


def _counted(side: str, field: str, words: dict[str, str]) -> Iterator[tuple[Pair, tuple[int, int]]]:
    """Each pair that nothing compares, with its results without a group and those of a bundle."""
    families = {str(case["nummer"]): _families(case) for case in _lines("praktijkvoorbeelden")}
    slugs = {label: slug for slug, label in words.items()}
    compared, alone, bundled = Counter[Pair](), Counter[Pair](), Counter[Pair]()
    for row in _rows("resultaten/resultaten.csv"):
        if not row["vergelijking"]:
            continue
        places = families[row["praktijkvoorbeeld"]] if side == "families" else {slugs[row["indicator"]]}
        for column, count in (
            ("methoden", compared if row["opzet"] in _COMPARED else alone),
            ("methoden_samen", bundled),
        ):
            numbers = [each.partition(".")[0] for each in row[column].split(" | ") if each]
            count.update((number, place) for number in numbers for place in places)
    for method in _lines("methoden"):
        for pair in ((str(method["nummer"]), slug) for slug in method[field]):
            if not compared[pair]:
                yield pair, (alone[pair], bundled[pair])


def _families(case: dict[str, Any]) -> set[str]:
    return {slug for each in case["kenmerken"] if each["kenmerk"] == "familie" for slug in each["waarden"]}


def _read(path: str) -> str:
    content: bytes = Client().get(f"/{path}").getvalue()
    return content.decode("utf-8-sig")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in _read(f"open-data/{name}.jsonl").splitlines()]


def _rows(path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_read(path)), delimiter=";"))
