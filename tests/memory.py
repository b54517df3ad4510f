"""Temporary files of a test run stay in memory where this machine has room for them: no test waits for a disk."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ROOM = 2 * 1024**3
_PREFIX = "optimaal-digitaal-tests-"
_LONG_AGO = 24 * 3600
# Where all of them go, unless whoever starts the tests said so already.
_NAME = "TMPDIR"


def begin() -> Path | None:
    """Call once, before other test processes start. Gives the directory to take away with `end`, if one was made."""
    if _NAME in os.environ or not _has_room():
        return None
    for left in _MEMORY.glob(f"{_PREFIX}*"):  # by a run that was killed
        if time.time() - left.stat().st_mtime > _LONG_AGO:
            shutil.rmtree(left, ignore_errors=True)
    made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=_MEMORY))
    made.chmod(0o711)  # a server of the tests may run as a user of its own
    os.environ[_NAME], tempfile.tempdir = str(made), None
    return made


def end(made: Path | None) -> None:
    if made is not None:
        del os.environ[_NAME]
        tempfile.tempdir = None
        shutil.rmtree(made, ignore_errors=True)


def _has_room() -> bool:
    """Programs are unpacked there too, which some machines forbid."""
    if not os.access(_MEMORY, os.W_OK):
        return False
    state = os.statvfs(_MEMORY)
    return state.f_bavail * state.f_frsize >= _ROOM and not state.f_flag & os.ST_NOEXEC
