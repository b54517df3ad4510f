"""What visitors search for, for the editors: most asked, nothing found, never chosen, each a step from a synonym."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.models import User
from search.analytics import reports
from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.query_normalisation import MANY, NOT_KEPT, Counted, digest
from tests.editorial.reports.test_reports import page_of, rows_of

pytestmark = pytest.mark.django_db

REPORTS = ["meest-gezocht", "niets-gevonden", "nooit-gekozen"]
TODAY = timezone.localdate()


def asked(
    question: str, times: int, found: int, *, ago: int = 0, filters: str = "", ranks: tuple[int, ...] = ()
) -> None:
    one = Counted(TODAY - timedelta(days=ago), question, filters)
    row = QuestionCount.objects.create(
        key=one.key, day=one.day, question=question, filters=filters, times=times, found=found
    )
    for rank in ranks:
        ChoiceCount.objects.create(key=digest(one.key, str(rank)), asked=row, rank=rank, times=2)


@pytest.fixture
def questions() -> None:
    asked("brief", 3, 12, ranks=(1, 4))
    asked("brief", 2, 9, ago=20)
    asked("brief", 4, 3, filters="soort=methode&kanaal=post")
    asked("loketje", 2, 4, ago=5)
    asked("loketje", 6, 0)
    asked("appje", 1, 0, ago=60)
    asked(NOT_KEPT, 8, 0)


def questions_in(client: Client, slug: str, period: str = "") -> list[str]:
    response = client.get(reverse(f"editorial_{slug}"), {"periode": period} if period else {})
    return [row.question for row in response.context["object_list"]]


def test_most_asked(writer: Client, questions: None) -> None:
    rows = rows_of(writer, "meest-gezocht")
    assert [row["Vraag"] for row in rows] == [NOT_KEPT, "loketje", "brief", "brief"]
    assert rows[2] == {
        "Vraag": "brief",
        "Filters": "",
        "Gevraagd": "5",
        "Gevonden": "12",
        "Gekozen": "4",
        "Gemiddelde plaats": "2,5",
        "Laatst gevraagd": TODAY.isoformat(),
    }
    assert rows[3]["Filters"] == "soort=methode, kanaal=post"
    assert rows[0]["Gevonden"] == ""


def test_nothing_found_is_by_the_last_time_and_never_chosen_found_something(writer: Client, questions: None) -> None:
    assert questions_in(writer, "niets-gevonden") == ["loketje"]
    assert questions_in(writer, "nooit-gekozen") == ["brief"]
    assert 'href="/zoeken/?q=brief&amp;soort=methode&amp;kanaal=post"' in page_of(writer, "nooit-gekozen")


@pytest.mark.parametrize(("period", "found"), [("30", ["loketje"]), ("90", ["loketje", "appje"]), ("zo", ["loketje"])])
def test_a_period_is_chosen(writer: Client, questions: None, period: str, found: list[str]) -> None:
    assert questions_in(writer, "niets-gevonden", period) == found


def test_a_synonym_is_one_step_away_for_who_may_make_one(writer: Client, publisher: Client, questions: None) -> None:
    add = reverse("wagtailsnippets_search_synonymgroup:add")
    page = page_of(publisher, "niets-gevonden")
    assert f'href="{add}?woord=loketje"' in page
    assert "Maak synoniem" not in page_of(writer, "niets-gevonden")
    assert page_of(publisher, "meest-gezocht").count("Maak synoniem") == 3
    assert 'value="loketje = "' in publisher.get(f"{add}?woord=loketje").content.decode().replace("&#x27;", "'")
    assert 'value="' not in publisher.get(add).content.decode().split('name="line"')[1].split(">")[0]


@pytest.mark.parametrize("slug", REPORTS)
def test_without_questions_it_says_so_and_it_is_for_editors_only(writer: Client, client: Client, slug: str) -> None:
    assert rows_of(writer, slug) == []
    assert "in deze periode" in page_of(writer, slug).lower()
    assert writer.get(reverse(f"editorial_{slug}"), {"export": "xlsx"}).status_code == 200
    assert writer.get(reverse(f"editorial_{slug}_results")).status_code == 200
    assert client.get(reverse(f"editorial_{slug}")).status_code == 302
    client.force_login(User.objects.create_user(username="gast"))
    assert client.get(reverse(f"editorial_{slug}")).status_code == 302


def test_the_same_queries_for_many_questions(publisher: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            page_of(publisher, "meest-gezocht")
        return len(captured)

    asked("eerst", 1, 1, ranks=(1,))
    page_of(publisher, "meest-gezocht")
    few = queries()
    for number in range(20):
        asked(f"vraag {number}", 1, 1, ago=number % 5, ranks=(1, 2))
    assert queries() == few


def test_a_day_outside_the_period_does_not_count(writer: Client) -> None:
    asked("net", 1, 1, ago=29)
    asked("niet", 1, 1, ago=30)
    assert questions_in(writer, "meest-gezocht") == ["net"]


def test_a_flood_of_questions_stays_bounded_work(
    writer: Client, questions: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database groups and cuts; the first page of the admin asks once for three reports."""
    monkeypatch.setattr(reports, "MOST_SHOWN", 10)
    QuestionCount.objects.bulk_create(
        QuestionCount(key=f"vloed{number}", day=TODAY, question=f"vloed {number}", filters="", times=1, found=0)
        for number in range(500)
    )
    made: list[int] = []
    whole = reports.QuestionReport.__init__

    def count(self: reports.QuestionReport, *values: Any) -> None:
        made.append(1)
        whole(self, *values)

    monkeypatch.setattr(reports.QuestionReport, "__init__", count)
    with CaptureQueriesContext(connection) as captured:
        page = writer.get(reverse("wagtailadmin_home")).content.decode()
    assert len(made) == 10
    assert len([one for one in captured if '"search_questioncount"' in one["sql"]]) == 3
    assert page.index("Meest gezocht</a>: 10") < page.index("Gezocht en niets gevonden</a>: 7")
    assert questions_in(writer, "meest-gezocht")[:4] == [NOT_KEPT, "loketje", "brief", "brief"]


def test_what_stands_for_many_questions_is_no_question(publisher: Client) -> None:
    asked(MANY, 9, 0)
    asked("brief", 1, 0)
    assert questions_in(publisher, "meest-gezocht") == [MANY, "brief"]
    assert questions_in(publisher, "niets-gevonden") == ["brief"]
    assert page_of(publisher, "meest-gezocht").count("Maak synoniem") == 1
