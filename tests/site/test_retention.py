"""What readers sent in is gone in time, in every set-up that the documentation gives, and readers are told when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from cases.models import CorrectionReport
from core.jobs import registry, wakeup
from core.jobs.retention import DECLARED
from core.jobs.runner import one_turn
from core.models import User
from core.submissions.models import Submission
from editorial.management.commands import start
from editorial.setup.roles import PUBLISHER
from feedback.models import ReaderQuestion
from home.models import ContentPage
from search.models import QuestionCount
from tests.clock import Later
from tests.factories.pages import make_method, make_site
from tests.home.reading import soup

pytestmark = pytest.mark.django_db
WORDS = ("kanariepersoon", "kanariebron", "kanarie@voorbeeld.nl")


class Stopped(BaseException):
    """The worker would wait now."""


@pytest.fixture(autouse=True)
def no_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(registry.TURNS, "search-index")


@pytest.fixture
def one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker ends when it would wait, and one in a thread does its work at once."""

    class Here:
        def __init__(self, target: Callable[[], None], **_: Any) -> None:
            self.start = target

    def stop(seconds: float) -> None:
        raise Stopped

    monkeypatch.setattr(wakeup, "wait", stop)
    monkeypatch.setattr("core.jobs.runner.threading.Thread", Here)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    # It would drop the connection that holds the transaction of the test.
    monkeypatch.setattr("core.jobs.runner.close_old_connections", lambda: None)


def worker() -> None:
    with pytest.raises(Stopped):
        call_command("worker")


def former_name() -> None:
    with pytest.raises(Stopped):
        call_command("search_worker")


def timer() -> None:
    call_command("run_jobs", "--once")


def timer_of_the_former_name() -> None:
    call_command("search_worker", "--once")


def make_run() -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("rebuild_all_if_needed", "load_content", "load_starter_synonyms"):
            patch.setattr(start, name, lambda *_: None)
        patch.setattr(start, "local_editor", lambda directory: "")
        patch.setattr("django.conf.settings.LOCAL", True)
        with pytest.raises(Stopped):
            call_command("start")


SET_UPS = [worker, former_name, timer, timer_of_the_former_name, make_run]


def question(**values: Any) -> ReaderQuestion:
    return ReaderQuestion.objects.create(text=WORDS[0], asked=WORDS[1], email=WORDS[2], **values)


def report(**values: Any) -> CorrectionReport:
    about = CorrectionReport.About.OTHER
    sent = {"text": WORDS[0], "source": WORDS[1], "email": WORDS[2]}
    return CorrectionReport.objects.create(result_uuid=uuid4(), about=about, **sent, **values)


def searched() -> None:
    QuestionCount.objects.create(key="1", day=timezone.localdate(), question=WORDS[0], times=1, found=0)


def found(*words: str) -> set[str]:
    """Tables that hold one of these words in any column."""
    tables = connection.introspection.table_names()
    held = set()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            if any(word in str(row) for row in cursor.fetchall() for word in words):
                held.add(table)
    return held


def answer(address: str, *rows: Submission) -> None:
    """An editor deals with them in the admin, which keeps a log."""
    editor, _ = User.objects.get_or_create(username="eva")
    editor.groups.add(Group.objects.get(name=PUBLISHER))
    client = Client()
    client.force_login(editor)
    for row in rows:
        sent = {"status": "beantwoord", "answer": "Gemaild."}
        assert client.post(reverse(f"{address}:edit", args=[row.pk]), sent).status_code == 302


@pytest.mark.usefixtures("one_round")
@pytest.mark.parametrize("set_up", SET_UPS, ids=lambda set_up: set_up.__name__)
def test_each_set_up_deletes_in_time(set_up: Callable[[], None], later: Later) -> None:
    make_site()
    question()
    report()
    answer("vragen", question())
    answer("meldingen", report())
    searched()
    set_up()
    assert found(WORDS[2]) == {"search_readerquestion", "cases_correctionreport"}
    later(days=91)
    set_up()
    assert found(WORDS[2]) == set()
    assert found(WORDS[0]) >= {"search_readerquestion", "cases_correctionreport", "search_questioncount"}
    later(days=275)
    set_up()
    assert (ReaderQuestion.objects.count(), CorrectionReport.objects.count()) == (1, 1), "what was dealt with is gone"
    later(days=40)
    set_up()
    assert found(*WORDS) == {"search_readerquestion", "cases_correctionreport"}
    later(days=325)
    set_up()
    assert found(*WORDS) == set()


def test_the_log_of_the_admin_ends_and_the_history_of_a_page_does_not(later: Later) -> None:
    kept, gone = make_method(title="Blijft"), make_method(title="Verdwijnt")
    for page in (kept, gone):
        page.save_revision(log_action=True)
    row = question()
    answer("vragen", row)
    gone.delete()
    later(days=729)
    one_turn()
    assert ModelLogEntry.objects.exists() is False, "with the question, a year after it was answered"
    user = User.objects.get(username="eva")
    ModelLogEntry.objects.log_action(instance=user, action="wagtail.edit", user=user)
    assert set(PageLogEntry.objects.values_list("page_id", flat=True)) >= {kept.pk, gone.pk}
    later(days=2)
    one_turn()
    in_log = set(PageLogEntry.objects.values_list("page_id", flat=True))
    assert kept.pk in in_log and gone.pk not in in_log
    assert ModelLogEntry.objects.exists()
    later(days=731)
    one_turn()
    assert not ModelLogEntry.objects.exists()


def test_the_page_about_privacy_says_what_is_declared(client: Client) -> None:
    home = make_site().home
    home.add_child(instance=ContentPage(title="Privacy", slug="privacy"))
    home.add_child(instance=ContentPage(title="Iets anders", slug="anders"))
    rows = soup(client, "/privacy/").select("table[aria-labelledby=bewaren] tbody tr")
    said = {row.th.get_text(strip=True): row.td.get_text(strip=True) for row in rows}
    assert said == {one.what: one.until for one in DECLARED}
    assert "90 dagen" in said["Een vraag aan de redactie"]
    assert "13 maanden" in said["Waar bezoekers naar zoeken, per dag geteld"]
    assert not soup(client, "/anders/").select("#bewaren")
