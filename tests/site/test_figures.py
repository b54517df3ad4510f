"""Figures of the bank on the pages: what they say, where they come from, and that failures are not hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from bs4 import Tag

from tests.starter.content import address, items
from tests.starter.documents import document, link_targets, words
from tests.starter.server import StarterSite

MASSAAL_DIGITAAL = "http://www.doorbraakprojectenmetict.nl/projecten/detail/doorbraakproject-massaal-digitaal"


def rows_of_case(site: StarterSite, method: int, case: int) -> list[Tag]:
    """The rows of a case in the tables of a method page."""
    return [row for row in figure_rows(site, method) if row["data-number"] == str(case)]


def figure_rows(site: StarterSite, method: int) -> list[Tag]:
    return document(site.get(address("methods", method)).text).select("table tr[data-kind=case]")


def own_results(method: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """(case, result) of every result that counts for a method, as the files say it."""
    for number, case in items("cases").items():
        for result in case.get("results", []):
            shown = [each["method"] for each in result.get("methods", []) if each["relation"] != "unknown"]
            if method in shown:
                yield number, result


@pytest.mark.parametrize(
    ("case", "methods", "figures"),
    # What they changed for methods 1 and 9 the sources do not say, so only 54 shows them.
    [(1, (54,), ("+44%",)), (2, (54,), ("34%", "50%", "+16 procentpunt"))],
    ids=["eHerkenning", "VOG"],
)
def test_stands_on_the_case_and_its_methods_with_its_source(
    starter_server: StarterSite, case: int, methods: tuple[int, ...], figures: tuple[str, ...]
) -> None:
    page = document(starter_server.get(address("cases", case)).text)
    assert all(figure.removeprefix("+").removesuffix(" procentpunt") in words(page.main) for figure in figures)
    assert MASSAAL_DIGITAAL in link_targets(page.main)
    for method in methods:
        [row] = rows_of_case(starter_server, method, case)
        assert all(figure in words(row) for figure in figures), words(row)
        assert MASSAAL_DIGITAAL in link_targets(row)
        assert address("cases", case) in link_targets(row)


@pytest.mark.parametrize("case", [18, 19])
def test_a_null_without_figures_says_what_it_may_have_missed(starter_server: StarterSite, case: int) -> None:
    page = document(starter_server.get(address("cases", case)).text)
    assert "Geen verschil gevonden" in words(page.main)
    assert "een klein verschil kan gemist zijn" in words(page.main)
    assert "Geen effect" not in words(page.main)
    assert "Geen duidelijke verandering" in words(page.select_one(".od-direction"))


def test_no_effect_stands_among_the_others(starter_server: StarterSite) -> None:
    """On the page of its method, beside what did work; in the list of cases; and to be found as what it is."""
    rows = [words(row) for row in rows_of_case(starter_server, 27, 19)]
    assert ["Geen duidelijke verandering" in row for row in rows] == [True]
    assert len(figure_rows(starter_server, 27)) > len(rows)
    found = document(starter_server.get("/zoeken/?richting=geen-verschil&soort=praktijkvoorbeeld").text)
    numbers = {int(str(hit["data-number"])) for hit in found.select("main [data-kind=case]")}
    assert numbers == {18, 19}


def test_a_head_to_head_is_neither_better_nor_worse(starter_server: StarterSite) -> None:
    """Case 17: a letter with a social norm against one that names the fine, one row at both methods."""
    for method in (27, 33):
        [row] = rows_of_case(starter_server, method, 17)
        assert "brief met sociale norm" in words(row)
        assert "brief met boete" in words(row)
        assert not re.search("Beter|Slechter", words(row))


def test_the_address_of_the_row_that_went_leads_to_the_row_that_stayed(starter_server: StarterSite) -> None:
    [kept] = [result["uuid"] for result in items("cases")[17]["results"]]
    answer = starter_server.get("/resultaten/e7f1b507-9efd-5283-94ce-3731a1ca577c/klopt-niet/")
    assert (answer.status, answer.headers["location"]) == (301, f"/resultaten/{kept}/klopt-niet/")


@pytest.mark.parametrize("method", [13, 19, 22, 26, 27, 30, 31, 33, 35, 54])
def test_every_figure_can_be_opened(starter_server: StarterSite, method: int) -> None:
    """A row for every result that counts, with a link to its case and to its source where that has an address."""
    rows = figure_rows(starter_server, method)
    results = list(own_results(method))
    assert sorted(int(str(row["data-number"])) for row in rows) == sorted(case for case, _ in results)
    for row in rows:
        case = int(str(row["data-number"]))
        targets = link_targets(row)
        assert address("cases", case) in targets
        sources = [source for number, result in results if number == case for source in result["sources"]]
        assert any(source.get("url") in targets or source["title"] in words(row) for source in sources), words(row)


def test_cases_link_back_to_their_methods(starter_server: StarterSite) -> None:
    missing = []
    for number, case in items("cases").items():
        if case["kind"] == "background":
            continue
        page = document(starter_server.get(address("cases", number)).text)
        targets = {urljoin("/", target) for target in link_targets(page.main)}
        missing += [(number, method) for method in case.get("methods", []) if address("methods", method) not in targets]
    assert missing == []
