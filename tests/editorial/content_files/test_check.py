"""Each rule of `check_content` finds a fault that was planted for it, and nothing in good content."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.content_files.check import Findings, check_items
from editorial.content_files.reader import Content, read_content
from tests.editorial.content_files.conftest import LAW, SOURCE, STEP, Directory

pytestmark = pytest.mark.django_db


def check(directory: Directory) -> Findings:
    content: Content = read_content(directory.root)
    return check_items(content.methods, content.cases, content.pages)


def test_good_content_has_no_errors(directory: Directory) -> None:
    assert check(directory).errors == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"why": "Dit scheelt 80% van de telefoontjes."}, "why"),
        ({"why": "Dit scheelt 80 procent."}, "why"),
        ({"why": "Dit werkt drie keer zo goed."}, "why"),
        ({"why": "Dit kost € 1.200 per jaar."}, "why"),
        ({"why": "Dit kost 1.200 euro per jaar."}, "why"),
        ({"gist": "Het aantal verdubbelt hiermee."}, "gist"),
        ({"steps": [{**STEP, "pitfall": "Slechts 12% leest dit."}, STEP, STEP, STEP]}, "steps[0].pitfall"),
        ({"steps": [STEP, STEP, STEP]}, "steps"),
        ({"sources": []}, "sources"),
        ({"laws": [LAW]}, "laws[0].read_on"),
        ({"laws": [{**LAW, "source_title": "", "source_url": "https://wet.example/"}]}, "laws[0].source_title"),
        ({"laws": [{"rule": "Een wet", "asks": "Dat weten we niet."}]}, "laws[0].asks"),
    ],
)
def test_finds_a_planted_error_in_a_method(directory: Directory, changes: dict[str, Any], field: str) -> None:
    directory.method(3, **changes)
    assert ("methode 3", field) in {(error.file, error.field) for error in check(directory).errors}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"situation": "Van 30% naar 50%."}, "situation"),
        ({"results": [], "sources": []}, "sources"),
        ({"organisations": []}, "organisations"),
    ],
)
def test_finds_a_planted_error_in_a_case(directory: Directory, changes: dict[str, Any], field: str) -> None:
    directory.case(2, **changes)
    assert ("praktijkvoorbeeld 2", field) in {(error.file, error.field) for error in check(directory).errors}


def test_finds_a_relation_that_leads_to_nothing(directory: Directory) -> None:
    content = read_content(directory.root)
    content.methods[1]["after"] = [77]
    content.cases[0]["methods"] = [78]
    errors = {(error.file, error.field) for error in check_items(content.methods, content.cases, content.pages).errors}
    assert {("methode 2", "after"), ("praktijkvoorbeeld 1", "methods")} <= errors


@pytest.mark.parametrize("value", ["NaN", "1e999999", "1,234.5", "veel"])
def test_names_a_series_that_was_stored_and_cannot_be_read(directory: Directory, value: str) -> None:
    content = read_content(directory.root)
    content.cases[0]["results"][0]["series"] = f"2014: 58\n2015: {value}"
    errors = check_items(content.methods, content.cases, content.pages).errors
    assert ("praktijkvoorbeeld 1", "results[0].series") in {(error.file, error.field) for error in errors}


def test_a_telephone_number_in_a_source_is_no_figure(directory: Directory) -> None:
    directory.case(2, sources=[{**SOURCE, "gives": "Bel 00312012345678901234."}])
    assert [error.field for error in check(directory).errors] == []


def test_figures_of_a_case_that_is_linked_may_be_named(directory: Directory) -> None:
    directory.method(3, why="Bij Justis ging het van 34% naar 50% ([voorbeeld](praktijk:1)).")
    assert check(directory).errors == []


def test_durations_and_people_are_free(directory: Directory) -> None:
    directory.method(3, why="Plan 2 weken met 3 mensen, elk 4 uur.", gist="Bel 10 mensen.")
    assert check(directory).errors == []


def test_warns_about_long_sentences_and_methods_without_a_case(directory: Directory) -> None:
    directory.method(3, why=" ".join(["woord"] * 26) + ".")
    warnings = {(warning.file, warning.field) for warning in check(directory).warnings}
    assert {("methode 3", "why"), ("methode 3", "")} <= warnings
    assert ("methode 1", "") not in warnings


@pytest.mark.parametrize(("count", "found"), [(0, True), (19, True), (20, False), (30, False), (31, True)])
def test_warns_about_too_few_and_too_many_search_words_of_a_case(directory: Directory, count: int, found: bool) -> None:
    directory.case(2, tags=[f"woord {number}" for number in range(count)])
    assert (("praktijkvoorbeeld 2", "tags") in {(each.file, each.field) for each in check(directory).warnings}) is found


def test_a_sentence_of_25_words_is_fine(directory: Directory) -> None:
    directory.method(1, why=" ".join(["woord"] * 25) + ".", sources=[SOURCE])
    assert ("methode 1", "why") not in {(warning.file, warning.field) for warning in check(directory).warnings}
