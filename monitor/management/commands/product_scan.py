"""`manage.py product_scan FILE`: what a file with products comes to. Nothing is stored."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from monitor.scan.file import read_lines
from monitor.scan.formulas import scan
from monitor.scan.reading import above, rows_of, sentence
from vocabulary.imports.csv_files import FileRefused


class Command(BaseCommand):
    help = "Rekent een productscan uit een CSV door. Bewaart niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = read_lines(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']} kan niet worden gelezen.") from error
        except FileRefused as error:
            raise CommandError(str(error)) from error
        outcome = scan(row.as_line() for row in lines)
        for row in rows_of(outcome):
            counted = (("elk product telt even zwaar", row.by_product), ("elke aanvraag even zwaar", row.by_request))
            for name, figure in counted:
                self.stdout.write(f"{row.label}, {name}: {figure.words} (producten: {figure.products})")
        self.stdout.write(sentence(outcome))
        if said := above(outcome):
            self.stdout.write(said)
