from __future__ import annotations

import secrets
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.servers.basehttp import ThreadedWSGIServer, get_internal_wsgi_application, run
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from wagtail.models import Page

from cases.maintenance import recompute_stale
from core.jobs.models import JobState
from core.jobs.runner import start_thread
from editorial.content_files.loader import load_content
from editorial.setup.lists import load_starter_synonyms
from home.models import HomePage
from search.maintenance import rebuild_all_if_needed

LOCAL_EDITOR = "redactie"


class Command(BaseCommand):
    help = "Set up what is missing and serve on this machine. Not for production."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=settings.LOCAL_PORT)
        parser.add_argument("--set-up-only", action="store_true", help="stop before serving")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.LOCAL:
            raise CommandError("‘start’ is for one machine. In production use gunicorn, see docs/beheer.md.")
        self._migrate()
        self._load_starter_content()
        login = local_editor(Path(settings.DATA_DIR))
        rebuild_all_if_needed()
        if options["set_up_only"]:
            return
        # After an upgrade all may have changed, and the process that was stopped may have left a lease.
        JobState.objects.update(next_run=timezone.now(), lease_until=None, leased_by="")
        start_thread()
        address = f"http://localhost:{options['port']}"
        self.stdout.write(f"Open {address}/ in je browser. Redactie: {address}/beheer/ ({login}). Stoppen: Ctrl-C.")
        self.stdout.flush()
        run(
            options["host"],
            options["port"],
            get_internal_wsgi_application(),
            server_cls=ThreadedWSGIServer,
        )

    def _migrate(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.stdout.write("De database wordt klaargezet …")
            self.stdout.flush()
            call_command("migrate", verbosity=0, interactive=False)

    def _load_starter_content(self) -> None:
        if HomePage.objects.exists() or Page.objects.filter(depth__gt=2).exists():
            return
        self.stdout.write("De startinhoud wordt ingelezen …")
        self.stdout.flush()
        load_content(settings.BASE_DIR / "content")
        while recompute_stale():
            pass
        load_starter_synonyms()


def local_editor(directory: Path) -> str:
    """Make the local account of this machine once; how to log in, as one readable phrase.

    The password is made here and kept beside the database, readable by its owner only. An account whose password was
    changed, or that was deleted, is left as it is.
    """
    users = get_user_model().objects
    path = directory / "login"
    if not users.exists():
        password = secrets.token_urlsafe(12)
        user = users.create_superuser(LOCAL_EDITOR, "", password)
        user.groups.set(Group.objects.filter(name="Beheerder"))
        path.touch(mode=0o600)
        path.write_text(password)
    known = users.filter(username=LOCAL_EDITOR).first()
    if known is None or not path.exists() or not known.check_password(path.read_text()):
        return "log in met je eigen account"
    return f"gebruiker {LOCAL_EDITOR}, wachtwoord {path.read_text()}"
