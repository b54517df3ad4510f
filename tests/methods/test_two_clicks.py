"""Every figure on a method page leads to its source: the row to its case, the case to the source."""

from __future__ import annotations

import re

import pytest

from tests.starter.content import address
from tests.starter.documents import document, link_targets, words
from tests.starter.server import StarterSite

_PERCENT = re.compile(r"\d+(?:,\d+)?%")
TEN = [19, 22, 27, 30, 31, 33, 35, 39, 40, 54]


@pytest.mark.parametrize("method", TEN)
def test_every_figure_is_in_a_row_that_leads_to_its_case_and_source(starter_server: StarterSite, method: int) -> None:
    section = document(starter_server.get(address("methods", method)).text).select_one("[aria-labelledby=opbrengst]")
    assert section is not None
    rows = section.select("table tr[data-kind=case]")
    assert rows
    for row in rows:
        [link] = [str(each["href"]) for each in row.select("th a")]
        first_click = starter_server.get(link)
        assert first_click.status == 200
        case = document(first_click.text)
        told = words(case.main)
        cells = row.select("[data-label='Wat kwam eruit'], [data-label=Verschil]")
        for figure in _PERCENT.findall(" ".join(words(cell) for cell in cells)):
            assert figure in told, (link, figure)
        sources = [target for target in link_targets(row) if target.startswith("http")]
        assert set(sources) <= set(link_targets(case.main)), "the second click"
        assert sources or case.select_one(".od-sources, .od-gives")
    in_rows = set(_PERCENT.findall(" ".join(words(row) for row in rows)))
    said = section.select(".od-tablebox__saying, .od-tablebox__after, .od-evidence")
    assert set(_PERCENT.findall(" ".join(words(each) for each in said))) - {"95%"} <= in_rows
