"""Cards as a PDF: seconds, bytes and pages for one to sixty, judged by veraPDF: `python -m lab printed_cards`.

The methods with the longest and the shortest words are among them, and a case without figures. Each file is read back
as pictures: every QR code must lead to its card. With `keep="'directory'"` the pictures stay, to be looked at.
"""

from __future__ import annotations

import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.test import Client

from cases.models import CasePage
from core.http.cache.page_pool import PagePool
from methods.models import MethodPage
from tests.starter import needs
from tests.workshop.test_cards import codes, picture
from tests.workshop.test_pdf_ua import judge
from workshop.cards import kept
from workshop.selection.selection import MOST, Name, Selection

_HEAD = ["cards", "first s", "again ms", "kB", "pages", "QR codes read", "PDF/UA-1"]


def measure(*, keep: str = "", verapdf: int = 1) -> dict[str, Any]:
    by_length = sorted(MethodPage.objects.live(), key=lambda page: (len(page.title) + len(page.gist), page.number))
    without = next(page for page in CasePage.objects.live().order_by("number") if not page.results.exists())
    names = [Name("m", page.number) for page in by_length]
    asked = {
        "1": names[:1],
        "the longest": names[-1:],
        "the shortest, a case without figures": [names[0], Name("p", without.number)],
        "9": names[-9:],
        str(MOST): names[:MOST],
    }
    problems: list[str] = []
    with TemporaryDirectory() as directory:
        folder = Path(keep or directory)
        rows = [_row(folder, label, Selection.of(each), problems, verapdf) for label, each in asked.items()]
    said = (
        f"Longest: {names[-1]}, {len(by_length[-1].title)} and {len(by_length[-1].gist)} letters; shortest: {names[0]}."
    )
    return {"title": "Cards as a PDF", "tables": [[_HEAD, rows]], "notes": [said], "problems": problems}


def _row(folder: Path, label: str, chosen: Selection, problems: list[str], verapdf: int) -> list[str]:
    kept.POOL = PagePool(kept.MOST_BYTES)
    (first, made), (again, _) = (_timed(chosen.address("/kaarten.pdf")) for _ in range(2))
    own = folder / label.replace(" ", "-")
    own.mkdir(parents=True, exist_ok=True)
    pages = picture(made, own)
    found = {text.removeprefix(settings.SITE_URL) for page in pages for text, _ in codes(page)}
    wanted = {f"/{name.prefix}/{name.number}" for name in chosen.names}
    if missing := wanted - found:
        problems.append(f"{label}: no code leads to {', '.join(sorted(missing))}")
    verdict = _verdict(own / "made.pdf") if verapdf else "not asked"
    if verdict == "FAIL":
        problems.append(f"{label}: against PDF/UA-1")
    size = f"{len(made) / 1000:.0f}"
    return [label, f"{first:.2f}", f"{again * 1000:.1f}", size, str(len(pages)), f"{len(wanted & found)}", verdict]


def _timed(address: str) -> tuple[float, bytes]:
    started = time.perf_counter()
    response = Client().get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answers {response.status_code}")
    return time.perf_counter() - started, bytes(response.content)


def _verdict(path: Path) -> str:
    command = [needs.java(11), "-cp", str(judge()), "org.verapdf.apps.GreenfieldCliWrapper"]
    asked = [*command, "--flavour", "ua1", "--format", "text", str(path)]
    return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=600).stdout[:4]
