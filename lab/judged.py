"""The judged questions: what people ask, of which kind, and how well each page answers it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

QUESTIONS = Path(__file__).resolve().parents[1] / "tests" / "search" / "relevance" / "questions.tsv"
# Sets of questions that nobody tunes on, each with subjects that the site does not have.
FROZEN = [
    (QUESTIONS.with_name(f"frozen{number}.tsv"), QUESTIONS.with_name(f"absent{number}.txt")) for number in ("", "_2")
]
# What is asked about, or how it is written, in the order of the tables.
KINDS: Mapping[str, str] = {
    "method": "what to do, or a problem",
    "case": "what happened somewhere",
    "place": "a place or an organisation",
    "product": "a product or service",
    "abbreviation": "an abbreviation",
    "number": "a number",
    "spelling": "typing errors, other spellings",
    "filter": "a channel, family or theme",
    "sentence": "a sentence",
}
# Nothing was ever changed for these, so they say most about what other people will ask.
UNTOUCHED = range(171, 241)
FIRST_FROZEN = 1001


@dataclass(frozen=True)
class Judged:
    """A question with the pages that answer it: `m31` -> grade 1 to 3. `filters` are written as in an address."""

    number: int
    kind: str
    text: str
    filters: str
    grades: dict[str, int]


def read_questions(path: Path = QUESTIONS) -> list[Judged]:
    """:raises ValueError: when a line is not number, kind, question, filters and judgements with tabs between them."""
    found = []
    for line in lines_of(path):
        number, kind, text, filters, judgements = line.split("\t")
        if kind not in KINDS:
            raise ValueError(f"question {number} is of no known kind: {kind}")
        pairs = (one.split(":") for one in judgements.split())
        found.append(Judged(int(number), kind, text, filters, {page: int(grade) for page, grade in pairs}))
    return found


def lines_of(path: Path) -> list[str]:
    """The lines of a list that are neither empty nor a comment."""
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and line[0] != "#"]


def groups(questions: Iterable[Judged]) -> dict[str, set[int]]:
    """The numbers of the questions per row of the tables: all, how they were used, and of which kind they are."""
    found: dict[str, set[int]] = {}
    for one in questions:
        for name in ("all", _use(one.number), f"{one.kind}: {KINDS[one.kind]}"):
            found.setdefault(name, set()).add(one.number)
    order = ["all", *_USES, *(f"{kind}: {meaning}" for kind, meaning in KINDS.items())]
    return {name: found[name] for name in order if name in found}


_USES = (
    "1 to 170, odd: tuned on",
    "1 to 170, even: checked",
    "171 to 240: untouched",
    "from 241: for what was rare",
    "from 1001: frozen",
)


def _use(number: int) -> str:
    """Odd questions are for tuning weights, even ones for checking them; the last were added for the rare kinds."""
    if number >= FIRST_FROZEN:
        return _USES[4]
    if number in UNTOUCHED:
        return _USES[2]
    if number >= UNTOUCHED.stop:
        return _USES[3]
    return _USES[0] if number % 2 else _USES[1]
