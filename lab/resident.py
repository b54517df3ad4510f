"""How much memory a process holds, in bytes; memory of files that are mapped counts too."""

from __future__ import annotations

import os
from pathlib import Path

_KB = 1024


def peak_memory(pid: int | None = None) -> int:
    """The most this process (or another one) has held so far; 0 where the system does not say."""
    return _status("VmHWM", pid)


def _status(name: str, pid: int | None) -> int:
    try:
        lines = Path(f"/proc/{pid or os.getpid()}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * _KB for line in lines if line.startswith(f"{name}:")), 0)


def size_of(directory: Path) -> int:
    """Bytes of all files below it."""
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())
