from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from editorial.backup.archive import BadBackup
from editorial.backup.databases import DatabaseFailed
from editorial.backup.restoring import NotEmpty, restore


class Command(BaseCommand):
    help = "Put database and uploads back from a file of the command backup. Stop web server and worker first."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="in the place of the site that stands here")
        parser.add_argument("--no-migrate", action="store_false", dest="migrate", help="leave it to an earlier release")
        parser.add_argument("--send-mail", action="store_true", help="send the letters that waited at that moment")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            chosen = {name: options[name] for name in ("replace", "migrate", "send_mail")}
            told = restore(options["file"].absolute(), **chosen)
        except NotEmpty:
            raise CommandError("A site stands here. To put this one in its place, say --replace.") from None
        except BadBackup as error:
            raise CommandError(f"This backup cannot be used: {error}") from error
        except DatabaseFailed as error:
            raise CommandError(f"The database was not filled: {error}") from error
        self.stdout.write("\n".join(told))
