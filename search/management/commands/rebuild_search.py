from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import outbox
from search.contract import EngineError
from search.delivery import deliver
from search.engines import get_engine
from search.rebuilding import rebuild


class Command(BaseCommand):
    help = "Make the search index anew; the old one answers until the new one is complete."

    def handle(self, *args: Any, **options: Any) -> None:
        engine = get_engine()
        start = time.monotonic()
        try:
            rebuild(engine)
            consumer = outbox.register(engine.consumer())
            while deliver(engine, consumer):
                pass
            count = len(engine.digests())
        except EngineError as error:
            raise CommandError(f"The index could not be made: {error}.") from error
        self.stdout.write(f"{count} pages in the index, {time.monotonic() - start:.1f} seconds.")
