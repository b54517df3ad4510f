"""A day of use leaves the ordinary questions in the table and nothing of anybody."""

from __future__ import annotations

import random
from collections import Counter
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client

from search.analytics.models import ChoiceCount, QuestionCount
from search.analytics.query_normalisation import NOT_KEPT, Counted, normalised
from search.dutch.questions import analyse_question
from search.indexing.worker import Worker
from tests.factories.pages import make_method
from tests.search.analytics.conftest import Written
from tests.search.analytics.made_up import ORDINARY, personal_details, traces

pytestmark = pytest.mark.django_db
PLANTED = 200


def everything_in(table: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {table}")  # noqa: S608
        return "\n".join(str(value).casefold() for row in cursor.fetchall() for value in row)


def test_no_personal_detail_stands_in_the_table_after_a_day(
    worker: Worker, visitor: Client, search_log: Written
) -> None:
    make_method(title="Stuur een brief")
    worker.step()
    details = personal_details(PLANTED)
    assert len(set(details)) == PLANTED
    asked = [*details, *ORDINARY, *ORDINARY[:20]]
    random.Random(1).shuffle(asked)
    for place, text in enumerate(asked):
        assert visitor.get("/zoeken/", {"q": text}).status_code == 200
        sent = {"gezocht": f"/zoeken/?{urlencode({'q': text})}", "plaats": place % 10 + 1}
        assert visitor.post("/zoeken/gekozen/", sent).status_code == 204
    kept = search_log()
    assert kept.pop((NOT_KEPT, "")) == (PLANTED, 0)
    expected = Counter(normalised(analyse_question(text)) for text in [*ORDINARY, *ORDINARY[:20]])
    assert {question: times for (question, _), (times, _) in kept.items()} == expected
    assert sum(ChoiceCount.objects.values_list("times", flat=True)) == expected.total()
    table = "\n".join(everything_in(model._meta.db_table) for model in (QuestionCount, ChoiceCount))
    rows = "\n".join(f"{row.question} {row.filters}" for row in QuestionCount.objects.all())
    glued = "".join(each for each in rows.casefold() if each.isalnum() or each == "\n")
    for detail in details:
        assert detail.casefold() not in table
        assert [trace for trace in traces(detail) if trace in rows.casefold() or trace in glued] == []
    for row in QuestionCount.objects.all():  # a digest holds nothing but what stands beside it
        assert row.key == Counted(row.day, row.question, row.filters).key


def test_the_table_has_no_room_for_who_asked_or_when() -> None:
    columns = {model: {field.column for field in model._meta.fields} for model in (QuestionCount, ChoiceCount)}
    assert columns[QuestionCount] == {"key", "day", "question", "filters", "times", "found"}
    assert columns[ChoiceCount] == {"key", "asked_id", "rank", "times"}
    assert QuestionCount._meta.get_field("day").get_internal_type() == "DateField"
