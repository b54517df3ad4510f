"""Cards can be read by everybody: an independent judge, veraPDF, finds nothing against PDF/UA-1."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from core.file_lock import file_lock
from tests.elasticsearch.recipe import cache_directory
from tests.starter import needs
from tests.workshop.test_cards import HOSTILE, LONG, card
from workshop.cards.pdf import make_pdf

pytestmark = pytest.mark.java
_ARTIFACT, _VERSION = "greenfield-apps", "1.28.2"


def test_verapdf_finds_nothing(tmp_path: Path) -> None:
    cards = [card(number, title=HOSTILE if number == 2 else "Kort") for number in range(1, 21)]
    cards.append(card(21, title=LONG, gist=LONG, look="", facts=(("Wat gebeurde er?", "Nog geen cijfers gevonden."),)))
    path = tmp_path / "cards.pdf"
    path.write_bytes(make_pdf(cards, title="Kaarten: 1 tot en met 21", address="/stapel/?k=1,2"))
    command = [needs.java(11), "-cp", str(judge()), "org.verapdf.apps.GreenfieldCliWrapper"]
    judged = subprocess.run(
        [*command, "--flavour", "ua1", "--format", "text", str(path)],
        text=True,
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert judged.stdout.startswith("PASS"), judged.stdout + judged.stderr


def judge() -> Path:
    """The program, fetched once per machine into the user's cache (9.5 MB)."""
    maven, cache = needs.maven(), cache_directory()
    jar = cache / f"{_ARTIFACT}-{_VERSION}.jar"
    with file_lock(cache / "verapdf.lock", wait=1800):
        if not jar.exists():
            wanted = [f"-Dartifact=org.verapdf.apps:{_ARTIFACT}:{_VERSION}", f"-DoutputDirectory={cache}"]
            subprocess.run(
                [maven, "-B", "-q", "dependency:copy", *wanted], check=True, capture_output=True, timeout=1800
            )
    return jar
