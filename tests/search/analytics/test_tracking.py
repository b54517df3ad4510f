"""Which requests count, as what, and that nobody notices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.analytics import tracking
from search.analytics.buffer import BUFFER
from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.query_normalisation import MANY, NOT_KEPT, counted
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question
from search.dutch.questions import NOTHING_ASKED, analyse_question
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.factories.vocabulary import ChannelFactory
from tests.module_rows import copy_of_index, index_of_now
from tests.search.analytics.conftest import Written
from tests.search.analytics.made_up import BROWSER

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def index(module_rows: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    post = ChannelFactory(slug="post", label="Post")
    for number in range(12):
        make_method(title=f"Stuur brief {number}", channels=[post])
    return index_of_now(tmp_path_factory)


@pytest.fixture
def engine(index: Path, tmp_path: Path) -> Engine:
    return EmbeddedEngine(copy_of_index(index, tmp_path))


@pytest.fixture
def site(worker: Worker) -> Worker:
    return worker


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  Financiële   BRIEF? ", "financiele brief"),
        ("DigiD: e-mail / app", "digid email app"),
        ('"opvallende envelop" -brief', "opvallende envelop brief"),
        ("artikel 5, lid 2", "artikel 5 lid 2"),
        ("woord " * 40, " ".join(["woord"] * 16)),
        ("jan@example.nl", NOT_KEPT),
        ("1 ---- 2 ---- 3 ---- 4 ---- 5 ---- 6 ---- 7", NOT_KEPT),
    ],
)
def test_a_question_is_kept_in_its_plainest_form(text: str, kept: str) -> None:
    found = counted(Question(text), analyse_question(text), timezone.localdate())
    assert found is not None
    assert found.question == kept
    assert len(found.question) <= 100


def test_filters_are_those_of_the_canonical_address() -> None:
    day = timezone.localdate()
    found = counted(Question("", {Facet.KIND: ("methode",), Facet.CHANNEL: ("web", "post")}), NOTHING_ASKED, day)
    assert found is not None
    assert (found.question, found.filters) == ("", "soort=methode&kanaal=post&kanaal=web")
    filters = {Facet.ORGANISATION: tuple(f"organisatie-{n}" for n in range(40))}
    many = counted(Question("x", filters), analyse_question("x"), day)
    assert many is not None
    assert many.filters == MANY
    assert counted(Question(), NOTHING_ASKED, day) is None
    assert counted(Question("?!"), analyse_question("?!"), day) is None


def test_asking_again_adds_one_and_keeps_the_last_number_found(
    site: Worker, visitor: Client, search_log: Written
) -> None:
    visitor.get("/zoeken/?q=brief&kanaal=post")
    visitor.get("/zoeken/?kanaal=post&q=BRIEF")
    visitor.get("/zoeken/?q=brief")
    assert search_log() == {("brief", "kanaal=post"): (2, 12), ("brief", ""): (1, 12)}
    make_method(title="Stuur brief 12")
    site.step()
    visitor.get("/zoeken/?q=brief")
    assert search_log()["brief", ""] == (2, 13)
    assert QuestionCount.objects.get(filters="").day == timezone.localdate()


@pytest.mark.parametrize(
    "agent", ["", "curl/8.5", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"]
)
def test_robots_and_programs_do_not_count(site: Worker, client: Client, search_log: Written, agent: str) -> None:
    client.get("/zoeken/?q=brief", headers={"user-agent": agent})
    assert search_log() == {}


@pytest.mark.parametrize("header", ["sec-purpose", "purpose"])
def test_a_page_fetched_ahead_does_not_count(site: Worker, visitor: Client, search_log: Written, header: str) -> None:
    visitor.get("/zoeken/?q=brief", headers={header: "prefetch;prerender"})
    assert search_log() == {}


def test_editors_further_pages_head_and_an_engine_that_fails_do_not_count(
    site: Worker, visitor: Client, search_log: Written, admin_client: Client
) -> None:
    admin_client.get("/zoeken/?q=brief", headers={"user-agent": BROWSER})
    visitor.head("/zoeken/?q=brief")
    visitor.get("/zoeken/")
    visitor.get("/zoeken/?q=brief&pagina=2")
    visitor.get("/zoeken/?q=brief&pagina=9")
    site.engine.answer = None  # type: ignore[method-assign, assignment]
    assert visitor.get("/zoeken/?q=brief").context["search_page"].answer.is_plain
    assert search_log() == {}


def test_it_can_be_switched_off(site: Worker, visitor: Client, search_log: Written, settings: Any) -> None:
    settings.SEARCH_LOG = False
    visitor.get("/zoeken/?q=brief")
    assert search_log() == {}
    settings.SEARCH_LOG = True
    visitor.get("/zoeken/?q=brief")
    assert search_log()
    settings.SEARCH_LOG = False
    assert choose(visitor, "/zoeken/?q=brief", 1) == 204
    search_log()
    assert not ChoiceCount.objects.exists()


def test_the_page_is_the_same_with_and_without_it(
    site: Worker, visitor: Client, search_log: Written, settings: Any
) -> None:
    """No query more, no header, no cookie."""

    def page() -> tuple[int, bytes, dict[str, str]]:
        with CaptureQueriesContext(connection) as queries:
            response = visitor.get("/zoeken/?q=brief")
        assert not response.cookies
        return len(queries), response.content, dict(response.headers)

    page()
    with_log = page()
    settings.SEARCH_LOG = False
    assert page() == with_log
    assert search_log()["brief", ""][0] == 2


def test_a_failure_is_logged_and_the_page_is_there(
    site: Worker,
    visitor: Client,
    search_log: Written,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(tracking, "counted", None)
    assert visitor.get("/zoeken/?q=brief").status_code == 200
    assert "a question was not counted" in caplog.text
    monkeypatch.undo()


def choose(client: Client, address: str, rank: object, **headers: str) -> int:
    sent = {"gezocht": address, "plaats": rank}
    response = client.post("/zoeken/gekozen/", sent, headers=headers)
    assert response.content == b""
    assert not response.cookies
    return response.status_code


def ranks() -> dict[tuple[str, int], int]:
    return {(row.asked.question, row.rank): row.times for row in ChoiceCount.objects.select_related("asked")}


def test_the_chosen_place_is_counted_with_its_question(site: Worker, search_log: Written) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"user-agent": BROWSER})
    address = strict.get("/zoeken/?q=Brief&kanaal=post").context["search_page"].canonical_url
    search_log()
    assert choose(strict, address, 3, origin="https://www.example.nl") == 204
    assert choose(strict, address, 3) == 204
    assert choose(strict, f"{address}&pagina=2", 11) == 204
    search_log()
    assert ranks() == {("brief", 3): 2, ("brief", 11): 1}
    assert choose(strict, address, 0) == 204  # put first by editors
    search_log()
    assert ranks()["brief", 0] == 1


@pytest.mark.parametrize(
    ("address", "rank"),
    [
        ("/zoeken/?q=nooit+gevraagd", 1),
        ("/zoeken/?q=brief&kanaal=post", 1),
        ("", 1),
        ("/zoeken/", 1),
        ("http://[", 1),
        ("/zoeken/?q=jan@example.nl", 1),
        ("/zoeken/?q=" + "x" * 9000, 1),
    ],
)
def test_what_no_page_can_have_sent_is_ignored(
    site: Worker, visitor: Client, search_log: Written, address: str, rank: object
) -> None:
    visitor.get("/zoeken/?q=brief")
    visitor.get("/zoeken/?q=jan@example.nl")
    assert choose(visitor, address, rank) == 204
    for wrong in (101, -1, 999, "", "een", "1.5", "٣", "1e2", "9" * 400):
        assert choose(visitor, "/zoeken/?q=brief", wrong) == 204
    search_log()
    assert ranks() == {}


def test_a_choice_from_elsewhere_by_a_robot_or_an_editor_is_ignored(
    site: Worker, visitor: Client, search_log: Written, admin_client: Client
) -> None:
    visitor.get("/zoeken/?q=brief")
    assert choose(visitor, "/zoeken/?q=brief", 1, origin="https://elders.example") == 204
    assert choose(Client(), "/zoeken/?q=brief", 1) == 204
    assert choose(admin_client, "/zoeken/?q=brief", 1, **{"user-agent": BROWSER}) == 204
    search_log()
    assert ranks() == {}
    assert visitor.get("/zoeken/gekozen/").status_code == 405


def test_a_question_of_yesterday_is_not_known_today(site: Worker, visitor: Client, search_log: Written) -> None:
    visitor.get("/zoeken/?q=brief")
    search_log()
    yesterday = timezone.localdate() - timezone.timedelta(days=1)
    old = counted(Question("brief"), analyse_question("brief"), yesterday)
    assert old is not None
    QuestionCount.objects.update(key=old.key, day=yesterday)
    choose(visitor, "/zoeken/?q=brief", 1)
    search_log()
    assert ranks() == {}


def test_nobody_fills_the_table(site: Worker, visitor: Client, search_log: Written, monkeypatch: Any) -> None:
    monkeypatch.setattr(BUFFER.asked_rate, "most", 3)
    monkeypatch.setattr(BUFFER.chosen_rate, "most", 2)
    for number in range(5):
        visitor.get(f"/zoeken/?q=brief+{number}")
        choose(visitor, "/zoeken/?q=brief+0", number + 1)
    assert len(search_log()) == 3
    assert len(ranks()) == 2
