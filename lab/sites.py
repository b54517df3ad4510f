"""Sites to measure on, each with a database and an index of its own: `python -m lab.sites` makes them.

Needs no Django: what needs a site runs in a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LARGE = 20_000
_DEVELOPMENT = "config.settings.development"
_OF_A_SITE = ("DATABASE_URL", "SITE_URL", "SITE_SCHEME", "SECRET_KEY")
# The modules that decide what a made-up site holds.
_GENERATOR = ("lab/bulk.py", "lab/language.py", "lab/made_up.py", "tests/factories/pages.py")


@dataclass(frozen=True)
class Site:
    """A site in a directory. `name` stands in the tables."""

    name: str
    directory: Path

    def environment(self, settings: str = _DEVELOPMENT) -> dict[str, str]:
        """What a process needs to run on this site; nothing of the shell's own site leaks in."""
        kept = {key: value for key, value in os.environ.items() if key not in _OF_A_SITE}
        return {**kept, "DATA_DIR": str(self.directory), "DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "ERROR"}

    def manage(self, *arguments: str) -> str:
        """Run a management command; what it printed.

        :raises subprocess.CalledProcessError: when it fails.
        """
        return _run([sys.executable, "manage.py", *arguments], self.environment())

    def measure(self, module: str, *arguments: object, **options: object) -> Any:
        """Run a measurement of this package on this site (see `inside`); what it returned."""
        command = [sys.executable, "-m", "lab.inside", module, json.dumps(arguments), json.dumps(options)]
        return json.loads(_run(command, self.environment()).splitlines()[-1])


def starter_site() -> Site:
    """The starter content, as `make run` gives it."""
    site = Site("63 / 55", directory_of("starter"))
    sources = _content()
    if _is_other(site, "site", sources):
        _empty(site)
        site.manage("start", "--set-up-only")
        _note(site, "site", sources)
        _note(site, "index", _searching())
    return _with_index(site)


def site_of(pages: int = LARGE) -> Site:
    """The starter content and made-up pages up to so many, a quarter methods; with the index of the admin too."""
    methods = pages // 4
    cases = pages - methods
    site = Site(f"{methods} / {cases}", directory_of(f"of-{pages}"))
    sources = [*_content(), *(ROOT / name for name in _GENERATOR)]
    if _is_other(site, "site", sources):
        _empty(site)
        shutil.copytree(starter_site().directory, site.directory, dirs_exist_ok=True)
        site.measure("made_up", methods, cases)
        site.manage("recompute_evidence")
        site.manage("update_index")
        _note(site, "site", sources)
        _note(site, "index", [])
    return _with_index(site)


def _with_index(site: Site) -> Site:
    """The site with an index made by the present code."""
    if _is_other(site, "index", _searching()):
        site.manage("rebuild_search")
        _note(site, "index", _searching())
    return site


def copy_of(site: Site, name: str) -> Site:
    """A copy to spoil; replaces an earlier one."""
    directory = directory_of(name)
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(site.directory, directory)
    return Site(site.name, directory)


def directory_of(name: str) -> Path:
    return Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve() / "lab" / name


def _content() -> list[Path]:
    """What a site is made of: when any of it changes, the site is made anew."""
    migrations = [path for path in ROOT.glob("*/migrations/*.py") if path.parts[-3] != ".venv"]
    return sorted([*migrations, *(path for path in (ROOT / "content").rglob("*") if path.is_file())])


def _searching() -> list[Path]:
    """The code that decides what stands in an index."""
    return sorted(path for path in (ROOT / "search").rglob("*") if path.suffix in (".py", ".txt"))


def _empty(site: Site) -> None:
    shutil.rmtree(site.directory, ignore_errors=True)
    site.directory.mkdir(parents=True)


def _is_other(site: Site, what: str, sources: Iterable[Path]) -> bool:
    """True when this part of the site is missing or was made with other sources."""
    note = site.directory / f"{what}-made-with"
    return not note.exists() or note.read_text() != _fingerprint(sources)


def _note(site: Site, what: str, sources: Iterable[Path]) -> None:
    (site.directory / f"{what}-made-with").write_text(_fingerprint(sources))


def _fingerprint(sources: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sources:
        digest.update(f"{path.relative_to(ROOT)}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)
    return done.stdout


def main() -> None:
    for site in (starter_site(), site_of()):
        sys.stdout.write(f"{site.name}: DATA_DIR={site.directory}\n")


if __name__ == "__main__":
    main()
