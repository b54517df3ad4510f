from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.redirects import misleading_redirects
from core.stored import PICTURES, Unreadable, labels_with_words, pictures_with_metadata, titles_with_unseen


class Command(BaseCommand):
    help = "Clean what an older version stored in the log, redirects, titles and images (docs/beheer.md, Upgrades)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would be cleaned and change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        change = not options["dry_run"]
        cleaned, unreadable = {"regels in het logboek": len(list(labels_with_words(change)))}, []
        if misleading := len(list(misleading_redirects(change))):
            cleaned["doorverwijzingen"] = misleading
        if titles := len(list(titles_with_unseen(change))):
            cleaned["titels"] = titles
        for directory in PICTURES:
            found = list(pictures_with_metadata(directory, change))
            unreadable += [file for file in found if isinstance(file, Unreadable)]
            cleaned[f"bestanden in {directory}"] = sum(isinstance(file, str) for file in found)
        word = "schoongemaakt" if change else "schoon te maken"
        for what, count in cleaned.items():
            self.stdout.write(f"{word}: {count} {what}")
        self.stdout.write("Reservekopieën houden wat erin staat, tot je ze weggooit.")
        if unreadable:
            raise CommandError(f"Geen afbeelding en overgeslagen: {', '.join(map(str, unreadable))}")
