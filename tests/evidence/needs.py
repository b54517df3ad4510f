"""A package a test can do without at home, but not on the machine that checks everything."""

from __future__ import annotations

import importlib
import os
from types import ModuleType

import pytest


def require(name: str) -> ModuleType:
    """The module; the test is skipped without it, and fails instead when REQUIRE_ALL is set."""
    if os.environ.get("REQUIRE_ALL"):
        return importlib.import_module(name)
    found: ModuleType = pytest.importorskip(name)
    return found
