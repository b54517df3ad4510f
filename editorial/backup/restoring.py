"""Puts a site back from a backup, on an empty machine or in the place of what stands there."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from core.http.cache.stamp import note_public_change
from core.mail.models import OutgoingMail
from editorial.backup import databases
from editorial.backup.archive import DATABASES, BadBackup, unpack
from editorial.backup.making import keys


class NotEmpty(Exception):
    """A site stands where one should be put back."""


def restore(archive: Path, *, replace: bool = False, migrate: bool = True, send_mail: bool = False) -> list[str]:
    """Put everything back, bring it up to this release and make the search index anew; what the operator must know.

    Without `migrate` it stays as it was, for an earlier release, which makes its index itself.

    Everything is unpacked and compared first; until then nothing is touched. Uploads that stood there are kept
    beside, under a name of their own. Letters that waited when the backup was made are not sent: they may have been
    since, and a copy must not write to people.

    :raises BadBackup: when the file is no whole backup, of another kind of database, or of a newer release.
    :raises NotEmpty: when a site stands here and `replace` is not said.
    :raises DatabaseFailed: when the database cannot be filled.
    """
    media = Path(settings.MEDIA_ROOT)
    if not replace and (databases.is_filled() or (media.is_dir() and any(media.iterdir()))):
        raise NotEmpty
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix="restoring-") as work:
        manifest = unpack(archive, Path(work))
        _refuse_what_does_not_fit(manifest)
        databases.fill_from(Path(work) / DATABASES[connection.vendor])
        kept = _put_back(Path(work) / "media", media)
    if not migrate:
        return [*_told(manifest, kept, 0), "Now switch to the release it is of, and run its rebuild_search."]
    call_command("migrate", interactive=False, verbosity=0)
    dropped = 0 if send_mail else _drop_letters()
    note_public_change()
    call_command("rebuild_search", stdout=io.StringIO())
    return _told(manifest, kept, dropped)


def _refuse_what_does_not_fit(manifest: dict[str, Any]) -> None:
    if manifest["database"] != connection.vendor:
        raise BadBackup(f"it is of a site on {manifest['database']}, and this one is on {connection.vendor}.")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    if newer := sorted(set(manifest["migrations"]) - known - _replaced()):
        raise BadBackup(f"it was made by another release, which knows {newer[-1]}; put it back with that one.")


def _replaced() -> set[str]:
    """Migrations that one of ours stands for."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return {f"{app}.{name}" for one in loader.disk_migrations.values() for app, name in one.replaces}


def _put_back(found: Path, media: Path) -> Path | None:
    """Set the uploads in their place; where those are kept that stood there."""
    found.mkdir(exist_ok=True)
    for directory, _, names in os.walk(found):
        Path(directory).chmod(0o750)
        for name in names:
            (Path(directory) / name).chmod(0o644)
    kept = None
    if media.is_dir() and any(media.iterdir()):
        kept = media.with_name(f"media-before-{timezone.now():%Y%m%dT%H%M%S}")
        kept.mkdir(mode=0o700)
        _move_all(media, kept)
    media.mkdir(parents=True, exist_ok=True)
    _move_all(found, media)
    return kept


def _move_all(source: Path, target: Path) -> None:
    """Move the contents of the directory, not the directory itself: that may be a mount."""
    for one in list(source.iterdir()):
        shutil.move(one, target / one.name)


def _drop_letters() -> int:
    waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
    return waiting.update(state=OutgoingMail.State.DROPPED, bundle=None, finished_at=timezone.now())


def _told(manifest: dict[str, Any], kept: Path | None, dropped: int) -> list[str]:
    lines = [f"The site is as it was at {manifest['made']}. Start the worker: it deletes what may no longer be kept."]
    here = keys()
    if other := [name for name, digest in manifest["keys"].items() if here.get(name) != digest]:
        lines.append(f"Not the key of when it was made: {', '.join(other)}. What that signed or locked is lost.")
    if dropped:
        lines.append(f"{dropped} letters that waited then are not sent (--send-mail sends them).")
    if kept:
        lines.append(f"The uploads that stood here are in {kept}; delete them when all is well.")
    return lines
