from __future__ import annotations

import os
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.backends.registry import get_engine, kept
from search.contract import Engine, EngineError
from search.indexing.reindex import rebuild
from search.indexing.sync import deliver_all

_NICE = 5


class Command(BaseCommand):
    help = "Make every search index anew; the old one answers until the new one is complete."

    def run_from_argv(self, argv: list[str]) -> None:
        """As a process of its own it lets readers and editors go first: the old index answers meanwhile."""
        os.nice(_NICE)
        super().run_from_argv(argv)

    def handle(self, *args: Any, **options: Any) -> None:
        failures = []
        for engine in kept(get_engine()):
            try:
                self._rebuild(engine)
            except EngineError as error:
                failures.append(f"The index of {engine.name} could not be made: {error}.")
        if failures:
            raise CommandError("\n".join(failures))

    def _rebuild(self, engine: Engine) -> None:
        start = time.monotonic()
        rebuild(engine)
        deliver_all(engine)
        seconds = time.monotonic() - start
        self.stdout.write(f"{engine.name}: {len(engine.digests())} pages in the index, {seconds:.1f} seconds.")
