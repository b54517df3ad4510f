"""Workers that send mail are killed at random moments: `python -m lab.mail_kills --letters 300 --seconds 60`.

A real SMTP server on this machine takes the letters, a site of its own (SQLite) holds the queue, two worker processes
send and are killed with SIGKILL. Checked afterwards: every letter arrived at least once, a repeat has the same
Message-ID, and there are no more repeats than kills, because a worker has one letter in flight.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import secrets
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import timedelta
from email import message_from_bytes
from typing import Any

import django
from aiosmtpd.controller import Controller
from django.core.management import call_command

from tests.elasticsearch.recipe import free_port

WORKERS, LEASE, SENT = 2, timedelta(seconds=2), "verstuurd"


class Taker:
    """Takes every letter and is slow in saying so: that is when a kill leaves one in flight."""

    ids: Counter[str] = Counter()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(random.random() * 0.02)
        self.ids[str(message_from_bytes(envelope.content)["Message-ID"]).strip()] += 1
        await asyncio.sleep(random.random() * 0.05)
        return "250 OK"


def settings_of(directory: str, port: int) -> dict[str, str]:
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": secrets.token_urlsafe(64),
        "FACTOR_KEY": secrets.token_urlsafe(64),
        "SITE_URL": "https://www.example.nl",
        "DATABASE_URL": f"sqlite:///{directory}/site.sqlite3",
        "DATA_DIR": directory,
        "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "LOG_LEVEL": "ERROR",
    }


def keep_a_worker() -> None:
    """Start a worker, print its process id, and another when it is gone."""
    django.setup()
    from core.mail import delivery

    delivery.LEASE = LEASE
    while True:
        pid = os.fork()
        if pid == 0:
            while True:
                delivery.send_due()
                time.sleep(0.05)
        print(pid, flush=True)
        os.waitpid(pid, 0)


def run(letters: int, seconds: float, taker: Taker) -> None:
    from core.mail.models import OutgoingMail
    from core.mail.queue import queue

    call_command("migrate", verbosity=0, interactive=False)
    for number in range(letters):
        queue("submissions", f"lezer{number}@example.nl", {"inbox": "https://www.example.nl/"})
    keeper = [sys.executable, "-m", "lab.mail_kills", "--worker"]
    keepers = [subprocess.Popen(keeper, stdout=subprocess.PIPE, text=True) for _ in range(WORKERS)]
    pids: list[int] = []
    kills, ends = 0, time.monotonic() + seconds
    try:
        pids = [int(each.stdout.readline()) for each in keepers if each.stdout]
        while time.monotonic() < ends and OutgoingMail.objects.exclude(state=SENT).exists():
            time.sleep(random.random() * 0.2)
            place = random.randrange(WORKERS)
            os.kill(pids[place], signal.SIGKILL)
            kills += 1
            pids[place] = int(keepers[place].stdout.readline())  # type: ignore[union-attr]
        while OutgoingMail.objects.exclude(state=SENT).exists() and time.monotonic() < ends + 60:
            time.sleep(0.2)
    finally:
        for process in (*(each.pid for each in keepers), *pids):
            os.kill(process, signal.SIGKILL)
    repeats = taker.ids.total() - len(taker.ids)
    print(f"{letters} letters, {kills} kills, {taker.ids.total()} taken, {repeats} repeats with the same Message-ID")
    assert set(taker.ids) == set(OutgoingMail.objects.values_list("message_id", flat=True)), (
        "one is missing or has another id"
    )
    assert repeats <= kills, "more repeats than letters in flight"


def main() -> None:
    parser, taker = argparse.ArgumentParser(description=__doc__), Taker()
    parser.add_argument("--letters", type=int, default=300)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    port = free_port()
    controller = Controller(taker, hostname="127.0.0.1", port=port)
    with tempfile.TemporaryDirectory() as directory:
        os.environ.update(settings_of(directory, port))
        django.setup()
        controller.start()
        run(options.letters, options.seconds, taker)


if __name__ == "__main__":
    keep_a_worker() if sys.argv[1:] == ["--worker"] else main()
