"""A backup made beside its site, and the site put back elsewhere. The drill with publishing is `lab.backup_drill`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from editorial.backup import making
from editorial.backup.archive import unpack
from editorial.backup.making import delete_old, make_backup
from tests.starter.databases import copy_site, make_database
from tests.starter.migrated import migrated_data
from tests.starter.once import shared_directory
from tests.starter.server import run_manage, run_shell

_FILL = """
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from core.mail.models import OutgoingMail
from tests.factories.pages import make_method
page = make_method(title="Terug te zetten", slug="terug")
default_storage.save("images/brief.jpg", ContentFile(b"beeld"))
OutgoingMail.objects.create(template="x", to="kanarie@example.nl")
"""
_LOOK = """
from core.mail.models import OutgoingMail
from methods.models import MethodPage
from search.contract import Question
from search.service import answer as found
answer = {
    "methods": list(MethodPage.objects.values_list("title", flat=True)),
    "found": [str(hit.number) for hit in found(Question(text="terug")).hits],
    "letters": list(OutgoingMail.objects.values_list("state", flat=True)),
}
"""


@pytest.fixture
def site(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_site(migrated_data(shared_directory(tmp_path_factory)), tmp_path / "site")


@pytest.mark.database
@pytest.mark.xdist_group("backup")
def test_a_site_is_put_back_on_an_empty_machine(site: Path, tmp_path: Path) -> None:
    run_shell(site, _FILL)
    said = run_manage(site, "backup", str(tmp_path / "backups"), "--keep", "3")
    assert "keep elsewhere: SECRET_KEY" in said
    (made,) = (tmp_path / "backups").glob("optimaal-digitaal-*.tar.gz")
    assert made.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "backups").stat().st_mode & 0o777 == 0o700
    assert (site / "last-backup").exists()
    other = tmp_path / "other"
    other.mkdir()
    make_database(other)
    told = run_manage(other, "restore", str(made))
    assert "Not the key" in told and "1 letters that waited" in told
    assert (other / "media/images/brief.jpg").read_bytes() == b"beeld"
    assert run_shell(other, _LOOK) == {
        "methods": ["Terug te zetten"],
        "found": ["1"],
        "letters": ["vervallen"],
    }
    told = run_manage(other, "restore", str(made), "--replace", "--no-migrate")
    assert "the release it is of" in told
    (before,) = other.glob("media-before-*")
    assert (before / "images/brief.jpg").exists() and (other / "media/images/brief.jpg").exists()
    assert not list(other.glob("restoring-*"))


@pytest.mark.django_db
def test_nothing_is_put_over_a_site_unless_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="say --replace"):
        call_command("restore", tmp_path / "x")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("restore", tmp_path / "x", "--replace")


def test_only_old_backups_are_deleted(tmp_path: Path) -> None:
    names = [f"optimaal-digitaal-2026120{day}T023000Z.tar.gz" for day in range(1, 6)]
    for name in (*names, "eigen.tar.gz", "optimaal-digitaal-x.tar.gz"):
        (tmp_path / name).touch()
    (tmp_path / "optimaal-digitaal-20000101T000000Z.tar.gz").symlink_to("/etc/hostname")
    assert delete_old(tmp_path, 2) == names[:3]
    left = {path.name for path in tmp_path.iterdir()}
    assert left >= {*names[3:], "eigen.tar.gz", "optimaal-digitaal-20000101T000000Z.tar.gz"}


@pytest.fixture
def here(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with uploads below `media`, of which the database is not copied."""
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "oud.jpg").write_text("oud")
    monkeypatch.setattr(making, "applied_migrations", set)
    return tmp_path


@pytest.mark.django_db
def test_what_is_uploaded_or_deleted_meanwhile(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is packed half, finished while the database is copied; another comes; a third is deleted in between."""
    media, copies = here / "media", []
    (media / "half.jpg").write_text("ha")

    def copy(path: Path) -> None:
        copies.append(path)
        path.write_text("rijen")
        (media / "half.jpg").write_text("half en heel")
        (media / "nieuw.jpg").write_text("nieuw")
        (media / "oud.jpg").unlink(missing_ok=True)

    monkeypatch.setattr(making, "copy_to", copy)
    made = make_backup(here / "backups")
    (here / "out").mkdir()
    unpack(made, here / "out")
    found = {path.name: path.read_text() for path in (here / "out" / "media").iterdir()}
    assert found == {"half.jpg": "half en heel", "nieuw.jpg": "nieuw", "oud.jpg": "oud"}
    assert len(copies) == 1


@pytest.mark.django_db
def test_an_upload_that_goes_while_the_database_is_copied_costs_a_second_copy(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[Path] = []
    pack = making._pack_new

    def copy(path: Path) -> None:
        copies.append(path)
        path.write_text("rijen")
        (here / "media" / "kort.jpg").unlink(missing_ok=True)

    def pack_then_upload(*args: Any) -> None:
        pack(*args)
        if not copies:
            (here / "media" / "kort.jpg").write_text("kort")

    monkeypatch.setattr(making, "copy_to", copy)
    monkeypatch.setattr(making, "_pack_new", pack_then_upload)
    make_backup(here / "backups")
    assert len(copies) == 2


@pytest.mark.django_db
def test_a_backup_never_stands_among_the_uploads(here: Path) -> None:
    for folder in (here / "media", here / "media" / "images"):
        with pytest.raises(OSError, match="public"):
            make_backup(folder)
    (here / "link").symlink_to(here / "media")
    with pytest.raises(OSError, match="public"):
        make_backup(here / "link")
