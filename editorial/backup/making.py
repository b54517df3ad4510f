"""Makes a backup while editors publish."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from core.file_lock import file_lock
from editorial.backup.archive import DATABASES, Packer, new_file
from editorial.backup.databases import copy_to

_NAME = re.compile(r"optimaal-digitaal-\d{8}T\d{6}Z\.tar\.gz")
# A file that is deleted between the copy of the database and the look at the uploads costs another copy.
_TRIES = 5
Seen = tuple[int, int]


def make_backup(folder: Path) -> Path:
    """The new file in `folder`, which is made when it is missing.

    Uploads are packed before the database and again after it, where they are new or changed: so whatever the copy of
    the database names is there. `last-backup` below DATA_DIR tells the metrics when it was.

    :raises DatabaseFailed: when the database cannot be copied.
    :raises TimeoutError: when another backup is at work.
    :raises OSError: when it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if Path(settings.MEDIA_ROOT).resolve() in (folder.resolve(), *folder.resolve().parents):
        raise OSError("a backup may not stand among the uploads, which are public")
    made = folder / f"optimaal-digitaal-{timezone.now().astimezone(UTC):%Y%m%dT%H%M%SZ}.tar.gz"
    with file_lock(folder / ".lock"), new_file(made) as file, TemporaryDirectory(dir=folder) as work:
        packer, packed = Packer(file), dict[str, Seen]()
        _pack_new(packer, packed)
        facts, copy = _facts(), Path(work) / DATABASES[connection.vendor]
        for _ in range(_TRIES):
            named = set(_uploads())
            copy.unlink(missing_ok=True)
            copy_to(copy)
            _pack_new(packer, packed)
            if named <= packed.keys():
                break
        packer.add(copy.name, copy)
        packer.finish(facts)
    (Path(settings.DATA_DIR) / "last-backup").write_text(datetime.now(UTC).isoformat())
    return made


def delete_old(folder: Path, keep: int) -> list[str]:
    """Delete all but the newest backups in `folder`; their names. Other files and links stay."""
    found = sorted(one.name for one in folder.iterdir() if _NAME.fullmatch(one.name) and not one.is_symlink())
    old = found[: max(len(found) - keep, 0)]
    for name in old:
        (folder / name).unlink()
    return old


def applied_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()}


def keys() -> dict[str, str]:
    """The beginning of a digest of each key this site has, by name: tells whether a key is the same, and not which."""
    names = [name for name in settings.KEYS if getattr(settings, name, "")]
    return {name: hashlib.sha256(f"backup:{getattr(settings, name)}".encode()).hexdigest()[:12] for name in names}


def _facts() -> dict[str, Any]:
    return {
        "made": timezone.now().isoformat(),
        "database": connection.vendor,
        "migrations": sorted(applied_migrations()),
        "keys": keys(),
    }


def _pack_new(packer: Packer, packed: dict[str, Seen]) -> None:
    """Pack the uploads that were not packed as they are now: one that was halfway then is whole now."""
    for name, seen in _uploads().items():
        if packed.get(name) != seen and packer.add(f"media/{name}", Path(settings.MEDIA_ROOT) / name):
            packed[name] = seen


def _uploads() -> dict[str, Seen]:
    """Size and time of change of every regular file below MEDIA_ROOT. Links are not followed."""
    return dict(_walk(Path(settings.MEDIA_ROOT)))


def _walk(root: Path) -> Iterator[tuple[str, Seen]]:
    for directory, _, names in os.walk(root):
        for name in names:
            path = Path(directory) / name
            try:
                found = path.lstat()
            except FileNotFoundError:
                continue
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(root).as_posix(), (found.st_size, found.st_mtime_ns)
