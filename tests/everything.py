"""Run every check of the project in turn: `python -m tests.everything`. Stops at nothing, fails when one failed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from tests import memory
from tests.elasticsearch.recipe import SERVER_9
from tests.starter.once import SHARED

ROOT = Path(__file__).resolve().parents[1]
# Settings of a complete production install, so that its checks can run; nothing here is used anywhere.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-to-run-the-checks-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "FACTOR_KEY": "only-to-run-the-checks-" + "9876543210zyxwvutsrqponmlkjihgfedcba" * 2,
    "SITE_URL": "https://www.example.nl",
    "DATABASE_URL": "sqlite://:memory:",
    "DATA_DIR": str(ROOT / "var"),
    "EMAIL_URL": "dummymail://",
}
_PYTHON = [sys.executable, "-m"]
# One test process has all tests of a costly server (tests/conftest.py); the slowest are named at the end. Three for two
# cores: the one with the browser waits for it most of the time.
_PYTEST = [*_PYTHON, "pytest", "-n", "3", "--dist", "loadgroup", "--durations", "20"]
# The longest first, so that none is left alone at the end.
CHECKS: list[tuple[str, list[str], dict[str, str]]] = [
    ("types", [*_PYTHON, "mypy"], {}),
    ("templates", [*_PYTHON, "djlint", "templates", "--lint", "--quiet"], {}),
    ("import contracts", [str(Path(sys.executable).with_name("lint-imports"))], {}),
    ("migrations", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"], PRODUCTION),
    ("deployment", [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
    ("style", [*_PYTHON, "ruff", "check", "."], {}),
    ("format", [*_PYTHON, "ruff", "format", "--check", "."], {}),
]
# What reads and writes rows, and the starter content; `make test-postgres` runs everything, pages and browser included.
_ROOMS = (
    *("core", "vocabulary", "methods/test_counts.py", "cases", "search", "editorial", "feedback", "upgrade"),
    *("contributions", "workshop", "agenda", "news", "monitor"),
)
ON_POSTGRESQL = [
    *(*_PYTEST, "-m", "database and not only_sqlite", "-k", "not elasticsearch"),
    *("--ignore", "tests/search/results_page/test_page.py", "--ignore", "tests/search/backends/test_canary.py"),
    *(*(f"tests/{room}" for room in _ROOMS), "tests/site/test_starter_content.py", "tests/site/test_steering.py"),
]
# What depends on the version of the server: the contract, the parity, the outages and the logins.
ON_ELASTICSEARCH_9 = [
    *(*_PYTEST, "-k", "elastic", "tests/search/backends/test_contract.py"),
    *(f"tests/elasticsearch/test_{name}.py" for name in ("live", "parity", "standby", "tls")),
]
_SHOWN = ("tests", "tests on PostgreSQL", "tests on Elasticsearch 9")


def steps(shared: str) -> list[tuple[str, list[str], dict[str, str]]]:
    """All steps; the tests run on PostgreSQL and Elasticsearch 9 too when everything that can be tested must be.

    Both test processes would wait for the starter site, so it is made beside the checks, in the directory `shared`.
    """
    site: list[tuple[str, list[str], dict[str, str]]] = []
    if "TEST_DATABASE_URL" not in os.environ:
        site = [("starter site", [*_PYTHON, "tests.starter.fresh", shared], {})]
    checks = [*CHECKS[:1], *site, *CHECKS[1:]]
    kept = {SHARED: shared} if site else {}
    if not os.environ.get("REQUIRE_ALL"):
        return [*checks, ("tests", _PYTEST, kept)]
    # What is about PostgreSQL alone runs in its own step, so that nothing is skipped.
    return [
        *(*checks, ("tests", [*_PYTEST, "-m", "not only_postgresql"], kept)),
        ("tests on PostgreSQL", [*_PYTHON, "tests.postgresql", *ON_POSTGRESQL], {}),
        ("tests on Elasticsearch 9", ON_ELASTICSEARCH_9, {"ELASTICSEARCH_VERSION": SERVER_9}),
    ]


def main() -> int:
    """0 when every step is good. Those that show nothing run two at a time; tests have the machine for themselves."""
    (ROOT / "var").mkdir(exist_ok=True)
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Some forty processes would each compile everything, the tests twice.
        os.environ["PYTHONPYCACHEPREFIX"] = str(ROOT / "var" / "bytecode")
    in_memory = memory.begin()
    with TemporaryDirectory(prefix="optimaal-digitaal-", ignore_cleanup_errors=True) as shared:
        all_steps = steps(shared)
        with ThreadPoolExecutor(2) as pool:
            quiet = pool.map(_run, [step for step in all_steps if step[0] not in _SHOWN])
            failed = [name for name, good in quiet if not good]
        failed += [name for name, good in map(_run, [step for step in all_steps if step[0] in _SHOWN]) if not good]
    memory.end(in_memory)
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def _run(step: tuple[str, list[str], dict[str, str]]) -> tuple[str, bool]:
    """The name of a step and whether it is good, which is printed with what it said when it is not."""
    name, command, settings = step
    started = time.monotonic()
    finished = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **settings}, text=True, capture_output=name not in _SHOWN, check=False
    )
    good = finished.returncode == 0
    line = f"{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - started:.0f} s)\n"
    sys.stdout.write(line if good else f"{line}{finished.stdout or ''}{finished.stderr or ''}")
    sys.stdout.flush()
    return name, good


if __name__ == "__main__":
    sys.exit(main())
