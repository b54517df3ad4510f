"""What the two import commands share: reading the file, saying what happened, refusing in Dutch."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from vocabulary.imports.csv_files import FileRefused
from vocabulary.imports.register_import import Report, describe

_SHOWN = 20


class RegisterCommand(BaseCommand):
    """Base of an import command."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="Het CSV-bestand van het register.")
        parser.add_argument("--dry-run", action="store_true", help="Laat zien wat er zou gebeuren en verander niets.")
        parser.add_argument(
            "--end-missing", action="store_true", help="Laat vervallen wat niet meer in het bestand staat."
        )
        parser.add_argument(
            "--rename", action="store_true", help="Neem namen van het register over, ook bij woorden die er al zijn."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = self.load(**options)
        except OSError as error:
            raise CommandError(f"Het bestand is niet te lezen: {error}") from error
        except FileRefused as error:
            shown = [str(problem) for problem in error.problems[:_SHOWN]]
            rest = len(error.problems) - len(shown)
            more = [f"… en nog {rest}."] if rest else []
            raise CommandError("\n".join(["Er is niets ingelezen.", *shown, *more])) from error
        self._tell(report.other_names, "Andere naam: ‘{}’ heet in het register ‘{}’.", "andere namen")
        self._tell(report.look_alikes, "Lijkt op elkaar: ‘{}’ staat er al, ‘{}’ is nieuw.", "die op elkaar lijken")
        self._tell(report.not_ended, "Hier vervallen, in het register zonder einddatum: ‘{}’.", "zonder einddatum")
        start = "Proef, er is niets veranderd" if options["dry_run"] else "Klaar"
        self.stdout.write(f"{start}: {describe(report)}.")

    def _tell(self, names: Sequence[tuple[str, ...]], sentence: str, things: str) -> None:
        for each in names[:_SHOWN]:
            self.stdout.write(sentence.format(*each))
        if len(names) > _SHOWN:
            self.stdout.write(f"… en nog {len(names) - _SHOWN} {things}.")

    def load(self, **options: Any) -> Report:
        """Read and import the file.

        :raises FileRefused: when the file is wrong.
        """
        raise NotImplementedError
