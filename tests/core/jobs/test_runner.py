"""Jobs: done once whoever is at it, tried again after a failure, and taken over from a runner that died."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from core.jobs import JobFailed, one_turn, register, register_turn, runner
from core.jobs.models import JobState
from core.jobs.registry import Job
from core.jobs.runner import Runner, waiting_time
from tests.clock import Later

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_other_jobs")]
NETHERLANDS = ZoneInfo("Europe/Amsterdam")
HOUR = timedelta(hours=1)


class Work:
    """Counts how often it is done, and does something else as well where a test asks for it."""

    def __init__(self, also: Callable[[], Any] = lambda: None) -> None:
        self.times = 0
        self.also = also

    def __call__(self) -> int:
        self.times += 1
        self.also()
        return 1

    def broken(self, error: Exception) -> Work:
        def fail() -> None:
            raise error

        self.also = fail
        return self


class Killed(BaseException):
    """The process ends here."""


def state(name: str = "proof") -> JobState:
    return JobState.objects.get(name=name)


def test_a_job_is_done_at_first_and_then_every_so_often(later: Later) -> None:
    work = Work()
    register("proof", work, every=HOUR)
    assert [one_turn(), one_turn()] == [1, 0]
    later(minutes=59)
    assert one_turn() == 0
    later(minutes=2)
    assert one_turn() == 1
    row = state()
    assert (row.last_error, row.leased_by, row.lease_until) == ("", "", None)
    assert row.last_run is not None
    assert row.next_run == row.last_run + HOUR


def test_a_job_without_a_period_is_done_on_each_turn() -> None:
    work = Work()
    register("proof", work, every=timedelta(0))
    assert [one_turn(), one_turn(), one_turn()] == [1, 1, 1]


def test_on_each_turn_a_runner_writes_nothing_but_now_and_then(later: Later, django_assert_num_queries: Any) -> None:
    register("proof", Work(), every=timedelta(0))
    one = Runner()
    one.one_turn()
    with django_assert_num_queries(1):
        one.one_turn()
    seen = state().last_run
    moment = later(seconds=40)
    one.one_turn()
    row = state()
    assert row.last_run is not None and seen is not None
    assert row.last_run > seen
    assert row.lease_until is not None and row.lease_until > moment


def test_nothing_due_costs_one_query(django_assert_num_queries: Any) -> None:
    register("proof", Work(), every=HOUR)
    register("other", Work(), every=HOUR)
    one_turn()
    with django_assert_num_queries(1):
        Runner().one_turn()


def test_two_runners_at_once_do_a_job_once() -> None:
    other, seen = Runner(), []
    work = Work(also=lambda: seen.append(other.one_turn()))
    register("proof", work, every=HOUR)
    assert Runner().one_turn() == 1
    assert (work.times, seen) == (1, [0])


def test_two_runners_that_saw_the_same_do_a_job_once() -> None:
    work = Work()
    register("proof", work, every=HOUR)
    first, second = Runner(), Runner()
    saw = [list(first._due()), list(second._due())]
    assert [each._attempt(*due[0]) for each, due in zip((first, second), saw, strict=True)] == [1, 0]
    assert work.times == 1


def test_what_runs_on_each_turn_stays_with_one_runner_until_it_stops() -> None:
    register("proof", Work(), every=timedelta(0))
    first, second = Runner(), Runner()
    assert [first.one_turn(), second.one_turn(), first.one_turn()] == [1, 0, 1]
    first.release()
    assert [second.one_turn(), first.one_turn()] == [1, 0]


@pytest.mark.parametrize(("every", "lease"), [(timedelta(0), 1), (timedelta(seconds=20), 1), (HOUR * 24, 60)])
def test_the_lease_of_a_runner_that_died_ends(later: Later, every: timedelta, lease: int) -> None:
    def die() -> None:
        raise Killed

    work = Work(also=die)
    register("proof", work, every=every)
    with pytest.raises(Killed):
        Runner().one_turn()
    work.also = lambda: None
    assert one_turn() == 0
    later(minutes=lease, seconds=1)
    assert one_turn() == 1
    assert work.times == 2


def test_a_runner_that_took_too_long_leaves_the_row_to_who_took_over(later: Later) -> None:
    def dawdle() -> None:
        later(hours=2)
        work.also = lambda: None
        other.one_turn()
        JobState.objects.update(leased_by="another")

    other, work = Runner(), Work(also=dawdle)
    register("proof", work, every=HOUR * 24)
    Runner().one_turn()
    assert state().leased_by == "another"


def test_a_failure_is_kept_logged_and_tried_again(later: Later, caplog: pytest.LogCaptureFixture) -> None:
    work = Work().broken(ValueError("kanarie"))
    register("broken", work, every=HOUR)
    register("whole", Work(), every=HOUR)
    assert one_turn() == 1
    assert (state("broken").last_error, state("broken").last_run) == ("ValueError", None)
    assert "job broken failed: ValueError" in caplog.text
    assert "test_runner.py" in caplog.text
    assert "kanarie" not in caplog.text
    later(seconds=30)
    assert one_turn() == 0
    later(seconds=31)
    work.also = lambda: None
    assert one_turn() == 1
    assert state("broken").last_error == ""


def test_a_failure_in_words_that_may_be_told() -> None:
    register("proof", Work().broken(JobFailed("the post is closed")), every=timedelta(0))
    one_turn()
    assert state().last_error == "the post is closed"


def test_what_each_host_does_itself_has_no_row(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    here, broken = Work(), Work().broken(ValueError("no"))
    register_turn("broken", broken)
    register_turn("proof", here)
    one, two = Runner(), Runner()
    assert [one.one_turn(), two.one_turn(), one.one_turn()] == [1, 1, 1]
    assert broken.times == 2, "the first runner leaves it alone for a while"
    assert not JobState.objects.exists()


def test_a_name_is_given_once() -> None:
    register("proof", Work(), every=HOUR)
    with pytest.raises(ValueError, match="proof"):
        register_turn("proof", Work())


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 5, 1, 0, 5, tzinfo=NETHERLANDS), 24),
        (datetime(2026, 5, 1, 23, 5, tzinfo=NETHERLANDS), 1),
        (datetime(2026, 5, 1, 0, 4, tzinfo=NETHERLANDS), 1 / 60),
        # The night the clock goes forward.
        (datetime(2026, 3, 29, 0, 5, tzinfo=NETHERLANDS), 23),
    ],
)
def test_when_the_next_night_is(now: datetime, hours: float) -> None:
    job = Job("proof", Work(), timedelta(days=1), time(0, 5))
    # By timestamps: two local times subtract as if the clock never goes forward or back.
    assert job.next_run(now).timestamp() - now.timestamp() == pytest.approx(hours * 3600)


@pytest.mark.parametrize("command", ["worker", "run_jobs", "search_worker"])
def test_the_commands_do_what_is_due_and_stop(command: str) -> None:
    left = [1, 1, 1]
    register("proof", lambda: left.pop() if left else 0, every=timedelta(0))
    call_command(command, "--once")
    assert left == []
    assert state().leased_by == ""


def test_a_command_says_what_failed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    whole = Work()
    register("broken", Work().broken(ValueError("kanarie")), every=HOUR)
    register("whole", whole, every=HOUR)
    with pytest.raises(CommandError, match=r"^broken: ValueError$"):
        call_command("run_jobs", "--once")
    assert whole.times == 1


def test_the_loop_goes_on_after_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    one, calls = Runner(), []

    def turn() -> int:
        calls.append(1)
        if len(calls) < 3:
            raise OSError("the database is gone")
        one.stop.set()
        return 0

    monkeypatch.setattr(one, "one_turn", turn)
    monkeypatch.setattr(one, "release", lambda: None)
    monkeypatch.setattr(runner, "waiting_time", lambda failures: 0.0)
    thread = threading.Thread(target=one.run)
    thread.start()
    thread.join(60)
    assert len(calls) == 3


def test_waiting_gets_longer_up_to_half_a_minute() -> None:
    assert [waiting_time(failures) for failures in (0, 1, 2, 5, 10)] == [0.3, 0.6, 1.2, 9.6, 30.0]


def test_a_row_of_a_job_that_is_no_more_does_no_harm() -> None:
    JobState.objects.create(name="gone", next_run=timezone.now())
    assert one_turn() == 0
