from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.agreement import compare, repair
from search.contract import Engine, EngineError
from search.engines import get_engine, kept


class Command(BaseCommand):
    help = "Say whether every search index holds exactly what the site shows now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--repair", action="store_true", help="write what is missing or stale, take out what is gone"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        failures = []
        for engine in kept(get_engine()):
            try:
                self._check(engine, options["repair"])
            except CommandError as error:
                failures.append(f"{engine.name}: {error}")
        if failures:
            raise CommandError("\n".join(failures))

    def _check(self, engine: Engine, mend: bool) -> None:
        try:
            found = compare(engine)
            self.stdout.write(
                f"{engine.name}: {found.right} right, {len(found.missing)} missing, {len(found.stale)} stale, "
                f"{len(found.extra)} extra"
            )
            if found.agrees:
                return
            if mend:
                repair(engine, found)
                found = compare(engine)
        except EngineError as error:
            raise CommandError(f"The index cannot be used: {error}. Run rebuild_search.") from error
        if not found.agrees:
            raise CommandError("The index differs from the site. Run check_search --repair, or wait for the worker.")
        self.stdout.write("repaired")
