"""Damage done on purpose: `check_search` finds it, `--repair` mends it, and the next change comes through."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import F

from methods.models import MethodPage
from search.backends.elasticsearch.engine import ElasticEngine
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, EngineError
from search.indexing.drift import compare
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.reindex import rebuild
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.search.records import make_record

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.parametrize("engine", ["embedded", "elasticsearch"], indirect=True),
]
PAGES = 4


@dataclass
class Site:
    """A site with an index that agrees with it, to do damage to."""

    engine: Engine
    pages: list[MethodPage]
    monkeypatch: pytest.MonkeyPatch


# Does the damage; what an operator is told of it.
Damage = Callable[[Site], str]


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)


def missing_page(site: Site) -> str:
    engine = site.engine
    engine.write([], [min(engine.digests())])
    return "3 right, 1 missing, 0 stale, 0 extra"


def stale_page(site: Site) -> str:
    page = site.pages[0]
    type(page).objects.filter(pk=page.pk).update(title="Langs alle signalen om")
    return "3 right, 0 missing, 1 stale, 0 extra"


def extra_page(site: Site) -> str:
    page = site.pages[0]
    type(page).objects.filter(pk=page.pk).update(live=False)
    return "3 right, 0 missing, 0 stale, 1 extra"


def page_of_nowhere(site: Site) -> str:
    engine = site.engine
    engine.write([make_record(987_654, "Spook", version=1)], [])
    return "4 right, 0 missing, 0 stale, 1 extra"


def index_of_another_version(site: Site) -> str:
    engine = site.engine
    with site.monkeypatch.context() as patch:
        for place in ("search.backends.embedded.writer", "search.backends.elasticsearch.indexes"):
            patch.setattr(f"{place}.fingerprint", lambda: "0123456789ab")
        rebuild(engine)
    return "the search index is of another version of the site"


def corrupt_index(site: Site) -> str:
    engine = site.engine
    if isinstance(engine, EmbeddedEngine):
        for path in list(engine.directory.rglob("*.store")):
            whole = path.read_bytes()
            path.unlink()
            path.write_bytes(whole[: len(whole) // 2])
        return "the search index is damaged"
    assert isinstance(engine, ElasticEngine)
    engine.indexes.close(str(engine.indexes.current()))
    return "the search index is shut by a rebuild that did not finish"


def index_that_is_gone(site: Site) -> str:
    engine = site.engine
    if isinstance(engine, EmbeddedEngine):
        (engine.directory / "CURRENT").unlink()
    else:
        assert isinstance(engine, ElasticEngine)
        engine.indexes.drop([str(engine.indexes.current())])
    return "the search index is missing"


def half_an_index(site: Site) -> str:
    engine = site.engine
    engine.write([], sorted(engine.digests())[: PAGES // 2])
    return "2 right, 2 missing, 0 stale, 0 extra"


def lost_counts(site: Site) -> str:
    engine = site.engine
    """As after a backup of the database was put back: a change not yet delivered is lost, and so are the counts."""
    page = site.pages[0]
    page.title = "Veranderd"
    page.save_revision().publish()
    OutboxEntry.objects.all().delete()
    ahead = PAGES if isinstance(engine, ElasticEngine) else 0
    return f"3 right, 0 missing, 1 stale, 0 extra, {ahead} ahead of the outbox"


def lost_index_name(site: Site) -> str:
    Consumer.objects.all().delete()
    site.pages[0].delete()
    return "the search index was not filled from this database"


DAMAGE: tuple[Damage, ...] = (
    *(missing_page, stale_page, extra_page, page_of_nowhere, index_of_another_version, corrupt_index),
    *(index_that_is_gone, half_an_index, lost_counts, lost_index_name),
)


@pytest.fixture
def site(worker: Worker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Site:
    made = Site(worker.engine, [make_method() for _ in range(PAGES)], monkeypatch)
    worker.step()
    call_command("check_search")
    capsys.readouterr()
    return made


@pytest.mark.parametrize("plant", DAMAGE, ids=lambda plant: plant.__name__)
def test_damage_is_found_and_mended(plant: Damage, site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    told = plant(site)
    with pytest.raises(CommandError):
        call_command("check_search")
    assert told in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("check_search", json=True)
    (found,) = json.loads(capsys.readouterr().out)["indexes"]
    assert not found["agrees"]
    call_command("check_search", repair=True)
    assert ", 0 missing, 0 stale, 0 extra, 0 ahead" in capsys.readouterr().out
    call_command("check_search")
    _next_change_comes_through(site)


def test_an_index_that_remembers_a_later_deletion(site: Site) -> None:
    """It refuses what it takes for an old write, and nothing in it says why: only a new index helps."""
    page = site.pages[0]
    site.engine.write([], {page.pk: 50})
    assert page.pk in compare(site.engine).missing
    call_command("check_search", repair=True)
    _next_change_comes_through(site)


def test_a_whole_index_is_not_made_anew(site: Site) -> None:
    site.engine.write([], [site.pages[0].pk])
    site.monkeypatch.setattr(type(site.engine), "rebuild", lambda *_: pytest.fail("made anew"))
    call_command("check_search", repair=True)
    assert compare(site.engine).agrees


def test_a_server_that_does_not_answer_is_said_and_not_mended(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    def fails(*_: Any) -> Any:
        raise EngineError("no answer")

    site.monkeypatch.setattr(type(site.engine), "consumer", fails)
    with pytest.raises(CommandError, match="no answer"):
        call_command("check_search", repair=True, retry=True)
    assert "no answer" in capsys.readouterr().out


def _next_change_comes_through(site: Site) -> None:
    page = site.pages[-1]
    page.title = "Daarna"
    page.save_revision().publish()
    while Worker(engine=site.engine).step():
        pass
    found = compare(site.engine)
    assert found.agrees, found
    assert not OutboxEntry.objects.filter(done__lt=F("needed")).exists()
