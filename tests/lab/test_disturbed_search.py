"""Proofs of search that is disturbed: what they look at finds a planted fault, and visitors note what they see."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cases.models import CasePage
from lab import hanging_engine, kill_workers, known_questions, lost_node, rebuild_under_load
from lab.publishing import Editor, changes_of, shares
from lab.rebuild_rounds import changes_with
from lab.searched import open_breakers
from lab.servers import free_port, free_ports
from lab.sites import Site
from lab.visitors import NOTICE, Crowd, count, times, visit
from search.contract import Answer, Facet, FacetValue, Question
from tests.factories.pages import make_case

GOOD = {"at": 0.0, "seconds": 0.1, "failed": False, "is_plain": False, "by_copy": False}
BY_COPY = {**GOOD, "by_copy": True}
INDEX = {"index": "embedded", "right": 3, "missing": 0, "stale": 0, "extra": 0}


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
    seen = visit(port, "/zoeken/?q=brief")
    assert (seen.failed, seen.by_copy, seen.is_plain) == (False, True, False)
    assert visit(port, "/kapot").failed
    assert visit(free_port(), "/").status == 0


def test_a_crowd_comes_at_its_moments(port: int) -> None:
    with Crowd(port, ["/een", "/twee"], rate=200.0, visitors=2) as crowd:
        while len(crowd.visits) < 10:
            pass
    ordered = crowd.between(0.0, float("inf"))
    assert [one.at for one in ordered] == sorted(one.at for one in crowd.visits)
    assert crowd.between(0.0, ordered[0].at) == []
    noted = [one.noted() for one in ordered]
    assert count(noted, "by_copy") == len(noted) >= 10
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
    assert shares(500, 40).count(12) == 20
    assert sum(shares(30, 7)) == 30


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
    one = {"address": "", "least": 8, "most": 10}
    assert not known_questions.wrong(answer(9, (4, 5)), one)
    assert not known_questions.wrong(answer(9, (4, 9), filters={Facet.KIND: ("methode",)}), one)
    assert "instead of 8 to 10" in known_questions.wrong(answer(7, (4, 3)), one)
    assert "instead of 8 to 10" in known_questions.wrong(answer(11, (4, 7)), one)
    assert "counts 5" in known_questions.wrong(answer(9, (4, 1)), one)
    assert "titles" in known_questions.wrong(answer(9, (4, 5), "database"), one)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"open": [{**BY_COPY, "failed": True}]}, "a page failed"),
        ({"first": [{**BY_COPY, "is_plain": True}]}, "titles"),
        ({"open": [GOOD]}, "does not say"),
        ({"after": [BY_COPY]}, "the notice stays"),
        ({"typed": {"hangs": [[0.1, 500, 0]]}}, "silent"),
        ({"indexes": [{**INDEX, "stale": 1}]}, "lost"),
        ({"widths": {"320": 321}}, "wider than 320"),
    ],
)
def test_a_hanging_server_may_not_be_noticed(change: dict[str, Any], said: str) -> None:
    phases = {"well": [GOOD], "first": [GOOD, BY_COPY], "open": [BY_COPY], "back": [BY_COPY, GOOD], "after": [GOOD]}
    found = {**phases, "typed": {"hangs": [[0.1, 200, 3]]}, "indexes": [INDEX], "widths": {"320": 320}}
    assert hanging_engine.problems(found) == []
    assert said in " ".join(hanging_engine.problems({**found, **change}))


def test_a_lost_node_may_cost_nothing() -> None:
    found = {"rounds": [{"before": [GOOD], "after": [BY_COPY]}], "indexes": [INDEX]}
    assert lost_node.problems(found) == []
    assert lost_node.problems({**found, "rounds": [{"before": [], "after": [{**GOOD, "failed": True}]}]})
    assert lost_node.problems({**found, "indexes": [{**INDEX, "missing": 1}]})
    assert lost_node.problems({**found, "indexes": [{**INDEX, "extra": 1}]})


def test_a_rebuild_may_cost_nothing() -> None:
    found = {"readers": [{"problems": []}], "seen": [GOOD], "indexes": [INDEX]}
    assert rebuild_under_load.problems(found) == []
    assert rebuild_under_load.problems({**found, "readers": [{"problems": ["half"] * 9}]}) == ["half"] * 5
    assert rebuild_under_load.problems({**found, "seen": [{**GOOD, "is_plain": True}]}) == ["1 pages failed"]
    assert rebuild_under_load.problems({**found, "indexes": [{**INDEX, "missing": 2}]}) == ["2 changes are lost"]


def test_what_is_lost_or_too_many_fails_the_kills() -> None:
    found = {"changes": 9, "kills": 2, "busy": 1, "caught_up": 0.5, "indexes": [INDEX]}
    assert kill_workers.are_right(kill_workers.rows_of("embedded", found))
    for what in ("missing", "stale", "extra"):
        wrong = {**found, "indexes": [INDEX, {**INDEX, what: 1}]}
        assert not kill_workers.are_right(kill_workers.rows_of("embedded", wrong))


def test_open_breakers_are_counted_by_the_log(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text("WARNING the search server does not answer; the index on this machine does\n" * 2)
    assert open_breakers(log) == 2
    log.write_text(log.read_text() + "WARNING the search server answers again\n")
    assert open_breakers(log) == 1


def test_a_production_server_gets_nothing_of_another_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SITE_URL", "SITE_SCHEME", "SECRET_KEY", "DATABASE_URL"):
        monkeypatch.setenv(name, "elders")
    assert "elders" not in Site("", Path("hier")).environment().values()


def test_ports_that_are_asked_together_are_different() -> None:
    assert len(set(free_ports(200))) == 200
