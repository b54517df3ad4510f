from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.content_files.file_writer import export_content


class Command(BaseCommand):
    help = "Write all public content as files that load_content reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--replace", action="store_true", help="write over an earlier export")

    def handle(self, *args: Any, **options: Any) -> None:
        directory: Path = options["directory"]
        if directory.exists() and any(directory.iterdir()) and not options["replace"]:
            raise CommandError(f"{directory} is niet leeg. Gebruik --replace om een eerdere export te vervangen.")
        count = export_content(directory)
        self.stdout.write(f"{count} bestanden geschreven in {directory}.")
