"""Sites to measure on, each with a database and an index of its own: `python -m benchmarks.sites` makes them.

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
METHODS, CASES = 5_000, 15_000
_DEVELOPMENT = "config.settings.development"
_MADE_WITH = "made-with"


@dataclass(frozen=True)
class Site:
    """A site in a directory. `name` stands in the tables."""

    name: str
    directory: Path

    def environment(self, settings: str = _DEVELOPMENT) -> dict[str, str]:
        """What a process needs to run on this site; nothing of the shell's own site leaks in."""
        kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SITE_URL", "SECRET_KEY")}
        return {**kept, "DATA_DIR": str(self.directory), "DJANGO_SETTINGS_MODULE": settings, "LOG_LEVEL": "ERROR"}

    def manage(self, *arguments: str) -> str:
        """Run a management command; what it printed.

        :raises subprocess.CalledProcessError: when it fails.
        """
        return _run([sys.executable, "manage.py", *arguments], self.environment())

    def measure(self, module: str, *arguments: object) -> Any:
        """Run a measurement of this package on this site (see `inside`); what it returned."""
        command = [sys.executable, "-m", "benchmarks.inside", module, json.dumps(arguments)]
        return json.loads(_run(command, self.environment()).splitlines()[-1])


def starter_site() -> Site:
    """The starter content, as `make run` gives it."""
    site = Site("63 / 55", _directory("starter"))
    if _prepare(site, _content()):
        site.manage("start", "--set-up-only")
        _note(site, _content())
    return site


def large_site() -> Site:
    """The starter content and made-up pages up to 5,000 methods and 15,000 cases."""
    site = Site("5.000 / 15.000", _directory("large"))
    sources = [*_content(), *sorted((ROOT / "benchmarks").glob("*.py"))]
    sources = [path for path in sources if path.parent.name != "benchmarks" or path.name in _GENERATOR]
    if _prepare(site, sources):
        shutil.copytree(starter_site().directory, site.directory, dirs_exist_ok=True)
        site.measure("fill", METHODS, CASES)
        site.manage("rebuild_search")
        _note(site, sources)
    return site


_GENERATOR = (
    "bulk_pages.py",
    "bulk_tree.py",
    "drafts.py",
    "drawn_results.py",
    "fill.py",
    "generate.py",
    "language.py",
    "palette.py",
)


def copy_of(site: Site, name: str) -> Site:
    """A copy to spoil; replaces an earlier one."""
    directory = _directory(name)
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(site.directory, directory)
    return Site(site.name, directory)


def _directory(name: str) -> Path:
    return Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve() / "benchmarks" / name


def _content() -> list[Path]:
    """What a site is made of: when any of it changes, the site is made anew."""
    migrations = [path for path in ROOT.glob("*/migrations/*.py") if path.parts[-3] != ".venv"]
    return sorted([*migrations, *(path for path in (ROOT / "content").rglob("*") if path.is_file())])


def _prepare(site: Site, sources: Iterable[Path]) -> bool:
    """True, with an empty directory, when the site has to be made."""
    note = site.directory / _MADE_WITH
    if note.exists() and note.read_text() == _fingerprint(sources):
        return False
    shutil.rmtree(site.directory, ignore_errors=True)
    site.directory.mkdir(parents=True)
    return True


def _note(site: Site, sources: Iterable[Path]) -> None:
    (site.directory / _MADE_WITH).write_text(_fingerprint(sources))


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
    for site in (starter_site(), large_site()):
        sys.stdout.write(f"{site.name}: DATA_DIR={site.directory}\n")


if __name__ == "__main__":
    main()
