"""Sites to measure on, each with a database and an index of its own, made when they are asked for.

Needs no Django: what needs a site runs in a process of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LARGE = 20_000
PRODUCTION = "lab.production_settings"
_OF_A_SITE = ("DATABASE_URL", "SITE_URL", "SITE_SCHEME", "SECRET_KEY", "FACTOR_KEY")
# The modules that decide what a made-up site holds.
_GENERATOR = ("lab/bulk.py", "lab/language.py", "lab/made_up.py", "tests/factories/pages.py")


@dataclass(frozen=True)
class Site:
    """A site in a directory. `name` stands in the tables; `more` are other variables of its environment."""

    name: str
    directory: Path
    settings: str = "config.settings.development"
    more: Mapping[str, str] = field(default_factory=dict)

    def environment(self) -> dict[str, str]:
        """What a process needs to run on this site; nothing of the shell's own site leaks in."""
        kept = {key: value for key, value in os.environ.items() if key not in _OF_A_SITE}
        own = {"DATA_DIR": str(self.directory), "DJANGO_SETTINGS_MODULE": self.settings, "LOG_LEVEL": "ERROR"}
        return {**kept, **own, **self.more}

    def in_production(self, **more: str) -> Site:
        return replace(self, settings=PRODUCTION, more={**self.more, **more})

    def manage(self, *arguments: str) -> str:
        """Run a management command; what it printed.

        :raises subprocess.CalledProcessError: when it fails.
        """
        return _run([sys.executable, "manage.py", *arguments], self.environment())

    def shell(self, code: str) -> str:
        """What this code printed, run within the site."""
        return self.manage("shell", "--no-imports", "-c", code).strip()

    def measure(self, module: str, *arguments: object, **options: object) -> Any:
        """Run a measurement of this package on this site (see `inside`); what it returned."""
        command = [sys.executable, "-m", "lab.inside", module, json.dumps(arguments), json.dumps(options)]
        return json.loads(_run(command, self.environment()).splitlines()[-1])


def starter_site() -> Site:
    """The starter content, as `make run` gives it."""
    site = Site("63 / 55", directory_of("starter"))
    if _is_old(site):
        _empty(site)
        site.manage("start", "--set-up-only")
        _note(site)
    return site


def site_of(pages: int = LARGE) -> Site:
    """The starter content and made-up pages up to so many, a quarter methods; with the index of the admin too."""
    methods, cases = pages // 4, pages - pages // 4
    site = Site(f"{methods} / {cases}", directory_of(f"of-{pages}"))
    if _is_old(site):
        _empty(site)
        shutil.copytree(starter_site().directory, site.directory, dirs_exist_ok=True)
        site.measure("made_up", methods, cases)
        for command in ("recompute_evidence", "update_index", "rebuild_search"):
            site.manage(command)
        _note(site)
    return site


def copy_of(site: Site, name: str) -> Site:
    """A copy to spoil; replaces an earlier one."""
    directory = directory_of(name)
    shutil.rmtree(directory, ignore_errors=True)
    shutil.copytree(site.directory, directory)
    return Site(site.name, directory)


def directory_of(name: str) -> Path:
    return Path(os.environ.get("DATA_DIR", ROOT / "var")).resolve() / "lab" / name


def _empty(site: Site) -> None:
    shutil.rmtree(site.directory, ignore_errors=True)
    site.directory.mkdir(parents=True)


def _is_old(site: Site) -> bool:
    """True when the site is missing, or was made of other content or by other code that decides what it holds."""
    note = site.directory / "made-with"
    return not note.exists() or note.read_text() != _fingerprint()


def _note(site: Site) -> None:
    (site.directory / "made-with").write_text(_fingerprint())


def _fingerprint() -> str:
    patterns = ("*/migrations/*.py", "content/**/*.*", "search/**/*.py", "search/**/*.txt", *_GENERATOR)
    digest = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, text=True, capture_output=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise subprocess.CalledProcessError(done.returncode, command)
    return done.stdout
