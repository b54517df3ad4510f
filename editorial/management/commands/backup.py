from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.backup.databases import DatabaseFailed
from editorial.backup.making import delete_old, keys, make_backup


class Command(BaseCommand):
    help = "Write database and uploads to one file in a folder, while the site runs. Keys stay out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keep", type=int, default=0, help="delete all but so many of the newest in that folder")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"].absolute()
        try:
            made = make_backup(folder)
            old = delete_old(folder, options["keep"]) if options["keep"] > 0 else []
        except (DatabaseFailed, TimeoutError, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        self.stdout.write(f"{made} ({made.stat().st_size / 1024 / 1024:.1f} MB)")
        self.stdout.write(f"Not in it, so keep elsewhere: {', '.join(keys())}.")
        if old:
            self.stdout.write(f"Deleted: {', '.join(old)}.")
