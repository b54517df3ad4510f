"""`manage.py rebuild_search` as an operator starts it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.starter.needs import ROOT

_COMMAND = """
import os, django
django.setup()
from search.management.commands.rebuild_search import Command
Command.handle = lambda *_, **__: print(os.nice(0))
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", "rebuild_search"])
"""


def test_from_the_command_line_it_lets_others_go_first(tmp_path: Path) -> None:
    own = {
        "DATA_DIR": str(tmp_path),
        "SITE_URL": "http://localhost",
        "DJANGO_SETTINGS_MODULE": "config.settings.development",
    }
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND],
        cwd=ROOT,
        env={**os.environ, **own},
        text=True,
        capture_output=True,
        check=True,
    )
    assert int(done.stdout) > os.nice(0)
