from __future__ import annotations

import signal
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.contract import EngineError
from search.waking import wake
from search.worker import Worker


class Command(BaseCommand):
    help = "Keep the search index equal to the site, and publish and unpublish what is scheduled. Runs until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what there is to do now, then stop")

    def handle(self, *args: Any, **options: Any) -> None:
        worker = Worker()
        if options["once"]:
            try:
                while worker.step():
                    pass
            except EngineError as error:
                raise CommandError(f"The index could not be brought up to date: {error}.") from error
            return

        def end(*_: Any) -> None:
            worker.stop.set()
            wake()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        worker.run()
