"""Backups while an editor publishes; then all is deleted and put back: `python -m lab backup_drill changes=200`.

Each backup must be one moment: the changes up to some number and none after it, and every file that the database names.
The last backup, made when all is quiet, must give back the same content files, evidence, uploads and answers of search.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cases.models import CasePage
from core.models import SiteImage
from lab.pages import SOME
from lab.publishing import Editor, fresh_index
from lab.sites import ROOT, Site
from tests.factories.images import photo, upload

# One in so many changes uploads an image, and as many delete the one before it.
_UPLOADS = 3
_HEAD = [
    "backup",
    "seconds",
    "MB",
    "changes then: in it",
    "files named",
    "files missing",
    "uploads",
    "index wrong",
]
_SEEN = """
import json
from django.core.files.storage import default_storage
from cases.models import CasePage
from core.models import SiteImage
titles = CasePage.objects.filter(title__startswith="Proef ").values_list("title", flat=True)
names = list(SiteImage.objects.values_list("file", flat=True)) + list(
    SiteImage.get_rendition_model().objects.values_list("file", flat=True))
print("SEEN" + json.dumps({"changes": sorted(int(title.split()[1]) for title in titles), "named": len(names),
    "missing": [name for name in names if not default_storage.exists(name)]}))
"""


def measure(*, changes: int = 200, backups: int = 3) -> dict[str, Any]:
    pages, root = fresh_index()[:changes], Path(settings.DATA_DIR)
    folder = root.with_name("backups")
    shutil.rmtree(folder, ignore_errors=True)
    editor = Editor(changes_of(pages), 0.05)
    editor.start()
    made = []
    for _ in range(backups):
        at_least = editor.published
        made.append((*_backed_up(folder), at_least, editor.published))
    editor.finish()
    call_command("run_jobs", "--once", verbosity=0)
    # An index that grew by changes weighs words a little otherwise than one that was made at once.
    call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
    final, seconds = _backed_up(folder)
    made.append((final, seconds, len(editor.acts), len(editor.acts)))
    before = facts_of(Site("", root), root.with_name("exported-before"))
    connection.close()
    shutil.rmtree(root)
    rows, problems = [], list[str]()
    for place, (archive, took, least, most) in enumerate(made, 1):
        site = put_back(archive, root.with_name("restored"))
        seen = json.loads(site.manage("shell", "--no-imports", "-c", _SEEN).rpartition("SEEN")[2])
        name = f"{place}, {'while publishing' if place <= backups else 'when quiet'}"
        problems += [f"{name}: {one}" for one in wrong_moment(seen, least, most)]
        indexed = json.loads(site.manage("check_search", "--repair", "--json").splitlines()[-1])
        wrong = sum(one.get(what, 0) for one in indexed["indexes"] for what in ("missing", "stale", "extra"))
        size = f"{archive.stat().st_size / 1e6:.1f}"
        told = [f"{least}-{most}: {len(seen['changes'])}", seen["named"], len(seen["missing"])]
        rows.append([name, f"{took:.1f}", size, *told, len(list((site.directory / "media").rglob("*.*"))), wrong])
    after = facts_of(site, root.with_name("exported-after"))
    differ = [f"{what} differ" for what in before if before[what] != after[what]]
    counted = ", ".join(f"{len(value)} {what}" for what, value in before.items())
    return {
        "title": f"{backups} backups while {len(editor.acts)} changes are published, all deleted, put back elsewhere",
        "tables": [[_HEAD, rows]],
        "notes": [f"Compared between the site and the last backup put back: {counted}."],
        "problems": problems + differ,
    }


def changes_of(pages: list[int]) -> list[Callable[[], None]]:
    return [partial(_change, number, page_id) for number, page_id in enumerate(pages, 1)]


def _change(number: int, page_id: int) -> None:
    page = CasePage.objects.get(pk=page_id)
    page.title = f"Proef {number}"
    page.save_revision().publish()
    if number % _UPLOADS == 0:
        file = upload(f"proef-{number}.png", photo("png", scale=20))
        image = SiteImage.objects.create(title=f"Proef {number}", file=file)
        image.get_rendition("fill-100x100")
    if number % _UPLOADS == 1:
        for image in SiteImage.objects.filter(title=f"Proef {number - 1}"):
            image.delete()


def wrong_moment(seen: Mapping[str, Any], least: int, most: int) -> list[str]:
    """What shows that a backup is not the site at one moment between so many changes and so many."""
    found, problems = seen["changes"], []
    if found != list(range(1, len(found) + 1)):
        problems.append("changes are missing before others")
    # The change at work while the backup began or ended may or may not be in it.
    if not least <= len(found) <= most + 1:
        problems.append(f"{len(found)} changes, and it was made between {least} and {most}")
    return problems + ([f"{len(seen['missing'])} files are missing"] if seen["missing"] else [])


def put_back(archive: Path, directory: Path) -> Site:
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir()
    site = Site("", directory)
    site.manage("restore", str(archive))
    return site


def facts_of(site: Site, export: Path) -> dict[str, dict[str, str]]:
    """Content files, evidence, uploads and answers of search, each by name with what it holds."""
    shutil.rmtree(export, ignore_errors=True)
    site.manage("export_content", str(export))
    media = site.directory / "media"
    evidence = site.manage("evidence_table").splitlines()
    return {
        "content files": _digests(export),
        "lines of evidence": {str(place): line for place, line in enumerate(evidence)},
        "uploads": _digests(media),
        "searches": {word: site.manage("search", word, "--json") for word in SOME},
    }


def _digests(root: Path) -> dict[str, str]:
    files = (path for path in sorted(root.rglob("*")) if path.is_file())
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _backed_up(folder: Path) -> tuple[Path, float]:
    started = time.perf_counter()
    time.sleep(1.1)  # a name has the second in it
    command = [sys.executable, "manage.py", "backup", str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Path(done.stdout.partition(" (")[0]), time.perf_counter() - started - 1.1
