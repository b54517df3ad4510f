from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.content_files.check import check_items
from editorial.content_files.file_writer import public_items
from editorial.content_files.formats.problems import ContentError
from editorial.content_files.reader import read_content


class Command(BaseCommand):
    help = "Check content files, or without a directory everything that is public now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path)
        parser.add_argument("--quiet", action="store_true", help="errors only, no warnings")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["directory"]:
            try:
                content = read_content(options["directory"])
            except ContentError as error:
                raise CommandError(str(error)) from error
            items = (content.methods, content.cases, content.pages)
        else:
            items = public_items()
        findings = check_items(*items)
        if not options["quiet"]:
            for warning in findings.warnings:
                self.stdout.write(f"let op  {warning}")
        for problem in findings.errors:
            self.stdout.write(f"fout    {problem}")
        self.stdout.write(f"{len(findings.errors)} fouten, {len(findings.warnings)} keer let op.")
        if findings.errors:
            raise CommandError("De inhoud is niet in orde.")
