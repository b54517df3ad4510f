from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from editorial.content_files.formats.problems import ContentError
from editorial.content_files.loader import load_content
from editorial.setup.lists import load_starter_synonyms


class Command(BaseCommand):
    help = "Load content files: all or nothing, and without touching what an editor changed. Synonyms too, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", nargs="?", type=Path, default=settings.BASE_DIR / "content")
        parser.add_argument("--overwrite", action="store_true", help="also replace what an editor changed or deleted")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_content(options["directory"], overwrite=options["overwrite"], dry_run=options["dry_run"])
        except ContentError as error:
            raise CommandError(f"Niets geladen.\n{error}") from error
        counts = ", ".join(f"{count} {word}" for word, count in sorted(report.counts.items()))
        self.stdout.write(f"{'Zou laden' if options['dry_run'] else 'Geladen'}: {counts or 'niets'}.")
        groups = 0 if options["dry_run"] else load_starter_synonyms()
        if groups:
            self.stdout.write(f"{groups} groepen synoniemen geladen.")
        for file in report.kept:
            self.stdout.write(f"Niet aangeraakt, want een redacteur heeft het veranderd: {file}")
