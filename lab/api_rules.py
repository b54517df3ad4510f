"""The document of the API judged by the published ruleset, where that was fetched: `make prove RULES=<folder>`.

The folder holds `linter.yaml` of github.com/Logius-standaarden/API-Design-Rules, at any depth, and the judge itself:
`npm install --ignore-scripts --prefix <folder> @stoplight/spectral-cli@6.16.3`. Neither is part of this repository.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from lab.sites import copy_of, starter_site
from lab.tables import show, table

_RULESET = "linter.yaml"
_JUDGE = "node_modules/.bin/spectral"


def main(folder: str = "") -> int:
    """0 when the judge finds nothing, or when there is no folder: that is said."""
    named = folder or os.environ.get("RULES", "")
    place = Path(named)
    ruleset = found_in(place, _RULESET) if named else None
    if ruleset is None or not (place / _JUDGE).exists():
        sys.stdout.write(
            f"Not judged by the published ruleset: no folder with {_RULESET} and {_JUDGE} (RULES=<folder>).\n"
        )
        return 0
    document = copy_of(starter_site(), "api-rules").measure("api_rules")
    with TemporaryDirectory() as directory:
        written = Path(directory) / "openapi.json"
        written.write_text(json.dumps(document))
        command = [str(place / _JUDGE), "lint", "--ruleset", str(ruleset), "--format", "json", str(written)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout[: done.stdout.rindex("]") + 1])
    rows = [[one["code"], ".".join(map(str, one["path"])), one["message"]] for one in found]
    show(
        "The document of the API by the published ruleset",
        table(["rule", "where", "what"], rows),
        f"{len(rows)} faults.",
    )
    return 1 if rows else 0


def found_in(folder: Path, name: str) -> Path | None:
    """The file of this name that lies least deep, but for those of the packages of a judge."""
    found = (path for path in folder.rglob(name) if "node_modules" not in path.parts)
    return min(found, key=lambda path: (len(path.parts), path), default=None)


def measure() -> dict[str, object]:
    """The document, as a site with a name of its own sends it."""
    from django.conf import settings

    from api.openapi import document

    settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = "https://www.example.nl", "redactie@example.nl"
    return document()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
