"""How much is drawn: a few in every run, many with `python -m tests.generated` (`make prove`)."""

from __future__ import annotations

import os
import subprocess
import sys

_MANY = "OD_TEST_MANY"


def draws(few: int, many: int) -> int:
    """How many to draw."""
    return many if os.environ.get(_MANY) else few


def main(count: str = "many") -> int:
    """Run the tests that draw; `few` is for seeing that they run."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-m", "generated"]
    return subprocess.run(command, env={**os.environ, _MANY: "1" if count == "many" else ""}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
