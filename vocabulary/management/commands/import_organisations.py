"""`manage.py import_organisations FILE`: bring the organisations up to date with a TOOI register."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from vocabulary.imports.organisations import parse_organisations, parse_successors
from vocabulary.imports.register_import import RegisterImport, Report
from vocabulary.management.register_command import RegisterCommand
from vocabulary.models import Organisation


class Command(RegisterCommand):
    help = "Leest organisaties uit een TOOI-register (CSV). Verwijdert nooit, maar laat vervallen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--successors", type=Path, help="CSV met kolommen old,new: welke organisatie ging op in welke."
        )

    def load(self, **options: Any) -> Report:
        entries = parse_organisations(options["file"].read_bytes())
        successors = parse_successors(options["successors"].read_bytes()) if options["successors"] else []
        run = RegisterImport(Organisation, rename=options["rename"], end_missing=options["end_missing"])
        return run.run(entries, successors, dry_run=options["dry_run"])
