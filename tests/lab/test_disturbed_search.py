"""Proofs of search that is disturbed: what they look at finds a planted fault, and visitors note what they see."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cases.models import CasePage
from lab import hanging_engine
from lab.load import NOTICE, Crowd, count, times, visit
from lab.publishing import Editor, changes_of, lost_or_extra, open_breakers
from lab.rebuild_under_load import Known, changes_with
from lab.sites import Site
from search.contract import Answer, Facet, FacetValue, Question
from tests.elasticsearch.recipe import free_port
from tests.factories.pages import make_case

GOOD = {"at": 0.0, "seconds": 0.1, "failed": False, "is_plain": False, "by_copy": False}
BY_COPY = {**GOOD, "by_copy": True}
INDEX = {"right": 3, "missing": 0, "stale": 0, "extra": 0}


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200 if self.path != "/kapot" else 500)
        self.end_headers()
        self.wfile.write(NOTICE.encode())

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_visitor_notes_what_the_page_says(port: int) -> None:
    seen, body = visit(port, "/zoeken/?q=brief")
    assert (seen["failed"], seen["by_copy"], seen["is_plain"], body) == (False, True, False, NOTICE)
    assert visit(port, "/kapot")[0]["failed"]
    assert visit(free_port(), "/")[0]["failed"]


def test_a_crowd_comes_at_its_moments(port: int) -> None:
    with Crowd(port, ["/een", "/twee"], rate=200.0, visitors=2) as crowd:
        while len(crowd.between(0.0, float("inf"))) < 10:
            pass
    ordered = crowd.between(0.0, float("inf"))
    assert [one["at"] for one in ordered] == sorted(one["at"] for one in ordered)
    assert crowd.between(0.0, ordered[0]["at"]) == []
    assert count(ordered, "by_copy") == len(ordered) >= 10
    assert times([GOOD, {**GOOD, "seconds": 0.3}]) == "100 / 300 / 300"


def test_what_an_editor_could_not_do_is_told() -> None:
    def fail() -> None:
        raise LookupError("kapot")

    done: list[int] = []
    editor = Editor([lambda: done.append(1), fail, lambda: done.append(2)])
    editor.start()
    with pytest.raises(LookupError, match="kapot"):
        editor.finish()
    assert (done, editor.published) == ([1], 1)


@pytest.mark.django_db
def test_every_change_is_one_that_visitors_see() -> None:
    pages = [make_case() for _ in range(4)]
    before = {page.pk: (page.title, page.live) for page in pages}
    for act in changes_of(list(before), 1.0):
        act()
    after = {page.pk: (page.title, page.live) for page in CasePage.objects.filter(pk__in=before)}
    assert all(after[key] != before[key] for key in before)


@pytest.mark.django_db
def test_what_goes_off_the_site_during_a_rebuild_comes_back() -> None:
    pages = [make_case() for _ in range(6)]
    acts = changes_with([page.pk for page in pages[:3]], [page.pk for page in pages[3:]])
    assert len(acts) == 9
    most_away = 0
    for act in acts:
        act()
        most_away = max(most_away, CasePage.objects.filter(live=False).count())
    assert most_away
    assert not CasePage.objects.filter(live=False).exists()
    assert CasePage.objects.filter(title__contains="proefnummer").count() == 3


def answer(total: int, kinds: tuple[int, ...], engine: str = "embedded", **filters: Any) -> Answer:
    values = tuple(FacetValue(f"soort-{place}", "", number) for place, number in enumerate(kinds))
    return Answer(Question(filters=filters.get("filters", {})), (), total, {Facet.KIND: values}, engine=engine)


def test_an_answer_of_a_part_of_an_index_is_found() -> None:
    one = Known(Question(), 8, 10)
    assert not one.wrong(answer(9, (4, 5)))
    assert not one.wrong(answer(9, (4, 9), filters={Facet.KIND: ("methode",)}))
    assert "instead of 8 to 10" in one.wrong(answer(7, (4, 3)))
    assert "instead of 8 to 10" in one.wrong(answer(11, (4, 7)))
    assert "counts 5" in one.wrong(answer(9, (4, 1)))
    assert "titles" in one.wrong(answer(9, (4, 5), "database"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"open": [{**BY_COPY, "failed": True}]}, "a page failed"),
        ({"first": [{**BY_COPY, "is_plain": True}]}, "titles"),
        ({"open": [GOOD]}, "does not say"),
        ({"after": [BY_COPY]}, "the notice stays"),
        ({"well": [BY_COPY]}, "too busy to judge"),
    ],
)
def test_a_hanging_server_may_not_be_noticed(change: dict[str, Any], said: str) -> None:
    phases = {"well": [GOOD], "first": [GOOD, BY_COPY], "open": [BY_COPY], "back": [BY_COPY, GOOD], "after": [GOOD]}
    assert hanging_engine.problems(phases, [GOOD]) == []
    assert said in " ".join(hanging_engine.problems({**phases, **change}, [GOOD]))
    assert hanging_engine.problems(phases, [{**GOOD, "failed": True}]) == ["suggestions failed"]


@pytest.mark.parametrize("what", ["missing", "stale", "extra"])
def test_what_is_lost_or_too_many_is_named(what: str) -> None:
    assert lost_or_extra({"embedded": INDEX}) == []
    assert lost_or_extra({"embedded": INDEX, "elasticsearch": {**INDEX, what: 2}}) == [
        f"2 pages {what} in elasticsearch"
    ]


def test_open_breakers_are_counted_by_the_log(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("WARNING the search server does not answer; the index on this machine does\n" * 2)
    assert open_breakers(log) == 2
    log.write_text(log.read_text() + "WARNING the search server answers again\n")
    assert open_breakers(log) == 1


def test_a_production_server_gets_nothing_of_another_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "SITE_SCHEME", "SECRET_KEY", "FACTOR_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "elders")
    assert "elders" not in Site("", Path("hier")).environment().values()
