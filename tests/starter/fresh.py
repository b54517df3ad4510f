"""The data of a fresh `make run`, made once for all test processes: `python -m tests.starter.fresh DIRECTORY`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.starter.databases import copy_site
from tests.starter.migrated import migrated_data
from tests.starter.once import made_once
from tests.starter.server import run_manage, run_shell

_MAKE_AND_DELETE = """
from tests.factories.pages import make_method
from vocabulary.models import Theme
page = make_method(title="Een methode die weg is", slug="weg", theme=Theme.objects.first())
answer = page.number
page.delete()
"""


def fresh_data(shared: Path) -> Path:
    """Database, content, account and index as the first `make run` leaves them.

    Method 64 was given out and deleted again.
    """

    def prepare(data_dir: Path) -> None:
        copy_site(migrated_data(shared), data_dir)
        run_manage(data_dir, "start", "--set-up-only")
        assert run_shell(data_dir, _MAKE_AND_DELETE) == 64

    return made_once(shared / "starter-data", prepare)


if __name__ == "__main__":
    fresh_data(Path(sys.argv[1]))
