"""A kind of page that no product has, with everything a kind gets: run under settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

_PROOF = Path(__file__).parent / "third_kind" / "proof.py"


def test_a_third_kind_costs_one_model_one_template_one_registration() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "--ds=tests.third_kind.settings", str(_PROOF)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.third_kind.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
