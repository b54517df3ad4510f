"""Everything that is shipped, with version and licence, as a CycloneDX 1.6 list: `make sbom OUT=<file>`.

Python packages of the lock files, packages of the front end that are built into the style sheets, what is copied in.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any
from urllib.parse import quote

from lab.sites import ROOT

LOCKS = ("requirements.lock", "requirements-pdf.lock")
# What may be shipped with code under the EUPL-1.2, each by its SPDX name.
ALLOWED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "EUPL-1.2", "ISC", "LGPL-3.0-only", "MIT"),
    *("MIT-0", "MIT-CMU", "MPL-2.0", "OFL-1.1", "PSF-2.0"),
}
# What packages write that have no SPDX name in their metadata, or only a vague one, looked up in their own files.
_SPDX = {
    "MIT License": "MIT",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "PSFL": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "MIT, BSD": "MIT AND BSD-3-Clause",
}
_OF_PACKAGE = {"colorama": "BSD-3-Clause", "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0", "qrcode": "BSD-3-Clause"}
_COPIED = (
    ("Fira Sans (TrueType, for cards)", "4.301", "OFL-1.1", "workshop/cards/fonts/NOTICE"),
    ("OpenTaal word list, rearranged", "2.20.19", "BSD-3-Clause", "search/dutch/words/data/NOTICE"),
)
_LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)(.*?)(?=^\S|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)


def parts() -> list[dict[str, Any]]:
    """The components, in one order."""
    found = [*_python(), *_front_end(), *_copied()]
    return sorted(found, key=lambda part: str(part["bom-ref"]))


def bill() -> dict[str, Any]:
    site = {"type": "application", "name": "optimaal-digitaal", "bom-ref": "site", "licenses": [_licence("EUPL-1.2")]}
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": site},
        "components": parts(),
    }


def unknown_licences() -> dict[str, str]:
    """Parts of which the licence is not one that may be shipped."""
    told = {str(part["bom-ref"]): str(part["licenses"][0]["expression"]) for part in parts()}
    return {name: text for name, text in told.items() if not set(re.split(r" (?:AND|OR) |[()]", text)) <= ALLOWED}


def _python() -> Iterator[dict[str, Any]]:
    for name, version, rest in sorted(
        {found for lock in LOCKS for found in _LOCKED.findall((ROOT / lock).read_text())}
    ):
        hashes = [{"alg": "SHA-256", "content": one} for one in sorted(re.findall(r"sha256:([0-9a-f]{64})", rest))]
        address = f"pkg:pypi/{name.lower().replace('_', '-')}@{version}"
        yield {**_part("library", name, version, licence_of(name), address), "hashes": hashes}


def licence_of(name: str) -> str:
    """By its metadata, as an SPDX expression; `NOASSERTION` when that says nothing we know."""
    if name in _OF_PACKAGE:
        return _OF_PACKAGE[name]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return "NOASSERTION"
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License")]
    for text in (*(told.json.get(one) for one in ("license_expression", "license")), *classes):
        if text and (text in _SPDX or set(text.split(" OR ")) <= ALLOWED):
            return _SPDX.get(text, text)
    return "NOASSERTION"


def _front_end() -> Iterator[dict[str, Any]]:
    packages = json.loads((ROOT / "frontend" / "package-lock.json").read_text())["packages"]
    for path, told in packages.items():
        name = path.removeprefix("node_modules/")
        if name and not told.get("dev"):
            yield _part("library", name, told["version"], told["license"], f"pkg:npm/{quote(name)}@{told['version']}")


def _copied() -> Iterator[dict[str, Any]]:
    for name, version, licence, notice in _COPIED:
        yield {**_part("file", name, version, licence, notice), "description": f"See {notice}."}


def _part(kind: str, name: str, version: str, licence: str, address: str) -> dict[str, Any]:
    told = {"type": kind, "bom-ref": address, "name": name, "version": version, "licenses": [_licence(licence)]}
    return {**told, "purl": address} if address.startswith("pkg:") else told


def _licence(text: str) -> dict[str, str]:
    return {"expression": text}


def main(target: str) -> int:
    Path(target).write_text(json.dumps(bill(), indent=1) + "\n")
    print(f"{len(parts())} parts in {target}.")
    for name, text in unknown_licences().items():
        print(f"Look at the licence of {name}: {text}")
    return 1 if unknown_licences() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "sbom.cdx.json"))
