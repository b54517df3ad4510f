"""Limits: room runs out and comes back, whoever counts, and nothing of a sender is kept."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import timezone

from core.http.limits import allow, coarse_sender, give_back, purge
from core.models import RateWindow, SenderSalt

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SPAN = timedelta(minutes=10)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets what time it is."""

    def set_to(moment: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: moment)

    set_to(NOON)
    return set_to


def counted() -> list[int]:
    return list(RateWindow.objects.values_list("count", flat=True))


def asked_from(address: str, **headers: str) -> HttpRequest:
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.django_db
def test_room_runs_out_and_what_is_refused_is_not_counted(clock: Any) -> None:
    assert [allow("x", 3, SPAN) for _ in range(6)] == [True] * 3 + [False] * 3
    assert counted() == [3]
    assert not allow("none", 0, SPAN)


@pytest.mark.django_db
def test_names_and_senders_are_apart(clock: Any) -> None:
    assert allow("x", 1, SPAN)
    assert allow("y", 1, SPAN)
    assert allow("x", 1, SPAN, sender="a")
    assert allow("x", 1, SPAN, sender="b")
    assert not allow("x", 1, SPAN, sender="a")


@pytest.mark.django_db
def test_room_comes_back_a_span_after_the_first(clock: Any) -> None:
    assert allow("x", 1, SPAN)
    clock(NOON + SPAN - timedelta(microseconds=1))
    assert not allow("x", 1, SPAN)
    clock(NOON + SPAN)
    assert allow("x", 1, SPAN)
    clock(NOON + 2 * SPAN - timedelta(seconds=1))
    assert not allow("x", 1, SPAN)


@pytest.mark.django_db
def test_one_is_given_back(clock: Any) -> None:
    allow("x", 1, SPAN)
    give_back("x")
    give_back("x")
    assert counted() == [0]
    assert allow("x", 1, SPAN)


@pytest.mark.django_db
def test_in_a_transaction_of_the_caller(clock: Any) -> None:
    with transaction.atomic():
        assert [allow("x", 1, SPAN), allow("x", 1, SPAN)] == [True, False]
        transaction.set_rollback(True)
    assert counted() == []


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_no_more_than_there_is() -> None:
    found: list[bool] = []
    together = threading.Barrier(6)

    def ask() -> None:
        together.wait()
        found.extend(allow("x", 10, SPAN) for _ in range(5))
        connections.close_all()

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(found), len(found), counted()) == (10, 30, [10])


@pytest.mark.django_db
def test_a_network_is_one_sender(clock: Any) -> None:
    assert coarse_sender(asked_from("192.0.2.1")) == coarse_sender(asked_from("192.0.2.254"))
    assert coarse_sender(asked_from("192.0.2.1")) == coarse_sender(asked_from("::ffff:192.0.2.7"))
    assert coarse_sender(asked_from("192.0.2.1")) != coarse_sender(asked_from("192.0.3.1"))
    assert coarse_sender(asked_from("2001:db8:7:1::1")) == coarse_sender(asked_from("2001:db8:7:ffff::2"))
    assert coarse_sender(asked_from("2001:db8:7::1")) != coarse_sender(asked_from("2001:db8:8::1"))
    assert coarse_sender(asked_from("")) == coarse_sender(asked_from("what"))


@pytest.mark.django_db
def test_behind_a_proxy_only_what_the_proxy_saw_counts(settings: Any, clock: Any) -> None:
    through = {"X-Forwarded-For": "203.0.113.9, 192.0.2.1"}
    assert coarse_sender(asked_from("127.0.0.1", **through)) == coarse_sender(asked_from("127.0.0.1"))
    settings.BEHIND_PROXY = True
    assert coarse_sender(asked_from("127.0.0.1", **through)) == coarse_sender(asked_from("192.0.2.8"))


@pytest.mark.django_db
def test_the_salt_is_shared_renewed_each_day_and_destroyed(clock: Any) -> None:
    today = coarse_sender(asked_from("192.0.2.1"))
    assert today == coarse_sender(asked_from("192.0.2.1"))
    salt = SenderSalt.objects.get()
    clock(NOON + timedelta(days=1))
    assert coarse_sender(asked_from("192.0.2.1")) != today
    assert SenderSalt.objects.get() != salt


@pytest.mark.django_db
def test_purge_deletes_what_ended(clock: Any) -> None:
    allow("old", 1, SPAN)
    allow("new", 1, timedelta(days=3))
    coarse_sender(asked_from("192.0.2.1"))
    assert purge(NOON) == 0
    assert purge(NOON + timedelta(days=1)) == 2
    assert list(RateWindow.objects.values_list("name", flat=True)) == ["new"]
    assert not SenderSalt.objects.exists()


@pytest.mark.django_db
def test_no_address_is_kept(clock: Any) -> None:
    allow("x", 1, SPAN, sender=coarse_sender(asked_from("192.0.2.77")))
    with connection.cursor() as cursor:
        for table in (RateWindow._meta.db_table, SenderSalt._meta.db_table):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            assert "192.0.2" not in str(cursor.fetchall())
