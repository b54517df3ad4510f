"""A method on paper: one or two sheets of A4 that can be read without the site."""

from __future__ import annotations

import subprocess
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.starter import needs
from tests.starter.browsing import ContextMaker
from tests.starter.content import items

pytestmark = pytest.mark.browser
# The five that take the most room of all 63, because of their results, their steps or their text.
LONGEST = [18, 31, 32, 54, 62]


def sheets(page: Page, target: Path) -> list[str]:
    """The words on each printed sheet, as a reader of the paper meets them."""
    # Without its fonts the text takes more room; a reader has them by the time the page has been read.
    page.evaluate(
        "Promise.all([400, 600].map(each => document.fonts.load(`${each} 1em 'Fira Sans'`))).then(() => true)"
    )
    page.pdf(path=target, format="A4", prefer_css_page_size=True)
    read = subprocess.run([needs.pdftotext(), "-raw", str(target), "-"], capture_output=True, text=True, check=True)
    return [" ".join(sheet.split()) for sheet in read.stdout.rstrip("\f").split("\f")]


@pytest.mark.parametrize("number", LONGEST)
def test_a_method_prints_on_two_sheets(new_context: ContextMaker, tmp_path: Path, number: int) -> None:
    page = new_context().new_page()
    page.goto(f"/m/{number}")
    printed = sheets(page, tmp_path / "method.pdf")
    assert len(printed) in (1, 2)
    assert f"/m/{number}" in printed[0], "the paper says where to find it"
    steps = items("methods")[number]["steps"]
    together = " ".join(printed)
    assert [step["title"] for step in steps if step["title"] not in together] == []
    [start] = [sheet for sheet in printed if "Zo pak je het aan" in sheet]
    assert steps[0]["title"] in start, "a heading without its first step"
    assert not any(sheet.endswith(tuple(step["title"] for step in steps)) for sheet in printed), "a step torn off"
    assert "Hoofdmenu" not in together
    assert "Op deze pagina" not in together


def test_a_case_prints_with_its_figure_and_source(new_context: ContextMaker, tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto("/p/2")
    printed = sheets(page, tmp_path / "case.pdf")
    assert len(printed) in (1, 2)
    assert "34%" in printed[0]
    assert "50%" in printed[0]
    assert "Doorbraakproject Massaal Digitaal" in " ".join(printed)
    assert "Delen en printen" not in " ".join(printed)


def test_a_selection_prints_as_an_overview_and_two_pages_a_method(new_context: ContextMaker, tmp_path: Path) -> None:
    page = new_context().new_page()
    page.goto(f"/stapel/bladen/?k={','.join(map(str, LONGEST))}")
    printed = sheets(page, tmp_path / "selection.pdf")
    starts = [next(at for at, sheet in enumerate(printed) if f"/m/{number}" in sheet) for number in LONGEST]
    assert starts[0] == 1, "the overview takes one sheet"
    assert all(1 <= after - before <= 2 for before, after in pairwise([*starts, len(printed)]))
