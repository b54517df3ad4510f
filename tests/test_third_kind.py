"""A kind of page that no product has, with everything a kind gets: run under settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

_PROOF = Path(__file__).parent / "third_kind" / "proof.py"


@pytest.mark.only_sqlite  # the run within this one would take the same database on a server
@pytest.mark.xdist_group("elasticsearch")
def test_a_third_kind_costs_one_model_one_template_one_registration() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "--ds=tests.third_kind.settings", str(_PROOF)],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
