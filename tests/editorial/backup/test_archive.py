"""What a backup may hold, and what is refused before anything is touched."""

from __future__ import annotations

import io
import json
import os
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from editorial.backup.archive import BadBackup, Packer, new_file, unpack

Change = Callable[[tarfile.TarFile], None]


def packed(tmp_path: Path, *, change: Change | None = None, **facts: Any) -> Path:
    """A backup of a database and one upload; `change` adds members before the manifest."""
    (tmp_path / "source").mkdir(exist_ok=True)
    for name in ("database.sqlite3", "brief.jpg"):
        (tmp_path / "source" / name).write_text(f"inhoud van {name}")
    made = tmp_path / "made.tar.gz"
    with new_file(made) as file:
        packer = Packer(file)
        packer.add("media/images/brief.jpg", tmp_path / "source" / "brief.jpg")
        packer.add("database.sqlite3", tmp_path / "source" / "database.sqlite3")
        if change:
            change(packer._tar)
        packer.finish({"database": "sqlite", "migrations": [], "keys": {}, **facts})
    return made


def member(name: str, kind: bytes = tarfile.REGTYPE, **values: Any) -> Change:
    def add(tar: tarfile.TarFile) -> None:
        info = tarfile.TarInfo(name)
        info.type, info.size = kind, 3 if kind == tarfile.REGTYPE else 0
        for key, value in values.items():
            setattr(info, key, value)
        tar.addfile(info, io.BytesIO(b"abc"))

    return add


@pytest.fixture
def target(tmp_path: Path) -> Path:
    found = tmp_path / "target"
    found.mkdir()
    return found


def test_what_went_in_comes_out(tmp_path: Path, target: Path) -> None:
    made = packed(tmp_path)
    assert made.stat().st_mode & 0o777 == 0o600
    assert not list(tmp_path.glob(".*.part"))
    manifest = unpack(made, target)
    assert set(manifest["files"]) == {"media/images/brief.jpg", "database.sqlite3"}
    assert (target / "media/images/brief.jpg").read_text() == "inhoud van brief.jpg"


@pytest.mark.parametrize(
    "change",
    [
        member("../buiten"),
        member("/etc/buiten"),
        member("media/../../buiten"),
        member("media/./x"),
        member("media//x"),
        member("media/a\\..\\b"),
        member("media/a\nb"),
        member("ander.txt"),
        member("media/link", tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("media/link", tarfile.LNKTYPE, linkname="database.sqlite3"),
        member("media/pijp", tarfile.FIFOTYPE),
        member("media/apparaat", tarfile.CHRTYPE),
        member("media", tarfile.DIRTYPE),
        member("media/niet-in-de-lijst"),
        member("manifest.json"),
    ],
)
def test_another_name_or_kind_is_refused(tmp_path: Path, target: Path, change: Change) -> None:
    with pytest.raises(BadBackup):
        unpack(packed(tmp_path, change=change), target)
    assert not (tmp_path / "buiten").exists()
    assert not any(path.is_symlink() for path in target.rglob("*"))


def test_a_damaged_file_is_refused(tmp_path: Path, target: Path) -> None:
    whole = packed(tmp_path).read_bytes()
    for name, content in {"half": whole[: len(whole) // 2], "turned": whole[:-30] + bytes(30), "no": b"x"}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadBackup):
            unpack(tmp_path / name, target)
    with pytest.raises(BadBackup, match="cannot be read"):
        unpack(tmp_path / "missing", target)


@pytest.mark.parametrize("facts", [{"format": 99}, {"database": "mysql"}, {"database": "postgresql"}])
def test_a_backup_of_another_kind_is_refused(tmp_path: Path, target: Path, facts: dict[str, Any]) -> None:
    with pytest.raises(BadBackup):
        unpack(packed(tmp_path, **facts), target)


def test_a_digest_that_is_wrong_is_refused(tmp_path: Path, target: Path) -> None:
    def wrong(tar: tarfile.TarFile) -> None:
        text = json.dumps({"format": 1, "database": "sqlite", "files": {"database.sqlite3": "0" * 64}}).encode()
        info = tarfile.TarInfo("manifest.json")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))

    made = tmp_path / "made.tar.gz"
    with tarfile.open(made, "w:gz") as tar:
        member("database.sqlite3")(tar)
        wrong(tar)
    with pytest.raises(BadBackup, match="not those of its manifest"):
        unpack(made, target)


def test_links_pipes_and_what_is_gone_are_not_packed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe")
    packer = Packer(io.BytesIO())
    assert not packer.add("media/link", tmp_path / "link")
    assert not packer.add("media/pipe", tmp_path / "pipe")
    assert not packer.add("media/weg", tmp_path / "weg")
    assert packer.digests == {}


def test_a_file_that_fails_halfway_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), new_file(tmp_path / "made") as file:
        file.write(b"half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
