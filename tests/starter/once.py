"""Costly things that several test processes share: the first one makes them, the others wait."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from core.file_lock import file_lock

_PATIENCE = 1800.0
# Where a run within a run finds what the outer one made.
SHARED = "OD_TEST_SHARED"


def shared_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of this test run, the same one in every process of it and in a run that it starts (`SHARED`)."""
    if SHARED in os.environ:
        return Path(os.environ[SHARED])
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


def made_once(target: Path, make: Callable[[Path], None]) -> Path:
    """`target`, made by whoever comes first. Half made is not made: a failure is tried again by the next one."""
    done = target.with_name(f"{target.name}.done")
    with file_lock(target.with_name(f"{target.name}.lock"), wait=_PATIENCE):
        if not done.exists():
            make(target)
            done.touch()
    return target
