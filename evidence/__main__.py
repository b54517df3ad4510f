"""Run as a program."""

from __future__ import annotations

import sys

from evidence.cli.command import main

if __name__ == "__main__":
    sys.exit(main())
