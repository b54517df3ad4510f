"""Made-up records and hostile questions: always the same ones, of every kind, and the figures made of their times."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

from lab import hostile_asked, index_answers
from lab.bare_engines import bare
from lab.drawn_records import draw_record, draw_records
from lab.index_questions import analyser, known, questions
from lab.large_index import show_kinds
from search.contract import Facet, Kind
from search.embedded.engine import EmbeddedEngine
from search.site_words import SiteWords
from tests.search.records import fill


def test_the_same_number_gives_the_same_record() -> None:
    first, again = list(draw_records(3)), list(draw_records(3))
    assert first == again
    assert draw_record(2) == first[1] != draw_record(2, seed=2)
    assert draw_record(2, more="qxavwz").texts["title"].endswith(" qxavwz")


def test_records_are_as_long_and_as_marked_as_real_ones() -> None:
    drawn = list(draw_records(80))
    words = {
        kind: [sum(len(t.split()) for t in one.texts.values()) for one in drawn if one.kind is kind] for kind in Kind
    }
    assert 800 < sum(words[Kind.METHOD]) / 20 < 1100
    assert 250 < sum(words[Kind.CASE]) / 60 < 450
    assert {facet for one in drawn for facet, values in one.facets.items() if values} == set(Facet)


def test_every_kind_of_question_is_timed_at_every_height(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_answers, "ROUNDS", 2)
    monkeypatch.setattr(index_answers, "UPDATES", 2)
    engine = EmbeddedEngine(tmp_path / "index")
    fill(engine, *draw_records(40))
    sample = questions()["two words and two filters"][:2]
    times, _ = index_answers._times(engine, SiteWords(engine.words()), sample)
    assert {"bare", "answer", "marked", "asked", "marked by the clock"} <= set(times)
    assert all(len(rounds) == 2 for layer in times.values() for rounds in layer)
    assert len(index_answers._updates(engine, 40)) == 2
    show_kinds("embedded", 40, {"answers": {"kinds": {"two words": times}, "found": {"two words": 3}}})
    assert "| two words | 3 |" in capsys.readouterr().out


def test_the_bare_engine_does_the_work(tmp_path: Path) -> None:
    engine = EmbeddedEngine(tmp_path / "index")
    fill(engine, *draw_records(40))
    analyse = analyser(known(SiteWords({}), engine.shares))
    for sample in questions().values():
        assert bare(engine, sample[0], analyse(sample[0]))() is None


def test_hostile_addresses_are_different_and_as_long_as_a_request_may_be() -> None:
    drawn = list(hostile_asked.addresses(400, 1))
    assert drawn[:50] == list(islice(hostile_asked.addresses(50, 1), 50))
    assert len(set(drawn)) == 400
    assert max(map(len, drawn)) == hostile_asked.LONGEST
    assert all(one.isascii() for one in drawn)
    assert any("DROP+TABLE" in one for one in drawn)
    assert any("%E2%80%AE" in one for one in drawn)
