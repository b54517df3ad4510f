from __future__ import annotations

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.jobs import wake
from core.jobs.runner import Runner


class Command(BaseCommand):
    help = (
        "Publish and unpublish what is scheduled, write changes to the search index of this host, bring the evidence "
        "up to date and delete what may not be kept. Runs until stopped."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then stop; for a timer")

    def handle(self, *args: Any, **options: Any) -> None:
        runner = Runner()
        if options["once"]:
            do_once(runner)
            return

        def end(*_: Any) -> None:
            runner.stop.set()
            wake()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        runner.run()


def do_once(runner: Runner) -> None:
    """Turn after turn until nothing is left.

    :raises CommandError: when something failed; the rest was done.
    """
    try:
        while runner.one_turn():
            pass
    finally:
        runner.release()
    if runner.failures:
        raise CommandError("\n".join(f"{name}: {why}" for name, why in runner.failures.items()))
