"""What only Elasticsearch has: versions, aliases, a lock in the cluster. On a live server."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from core.published import Document
from search.backends.elasticsearch import writer
from search.backends.elasticsearch.engine import ElasticEngine
from search.backends.elasticsearch.reading import Reader
from search.backends.elasticsearch.rebuild_lock import RebuildLock
from search.contract import Changes, EngineError, Facet, Sort
from tests.elasticsearch.fixtures import MakeElastic
from tests.search.records import NO_CHANGES, ask, counts, fill, make_record, numbers


@pytest.fixture
def elastic(make_elastic: MakeElastic) -> ElasticEngine:
    engine = make_elastic()
    fill(engine, make_record(1, "Brief", version=5), make_record(2, "Brief", version=5))
    return engine


def indexes(engine: ElasticEngine) -> set[str]:
    found = engine.client.indices.get(index=f"{engine.address.prefix}-*", expand_wildcards="all")
    return {name for name in found.body if not name.endswith("-lock")}


def title(engine: ElasticEngine, word: str) -> list[str]:
    return numbers(ask(engine, word))


def test_an_old_write_never_overtakes_a_newer_one(elastic: ElasticEngine) -> None:
    elastic.write([make_record(1, "Nieuwer", version=7)], {})
    elastic.write([make_record(1, "Ouder", version=6)], {})
    assert (title(elastic, "nieuwer"), title(elastic, "ouder")) == (["m1"], [])
    elastic.write([], {1: 6})
    assert title(elastic, "nieuwer") == ["m1"]


def test_an_old_write_does_not_bring_a_deleted_page_back(elastic: ElasticEngine) -> None:
    elastic.write([], {1: 8, 99: 3})
    elastic.write([make_record(1, "Ouder", version=7), make_record(99, "Nooit geweest", version=2)], {})
    assert set(elastic.digests()) == {2}
    elastic.write([make_record(1, "Terug", version=9)], {})
    assert set(elastic.digests()) == {1, 2}


def test_the_same_version_twice_is_fine(elastic: ElasticEngine) -> None:
    for _ in range(2):
        elastic.write([make_record(1, "Zelfde", version=7)], {2: 7})
    assert set(elastic.digests()) == {1}


def test_what_is_written_is_seen_at_once(elastic: ElasticEngine) -> None:
    """Also when the server shows nothing new by itself."""
    elastic.client.indices.put_settings(index=elastic.indexes.write, settings={"refresh_interval": "-1"})
    elastic.write([make_record(3, "Vers", version=1)], {})
    assert title(elastic, "vers") == ["m3"]


def test_writing_without_an_index_makes_none(make_elastic: MakeElastic) -> None:
    engine = make_elastic()
    for write in (lambda: engine.write([make_record(1)], {}), lambda: engine.write([], {1: 1})):
        with pytest.raises(EngineError):
            write()
    assert indexes(engine) == set()


def test_the_mapping_is_explicit_and_takes_nothing_else(elastic: ElasticEngine) -> None:
    mapping = next(iter(elastic.client.indices.get_mapping(index=elastic.indexes.read).body.values()))["mappings"]
    assert mapping["dynamic"] == "false"
    assert mapping["properties"]["title"] == {"type": "text", "analyzer": "whitespace", "index_options": "freqs"}
    assert {f"facet_{facet.value}" for facet in Facet} <= set(mapping["properties"])


def test_two_aliases_name_one_index_with_the_version_in_its_name(elastic: ElasticEngine) -> None:
    (name,) = indexes(elastic)
    aliases = elastic.client.indices.get_alias(index=name).body[name]["aliases"]
    assert set(aliases) == {f"{elastic.address.prefix}-read", f"{elastic.address.prefix}-write"}
    assert elastic.indexes.made_with(name)


def test_a_page_of_results_is_one_request(elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    original = Reader.search
    monkeypatch.setattr(Reader, "search", lambda self, request: asked.append(1) or original(self, request))
    found = ask(elastic, "brief", family=["gemeente"], channel=["post"], sort=Sort.NEWEST)
    assert len(asked) == 1
    assert counts(found, Facet.FAMILY) == {"gemeente": 0}


def test_a_rebuild_leaves_one_index_and_takes_litter_away(elastic: ElasticEngine) -> None:
    left = elastic.indexes.create()
    fill(elastic, make_record(3))
    assert left not in indexes(elastic)
    assert len(indexes(elastic)) == 1


def test_an_index_in_the_place_of_an_alias_is_taken_away(make_elastic: MakeElastic) -> None:
    engine = make_elastic()
    engine.client.indices.create(index=engine.indexes.write)
    fill(engine, make_record(3))
    assert engine.problem() is None
    assert len(indexes(engine)) == 1


def test_a_rebuild_killed_before_the_switch_does_no_harm(
    elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a kill leaves it: the old index shut, a new one half filled, the lock never released."""
    monkeypatch.setattr(elastic.indexes.__class__, "reopen", lambda *_: None)
    monkeypatch.setattr(elastic.indexes.__class__, "drop", lambda *_: None)
    monkeypatch.setattr(RebuildLock, "_release", lambda self: None)
    monkeypatch.setattr(writer, "_prove", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        fill(elastic, make_record(3))
    monkeypatch.undo()
    assert title(elastic, "brief") == ["m1", "m2"]
    assert elastic.problem() == "the search index is shut by a rebuild that did not finish"
    with pytest.raises(EngineError, match="another rebuild is at work"):
        fill(elastic, make_record(4))
    monkeypatch.setattr("search.backends.elasticsearch.rebuild_lock.DEAD_AFTER", 0.0)
    fill(elastic, make_record(4))
    assert elastic.problem() is None
    assert set(elastic.digests()) == {4}
    assert len(indexes(elastic)) == 1


def test_two_rebuilds_at_once_refuse_each_other(elastic: ElasticEngine) -> None:
    def records() -> Iterator[Document]:
        with pytest.raises(EngineError, match="another rebuild is at work"):
            fill(elastic, make_record(9))
        yield make_record(4)

    elastic.rebuild(records(), lambda: NO_CHANGES)
    assert set(elastic.digests()) == {4}


def test_writers_wait_for_the_switch_and_then_write_the_new_index(
    elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "_PATIENCE", 0.2)
    refused: list[str] = []

    def late() -> Changes:
        with pytest.raises(EngineError, match="shut for writing") as caught:
            elastic.write([make_record(1, "Tussendoor", version=6)], {})
        refused.append(str(caught.value))
        return NO_CHANGES

    elastic.rebuild(iter([make_record(1, "Brief", version=5)]), late)
    assert refused
    elastic.write([make_record(1, "Daarna", version=6)], {})
    assert title(elastic, "daarna") == ["m1"]


def test_an_index_that_is_not_as_it_was_written_is_not_switched_to(
    elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = elastic.indexes.__class__.finish

    def lose_one(indexes: Any, name: str) -> None:
        indexes.client.delete(index=name, id="4")
        original(indexes, name)

    monkeypatch.setattr(elastic.indexes.__class__, "finish", lose_one)
    with pytest.raises(EngineError, match="holds 1 pages instead of 2"):
        fill(elastic, make_record(4), make_record(5))
    assert set(elastic.digests()) == {1, 2}
    elastic.write([make_record(6)], {})
    assert len(indexes(elastic)) == 1


def test_an_index_of_another_version_is_named(elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.elasticsearch.engine.fingerprint", lambda: "0123456789ab")
    assert elastic.problem() == "the search index is of another version of the site"


def test_very_deep_pages_are_empty_and_know_the_total(elastic: ElasticEngine) -> None:
    found = ask(elastic, "brief", page=10**9)
    assert (found.hits, found.total) == ((), 2)


def test_many_words_come_in_parts(elastic: ElasticEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(elastic, *(make_record(number, f"woord{number} samen") for number in range(1, 40)))
    whole = elastic.words()
    monkeypatch.setattr("search.backends.elasticsearch.reading._WORDS_AT_ONCE", 7)
    monkeypatch.setattr("search.backends.elasticsearch.reading._DIGESTS_AT_ONCE", 7)
    assert elastic.words() == whole
    assert whole["samen"] == len(elastic.digests()) == 39


def test_the_longest_question_is_answered(elastic: ElasticEngine) -> None:
    text = " ".join(f"{chr(97 + number % 26)}{number}" for number in range(75))[:300]
    assert ask(elastic, text).total == 0
