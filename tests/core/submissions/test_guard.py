"""The token of a form: when it is too soon, too late, of another form, or from before the clock was set back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import RequestFactory

from core.submissions import guard
from core.submissions.guard import Objection, make_token, objection, status_of_refused_body

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def opened_at(moment: datetime, salt: str = "s", about: str = "vraag") -> str:
    with time_machine.travel(moment, tick=False):
        return make_token(salt, about)


def said_of(token: str, moment: datetime = NOON, about: str = "vraag", **fields: str) -> Objection | None:
    request = RequestFactory().post("/", {guard.TOKEN: token, **fields})
    with time_machine.travel(moment, tick=False):
        return objection(request, "s", about)


@pytest.mark.parametrize(
    ("age", "said"),
    [
        (timedelta(seconds=2), Objection.TOO_SOON),
        (timedelta(seconds=3), None),
        (timedelta(hours=12), None),
        (timedelta(hours=12, seconds=1), Objection.TOO_LATE),
        (timedelta(seconds=-30), Objection.TOO_SOON),  # another server, whose clock is a little ahead
        (timedelta(minutes=-2), Objection.TOO_LATE),  # the clock was set back: a new token, not a wait of hours
        (timedelta(days=-1), Objection.TOO_LATE),
    ],
)
def test_how_old_a_token_may_be(age: timedelta, said: Objection | None) -> None:
    assert said_of(opened_at(NOON - age)) is said


def test_a_token_is_of_one_form_and_cannot_be_made_up() -> None:
    early = NOON - timedelta(minutes=1)
    assert said_of(opened_at(early), about="iets anders") is Objection.TOO_LATE
    assert said_of(opened_at(early, salt="t")) is Objection.TOO_LATE
    for made_up in ("", "a", "vraag:1:2", "vraag:1:2:3", ":::"):
        assert said_of(made_up) is Objection.TOO_LATE


def test_two_forms_opened_in_the_same_second_have_tokens_of_their_own() -> None:
    assert opened_at(NOON) != opened_at(NOON)


def test_what_people_do_not_see_stays_empty() -> None:
    assert said_of(opened_at(NOON - timedelta(minutes=1)), **{guard.HONEYPOT: "x"}) is Objection.TRAPPED


@pytest.mark.parametrize(
    ("content_type", "length", "status"),
    [
        (guard.FORM_TYPE, 64 * 1024, None),
        (f"{guard.FORM_TYPE}; charset=utf-8", 10, None),
        (guard.FORM_TYPE, 64 * 1024 + 1, 413),
        ("multipart/form-data; boundary=x", 10, 415),
        ("application/json", 10, 415),
        ("text/plain", 10, 415),
    ],
)
def test_a_body_is_refused_by_its_headers(content_type: str, length: int, status: int | None) -> None:
    request = RequestFactory().post("/", b"x", content_type=content_type)
    request.META["CONTENT_LENGTH"] = str(length)
    assert status_of_refused_body(request) == status
