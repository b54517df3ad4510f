"""`manage.py import_series SLUG FILE`: add figures to a series, or renew them, from a CSV file."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from monitor.series.columns import merged, read_values
from monitor.series.models import SeriesPage
from vocabulary.imports.csv_files import FileRefused


class Command(BaseCommand):
    help = "Zet cijfers uit een CSV in een reeks: alles of niets. Haalt nooit iets weg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="het adres van de reeks, zonder /cijfers/")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="zeg wat er zou gebeuren en verander niets")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        page = SeriesPage.objects.filter(slug=options["slug"]).first()
        if page is None:
            raise CommandError(f"Er is geen reeks ‘{options['slug']}’.")
        try:
            new = read_values(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(f"{options['file']} kan niet worden gelezen.") from error
        except FileRefused as error:
            raise CommandError(f"Niets veranderd.\n{error}") from error
        has_draft = page.has_unpublished_changes
        draft = page.get_latest_revision_as_object() if has_draft else page
        rows, added, changed = merged(draft.values.all(), new)
        if not options["dry_run"] and added + changed:
            draft.values.set(rows)
            revision = draft.save_revision()
            if page.live and not has_draft:
                revision.publish()
        done = "Zou toevoegen" if options["dry_run"] else "Toegevoegd"
        self.stdout.write(f"{done}: {added}. Veranderd: {changed}. Gelijk gebleven: {len(new) - added - changed}.")
