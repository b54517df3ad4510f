"""The newsletter to many, with workers killed at random: `python -m lab.newsletter_kills --kills 20`.

A real SMTP server on this machine takes the letters; a site of its own (SQLite) has as many subscribers with different
choices, and news of each kind. Two worker processes queue and send, and are killed with SIGKILL at random moments; once
exactly between the server's 250 and the mark. Checked afterwards: every subscriber whose choice something fits got the
letter, a repeat has the same Message-ID, there are no more repeats than letters in flight, every letter says how to
stop, and what was taken down between queueing and sending is in none.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any

import django
from aiosmtpd.controller import Controller
from django.core.management import call_command

from lab.sites import Site
from tests.elasticsearch.recipe import free_port

CHOICES, SECRET = 300, "Ingetrokken kanarie"
WORKERS, LEASE = 2, timedelta(seconds=2)


class Taker:
    """Takes every letter; keeps who got it, and what was wrong with it."""

    def __init__(self) -> None:
        self.got: Counter[str] = Counter()
        self.ids: dict[str, set[str]] = {}
        self.wrong: list[str] = []
        self.bytes = 0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        letter, to = message_from_bytes(envelope.content), envelope.rcpt_tos[0]
        self.got[to] += 1
        self.bytes += len(envelope.content)
        self.ids.setdefault(to, set()).add(str(letter["Message-ID"]).strip())
        if SECRET.encode() in envelope.content:
            self.wrong.append("holds what was taken down")
        if letter["List-Unsubscribe-Post"] != "List-Unsubscribe=One-Click" or "\n" in str(letter["List-Unsubscribe"]):
            self.wrong.append("does not say how to stop")
        return "250 OK"


def gate() -> Path:
    """The file that lets the workers send: there once something was taken down."""
    return Path(os.environ["DATA_DIR"]) / "send"


def keep_a_worker(exact: bool) -> None:
    """Start a worker, print its process id, and another when it is gone; one dies before its first mark if `exact`."""
    django.setup()
    from core.mail import delivery
    from core.mail.models import OutgoingMail
    from news.newsletter import sending

    delivery.LEASE, sending._AT_ONCE = LEASE, 200
    died = gate().with_name("died")

    mark = delivery._mark

    def die(letter: Any, state: str, now: Any) -> None:
        if state != OutgoingMail.State.SENT or died.exists():
            mark(letter, state, now)
            return
        died.write_text(letter.to)
        os.kill(os.getpid(), signal.SIGKILL)

    while True:
        pid = os.fork()
        if pid == 0:
            if exact and not died.exists():
                delivery._mark = die
            while True:
                try:
                    sending.go_round()
                    if gate().exists():
                        delivery.send_due()
                except RuntimeError:
                    pass  # the other worker queues
                time.sleep(0.05)
        print(pid, flush=True)
        os.waitpid(pid, 0)


def fill(subscribers: int) -> list[str]:
    """Pages of three kinds and subscribers with different choices; the addresses that something fits."""
    from django.utils import timezone

    from news.models import Subscriber
    from news.newsletter.topics import topics
    from tests.factories.vocabulary import FamilyFactory, ThemeFactory
    from tests.news.factories import make_news, make_publication

    families = [FamilyFactory(slug=f"familie-{number}") for number in range(6)]  # type: ignore[no-untyped-call]
    themes = [ThemeFactory(slug=f"thema-{number}") for number in range(6)]  # type: ignore[no-untyped-call]
    for number in range(12):
        make_publication(f"Rapport {number}", families=[families[number % 6]], themes=[themes[number % 5]])
        make_news(f"Bericht {number}")
    make_news(SECRET)
    past, draw = timezone.now() - timedelta(days=14), random.Random(7)
    names = [slug for slug in topics() if slug not in ("nieuws", "publicatie")]
    choices = []
    for number in range(CHOICES):
        fits = bool(number % 10)
        chosen = draw.sample(names, 2) + (["nieuws"] if fits else [])
        words = [f"familie-{place}" for place in draw.sample(range(6), number % 4)]
        choices.append((fits, {"topics": chosen, "families": words, "themes": words and [f"thema-{number % 6}"]}))
    rows = []
    for number in range(subscribers):
        _, choice = choices[number % CHOICES]
        facts = {"confirmed_at": past, "covered_until": past, **choice}
        rows.append(Subscriber(email=f"lezer{number}@example.nl", **facts))
    Subscriber.objects.bulk_create(rows, batch_size=500)
    return [row.email for number, row in enumerate(rows) if choices[number % CHOICES][0]]


def settle() -> None:
    """Date every page an hour back, so that the newsletter of now takes it."""
    from django.utils import timezone
    from wagtail.models import Page

    Page.objects.update(first_published_at=timezone.now() - timedelta(hours=1))


def run(subscribers: int, kills: int, taker: Taker) -> None:
    from core.mail.models import OutgoingMail
    from news.models import Edition, NewsItem

    call_command("migrate", verbosity=0, interactive=False)
    wanted = set(fill(subscribers))
    settle()
    keeper = [sys.executable, "-m", "lab.newsletter_kills", "--worker"]
    begun = time.monotonic()
    keepers = [
        subprocess.Popen([*keeper, *(["--exact"] if not number else [])], stdout=subprocess.PIPE, text=True)
        for number in range(WORKERS)
    ]
    pids = [int(each.stdout.readline()) for each in keepers if each.stdout]
    killed = 0
    try:
        while not Edition.objects.exists():
            time.sleep(0.05)
        NewsItem.objects.get(title=SECRET).unpublish()
        gate().touch()
        # Spread over the run: each when a letter drawn beforehand arrived.
        marks = sorted(random.sample(range(len(wanted)), kills), reverse=True)
        while Edition.objects.exclude(state=Edition.State.DONE).exists():
            time.sleep(random.random() / 5)
            if marks and taker.got.total() >= marks[-1]:
                place = random.randrange(WORKERS)
                with suppress(ProcessLookupError):  # the one that died by itself
                    os.kill(pids[place], signal.SIGKILL)
                    marks.pop()
                    killed += 1
                pids[place] = int(keepers[place].stdout.readline())  # type: ignore[union-attr]
    finally:
        for process in (*(each.pid for each in keepers), *pids):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
    seconds = time.monotonic() - begun
    repeats = taker.got.total() - len(taker.got)
    print(
        f"{subscribers} subscribers, {CHOICES} choices, {killed} kills and one between 250 and the mark: "
        f"{len(taker.got)} got it, {repeats} repeats, "
        f"{seconds:.0f} s, {taker.bytes // max(taker.got.total(), 1)} bytes each"
    )
    assert set(taker.got) == wanted, "somebody was missed, or got what does not fit"
    assert all(len(ids) == 1 for ids in taker.ids.values()), "a repeat has another Message-ID"
    assert gate().with_name("died").exists(), "nobody died between 250 and the mark"
    twice = gate().with_name("died").read_text()
    assert taker.got[twice] == 2, "the letter in flight then did not go again, or more than once"
    assert repeats <= killed + 1, "more repeats than letters in flight"
    assert not taker.wrong, Counter(taker.wrong)
    assert OutgoingMail.objects.exclude(state=OutgoingMail.State.SENT).count() == 0


def main() -> None:
    parser, taker = argparse.ArgumentParser(description=__doc__), Taker()
    parser.add_argument("--subscribers", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=20)
    options = parser.parse_args()
    port = free_port()
    controller = Controller(taker, hostname="127.0.0.1", port=port)
    with tempfile.TemporaryDirectory() as directory:
        more = {"EMAIL_URL": f"smtp://127.0.0.1:{port}", "NEWSLETTER_PER_MINUTE": "60000", "SEARCH_LOG": "0"}
        os.environ.update(Site("newsletter", Path(directory)).in_production(**more).environment())
        django.setup()
        controller.start()
        run(options.subscribers, options.kills, taker)


if __name__ == "__main__":
    keep_a_worker("--exact" in sys.argv) if "--worker" in sys.argv else main()
