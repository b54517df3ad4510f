"""The whole data set as one file: for each resource a sheet and lines of JSON, with what is in them and where from.

Made every night by a worker, beside the uploads that all servers share, and kept only when it is whole: whoever
downloads gets the old file or the new one. What is withdrawn is in it until the next night.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.utils import timezone

from api.resource import Resource
from api.resources import resources
from api.version import LICENCE, LICENCE_URL, VERSION
from core.http.cache.stamp import note_public_change
from core.http.exports import csv_parts
from evidence import RULE

NAME = "optimaal-digitaal.zip"
_ABOUT = "datapakket.json"
_ROWS_AT_ONCE = 200
_READ_ME = """Open data van {site}
Gemaakt op {made} met rekenregel {rule} en versie {version} van de API.
Licentie: {licence}, {licence_url}

Van elk onderdeel zijn er twee bestanden met dezelfde inhoud:
- .csv voor een rekenblad: puntkomma's, decimale komma's, UTF-8. Voor tekst die een rekenblad voor een formule kan
  houden staat een aanhalingsteken. Wat zelf uit velden bestaat, staat als JSON in een cel.
- .jsonl voor een programma: op elke regel één JSON-object, met de namen van de API.

{about} noemt van elk bestand de inhoud, het aantal regels en de controlesom (SHA-256).
Uitleg van alle velden, en wat er sinds dit bestand veranderde: {page}
"""


class Package(NamedTuple):
    """The file that can be downloaded now."""

    path: Path
    size: int
    made: datetime
    checksum: str


def write_package() -> int:
    """Make the file anew; how many rows are in it."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix="making-") as workplace:
        made, rows = Path(workplace) / NAME, 0
        with ZipFile(made, "w", ZIP_DEFLATED) as package:
            files: list[dict[str, Any]] = []
            for resource in resources().values():
                files += _add(package, resource, Path(workplace))
                rows += files[-1]["regels"]
            package.writestr(_ABOUT, json.dumps(_about(files), ensure_ascii=False, indent=2))
            package.writestr("LEESMIJ.txt", _read_me())
        checksum = made.with_name(f"{NAME}.sha256")
        checksum.write_text(f"{_sha256(made)}  {NAME}\n")
        for each in (made, checksum):
            each.replace(folder / each.name)
    note_public_change()
    return rows


def the_package() -> Package | None:
    """None until the first night."""
    path = _folder() / NAME
    try:
        found, checksum = path.stat(), path.with_name(f"{NAME}.sha256").read_text()
    except FileNotFoundError:
        return None
    return Package(path, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC), checksum.split()[0])


def json_lines(resource: Resource, rows: Iterable[Any]) -> Iterator[str]:
    """Each row as the API gives it, one a line."""
    for row in rows:
        yield json.dumps(resource.as_json(row), ensure_ascii=False) + "\n"


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "open-data"


def _add(package: ZipFile, resource: Resource, workplace: Path) -> list[dict[str, Any]]:
    """Write both files of a resource while its rows are read once; what is told of them."""
    sheet, lines, count = workplace / f"{resource.name}.csv", workplace / f"{resource.name}.jsonl", 0
    with sheet.open("w", encoding="utf-8", newline="") as cells, lines.open("w", encoding="utf-8") as objects:
        cells.writelines(csv_parts(resource.columns, ()))
        rows = resource.every_row({})
        while batch := list(islice(rows, _ROWS_AT_ONCE)):
            cells.writelines(list(csv_parts(resource.columns, batch))[1:])
            objects.writelines(json_lines(resource, batch))
            count += len(batch)
    about = {"omschrijving": resource.description, "regels": count}
    return [{"bestand": file.name, **about, "sha256": _packed(package, file)} for file in (sheet, lines)]


def _packed(package: ZipFile, file: Path) -> str:
    """Move the file into the package; its checksum."""
    package.write(file, file.name)
    checksum = _sha256(file)
    file.unlink()
    return checksum


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _about(files: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "titel": f"Open data van {settings.WAGTAIL_SITE_NAME}",
        "bron": f"{settings.SITE_URL}/open-data/",
        "licentie": LICENCE,
        "licentieUrl": LICENCE_URL,
        "gemaaktOp": timezone.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "rekenregel": RULE.version,
        "apiVersie": VERSION,
        "bestanden": files,
    }


def _read_me() -> str:
    return _READ_ME.format(
        site=settings.WAGTAIL_SITE_NAME,
        made=timezone.localtime().strftime("%d-%m-%Y %H:%M"),
        rule=RULE.version,
        version=VERSION,
        licence=LICENCE,
        licence_url=LICENCE_URL,
        about=_ABOUT,
        page=f"{settings.SITE_URL}/open-data/",
    )
