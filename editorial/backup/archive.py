"""The file of a backup: a packed tar of the database, the uploads and, last, a manifest with the digest of each.

What is unpacked are files with the names of a backup, below a directory of our own, and only when every digest is
right. Links, devices, other names and what the manifest does not know are refused. The database in it is believed:
whoever can write a backup can write the site.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

MANIFEST = "manifest.json"
DATABASES = {"postgresql": "database.sql", "sqlite": "database.sqlite3"}
FORMAT = 1
_UPLOAD = re.compile(r"media(?:/(?!\.{1,2}(?:/|$))[^/\\\x00-\x1f]+)+")
_MOST_OF_MANIFEST = 256 * 1024 * 1024
_CHUNK = 1024 * 1024


class BadBackup(Exception):
    """The file is no whole backup of this kind of site; the text says why."""


class Packer:
    """Writes one backup. `digests` has what went in; the last of one name counts."""

    def __init__(self, file: IO[bytes]) -> None:
        self.digests: dict[str, str] = {}
        self._tar = tarfile.open(fileobj=file, mode="w:gz", compresslevel=6)  # noqa: SIM115

    def add(self, name: str, path: Path) -> bool:
        """Put a file in as it is now; False when it is gone, or is no regular file."""
        try:
            descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            return False
        with os.fdopen(descriptor, "rb") as source:
            member = self._tar.gettarinfo(arcname=name, fileobj=source)
            if not member.isreg():
                return False
            member.mode, member.uid, member.gid, member.uname, member.gname = 0o600, 0, 0, "", ""
            reader = _Digesting(source, member.size)
            self._tar.addfile(member, reader)  # type: ignore[arg-type]
        self.digests[name] = reader.digest
        return True

    def finish(self, facts: dict[str, Any]) -> None:
        text = json.dumps({"format": FORMAT, **facts, "files": self.digests}, indent=1).encode()
        member = tarfile.TarInfo(MANIFEST)
        member.size, member.mode = len(text), 0o600
        self._tar.addfile(member, io.BytesIO(text))
        self._tar.close()


class _Digesting:
    """Reads exactly `size` bytes of a file, zeros where it became shorter, and digests what it gave."""

    def __init__(self, source: IO[bytes], size: int) -> None:
        self._source, self._left, self._hash = source, size, hashlib.sha256()

    def read(self, most: int) -> bytes:
        wanted = min(most, self._left)
        found = self._source.read(wanted).ljust(wanted, b"\0")
        self._left -= wanted
        self._hash.update(found)
        return found

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


@contextmanager
def new_file(path: Path) -> Iterator[IO[bytes]]:
    """A file that only its owner can read, under its name when it is whole and on disk."""
    part = path.with_name(f".{path.name}.part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    finally:
        part.unlink(missing_ok=True)


def unpack(archive: Path, target: Path) -> dict[str, Any]:
    """Unpack below `target`, an empty directory; the manifest.

    :raises BadBackup: when anything in it is not as it must be.
    """
    found: dict[str, str] = {}
    manifest: dict[str, Any] = {}
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            for member in tar:
                if manifest or not member.isreg() or not _is_ours(member.name):
                    raise BadBackup("it holds what is no part of a backup.")
                source = tar.extractfile(member) or io.BytesIO()
                if member.name == MANIFEST:
                    manifest = json.loads(source.read(_MOST_OF_MANIFEST))
                else:
                    found[member.name] = _write(source, target / member.name)
    except (tarfile.TarError, EOFError, OSError, ValueError) as error:
        raise BadBackup(f"it cannot be read ({type(error).__name__}).") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise BadBackup("it has no manifest of this format.")
    if manifest.get("files") != found:
        raise BadBackup("its files are not those of its manifest.")
    if manifest.get("database") not in DATABASES or DATABASES[manifest["database"]] not in found:
        raise BadBackup("it holds no database.")
    return manifest


def _is_ours(name: str) -> bool:
    return name in (MANIFEST, *DATABASES.values()) or bool(_UPLOAD.fullmatch(name))


def _write(source: IO[bytes], path: Path) -> str:
    """Copy it to a file of its own, replacing an earlier one of that name; the digest."""
    path.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
            digest.update(chunk)
    return digest.hexdigest()
