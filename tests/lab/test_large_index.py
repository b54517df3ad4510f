"""Made-up records: always the same ones, as real pages have them; and both layers of a measurement do their work."""

from __future__ import annotations

from pathlib import Path

from lab import index_times
from lab.records import draw_record, draw_records
from search.contract import Facet


def test_a_record_depends_on_its_number_alone() -> None:
    [*records] = draw_records(8)
    assert records[5] == draw_record(6)
    assert [record.kind for record in records].count("methode") == 2
    assert all(record.facets[Facet.THEME] and record.texts["body"] for record in records)
    assert draw_record(6, more="qxvwz").texts["title"].endswith("qxvwz")


def test_an_index_is_built_asked_and_updated(tmp_path: Path) -> None:
    found = index_times.measure("embedded", str(tmp_path / "index"), 40)
    assert set(found["kinds"]) == set(index_times.questions())
    for times in found["kinds"].values():
        assert set(times) == {"bare", "answer", "clock"}
        assert all(seconds >= 0 for layer in times.values() for seconds in layer)
    assert len(found["updates"]) == index_times.UPDATES
