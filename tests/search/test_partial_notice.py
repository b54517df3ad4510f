"""What a reader is told when no page holds the question as a whole."""

from __future__ import annotations

import pytest

from search.contract import Answer, Question


@pytest.mark.parametrize(
    ("missing", "meant", "total", "notice"),
    [
        (("zwembad",), None, 0, "Geen pagina noemt ‘zwembad’."),
        (("zwembad",), None, 3, "Geen pagina noemt ‘zwembad’. Dit zijn pagina’s met een deel van je vraag."),
        (("herinering",), "herinnering", 3, "Geen pagina noemt ‘herinering’. Dit zijn pagina’s bij ‘herinnering’."),
        (
            ("herinering", "zwembad"),
            "herinnering zwembad",
            3,
            "Geen pagina noemt ‘herinering’ of ‘zwembad’. Dit zijn pagina’s met een deel van je vraag.",
        ),
        ((), "brief", 3, "Geen pagina noemt alles uit je vraag. Dit zijn pagina’s met een deel van je vraag."),
    ],
)
def test_what_no_page_holds_is_said(missing: tuple[str, ...], meant: str | None, total: int, notice: str) -> None:
    answer = Answer(Question(), (), total, {}, did_you_mean=meant, missing=missing, is_partial=True)
    assert answer.partial_notice == notice
