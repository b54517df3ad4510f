"""Rules that content must keep, on files or on what is in the database: both have the same shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from cases.choices import CaseKind
from cases.entry import series_points
from core.text.numbers import NotANumber, read_number
from editorial.content_files.formats.problems import Problem
from editorial.content_files.wording import result_faults, wording_faults

MAX_WORDS = 25
MIN_STEPS = 4
SEARCH_WORDS = range(20, 31)

_NUMBER = r"\d+(?:\.\d{3})*(?:,\d+)?"
_FIGURES = re.compile(
    rf"(?P<percent>[+-]?{_NUMBER})\s*(?:%|procent)"
    rf"|(?P<factor>{_NUMBER}|twee|drie|vier|vijf|tien)\s*(?:keer|maal)\s+zo"
    rf"|(?:€|£|GBP|EUR)\s*(?P<amount>{_NUMBER})"
    rf"|(?P<money>{_NUMBER})\s*(?:euro|pond)\b",
    re.IGNORECASE,
)
_DOUBLED = re.compile(r"\b(?:verdubbel|halveer|verdrievoudig)\w*", re.IGNORECASE)
_WORDS = {"twee": "2", "drie": "3", "vier": "4", "vijf": "5", "tien": "10"}
_ANY_NUMBER = re.compile(_NUMBER)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n\s*(?:[-*]|\d+\.)?\s*")
_CASE_LINK = re.compile(r"\(praktijk:(\d+)\)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
# Fields that are not sentences of ours: addresses, names of sources, what a result itself says.
_NOT_RUNNING = {"url", "slug", "uuid", "source_title", "sources", "results", "tags", "path", "published_at"}


@dataclass
class Findings:
    """Errors stop a release; warnings are for an editor to look at."""

    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check_items(methods: list[dict[str, Any]], cases: list[dict[str, Any]], pages: list[dict[str, Any]]) -> Findings:
    """Check clean dictionaries (see `schemas.py`) against every rule."""
    findings = Findings()
    figures = {case["number"]: _figures_of_case(case) for case in cases}
    numbers = {method["number"] for method in methods}
    for method in methods:
        own = [case for case in cases if method["number"] in _methods_of(case)]
        _check_method(method, own, numbers, findings)
        allowed = set().union(*(figures[case["number"]] for case in own), _figures_of_sources(method))
        _check_figures(_name("methode", method), method, allowed, figures, findings)
    for case in cases:
        _check_case(case, numbers, findings)
        _check_figures(_name("praktijkvoorbeeld", case), case, figures[case["number"]], figures, findings)
    for page in pages:
        _check_figures(page["path"], page, _figures_of_sources(page), figures, findings)
    for name, item in _named(methods, cases, pages):
        _check_sentences(name, item, findings)
        _check_wording(name, item, findings)
    return findings


def running_text(item: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every piece of text a reader reads, with its field; links are reduced to their words."""
    if isinstance(item, Mapping):
        for name, value in item.items():
            if name not in _NOT_RUNNING:
                yield from running_text(value, f"{path}.{name}" if path else str(name))
    elif isinstance(item, list | tuple):
        for place, value in enumerate(item):
            yield from running_text(value, f"{path}[{place}]")
    elif isinstance(item, str) and item:
        yield path, item


def figures_in(text: str) -> set[Decimal]:
    """The percentages, factors and amounts in a text."""
    found = set()
    for match in _FIGURES.finditer(text):
        word = next(value for value in match.groupdict().values() if value)
        found |= _numbers(_WORDS.get(word.lower(), word))
    return found


def _check_method(method: Mapping[str, Any], own: list[Any], numbers: set[int], findings: Findings) -> None:
    name = _name("methode", method)
    if len(method["steps"]) < MIN_STEPS:
        findings.errors.append(Problem(name, "steps", f"een methode heeft minstens {MIN_STEPS} stappen"))
    if not method["sources"]:
        findings.errors.append(Problem(name, "sources", "een methode heeft minstens één bron"))
    for place, law in enumerate(method["laws"]):
        title, url = law["source_title"], law["source_url"]
        for wrong, key, problem in (
            (title and not law["read_on"], "read_on", "een bron heeft een datum waarop hij is gelezen"),
            (url and not title, "source_title", "een bron heeft een titel"),
            (not title and not law["asks"].endswith("?"), "asks", "zonder bron staat hier een vraag aan de jurist"),
        ):
            if wrong:
                findings.errors.append(Problem(name, f"laws[{place}].{key}", problem))
    for kind in ("before", "after", "together", "instead"):
        for number in method[kind]:
            if number not in numbers:
                findings.errors.append(Problem(name, kind, f"methode {number} bestaat niet of is niet openbaar"))
    if not own:
        findings.warnings.append(Problem(name, "", "nog geen praktijkvoorbeeld"))


def _check_case(case: Mapping[str, Any], numbers: set[int], findings: Findings) -> None:
    name = _name("praktijkvoorbeeld", case)
    sources = [*case["sources"], *(source for result in case["results"] for source in result["sources"])]
    if not sources:
        findings.errors.append(Problem(name, "sources", "een praktijkvoorbeeld heeft minstens één bron"))
    for place, result in enumerate(case["results"]):
        if not result["sources"]:
            findings.errors.append(Problem(name, f"results[{place}].sources", "een resultaat heeft een bron"))
        try:
            series_points(result["series"])
        except ValueError as error:
            findings.errors.append(Problem(name, f"results[{place}].series", str(error)))
    for number in _methods_of(case):
        if number not in numbers:
            findings.errors.append(Problem(name, "methods", f"methode {number} bestaat niet of is niet openbaar"))
    if len(case["tags"]) not in SEARCH_WORDS:
        said = f"{len(case['tags'])} trefwoorden; {SEARCH_WORDS.start} tot {SEARCH_WORDS.stop - 1} is goed"
        findings.warnings.append(Problem(name, "tags", said))
    if case["kind"] == CaseKind.MEASUREMENT and not case["results"]:
        findings.warnings.append(Problem(name, "results", "een meting zonder resultaat"))
    if case["kind"] == CaseKind.MEASUREMENT and not case["organisations"]:
        findings.errors.append(Problem(name, "organisations", "een meting heeft een organisatie"))


def _check_figures(
    name: str,
    item: Mapping[str, Any],
    allowed: set[Decimal],
    figures: Mapping[int, set[Decimal]],
    findings: Findings,
) -> None:
    linked = {int(number) for _, text in running_text(item) for number in _CASE_LINK.findall(text)} & figures.keys()
    known = allowed.union(*(figures[number] for number in linked))
    for path, text in running_text(item):
        for figure in sorted(figures_in(text) - known):
            findings.errors.append(Problem(name, path, f"{figure} staat in geen resultaat of bron"))
        if not (known & {Decimal(2), Decimal(3), Decimal(50), Decimal(-50), Decimal("0.5")}):
            for word in _DOUBLED.findall(text):
                findings.errors.append(Problem(name, path, f"‘{word}’ staat in geen resultaat of bron"))


def _check_sentences(name: str, item: Mapping[str, Any], findings: Findings) -> None:
    for path, text in running_text(item):
        for sentence in _SENTENCE_END.split(_LINK.sub(r"\1", text)):
            words = len(sentence.split())
            if words > MAX_WORDS:
                message = f"een zin van {words} woorden: ‘{sentence[:60]}…’"
                findings.warnings.append(Problem(name, path, message))


def _check_wording(name: str, item: Mapping[str, Any], findings: Findings) -> None:
    texts = dict(running_text(item))
    own = {
        f"results[{place}].{key}": result[key]
        for place, result in enumerate(item.get("results", ()))
        for key in ("as_published", "note", "sample", "period_text")
    }
    for path, text in {**texts, **own}.items():
        findings.errors.extend(Problem(name, path, fault) for fault in wording_faults(path, text, item["title"]))
    for place, result in enumerate(item.get("results", ())):
        for key, fault in result_faults(result, texts):
            path = key if key in texts else f"results[{place}].{key}"
            findings.errors.append(Problem(name, path, fault))


def _figures_of_case(case: Mapping[str, Any]) -> set[Decimal]:
    """Every number its results and sources give, and what follows from them by subtraction."""
    found = _figures_of_sources(case)
    for result in case["results"]:
        found |= _figures_of_sources(result)
        for name in ("as_published", "note", "sample", "series", "period_text"):
            found |= _numbers(result[name])
        given = [value for value in result.values() if isinstance(value, Decimal | int) and not isinstance(value, bool)]
        found |= {Decimal(value) for value in given} | {abs(Decimal(value)) for value in given}
        first, second = result["first"], result["second"]
        if first is not None and second is not None:
            found |= {second - first, abs(second - first)}
    return found


def _figures_of_sources(item: Mapping[str, Any]) -> set[Decimal]:
    texts = [text for source in item.get("sources", ()) for text in (source["title"], source["gives"])]
    return set().union(*map(_numbers, texts))


def _methods_of(case: Mapping[str, Any]) -> set[int]:
    return {*case["methods"], *(row["method"] for result in case["results"] for row in result["methods"])}


def _numbers(text: str) -> set[Decimal]:
    """The numbers in a text; what only looks like one, such as a telephone number, is none."""
    found = set()
    for word in _ANY_NUMBER.findall(text):
        with suppress(NotANumber):
            found.add(read_number(word))
    return found


def _name(kind: str, item: Mapping[str, Any]) -> str:
    return f"{kind} {item['number']}"


def _named(
    methods: list[dict[str, Any]], cases: list[dict[str, Any]], pages: list[dict[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield from ((_name("methode", method), method) for method in methods)
    yield from ((_name("praktijkvoorbeeld", case), case) for case in cases)
    yield from ((page["path"], page) for page in pages)
