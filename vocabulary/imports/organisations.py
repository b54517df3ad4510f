"""The TOOI register of organisations. Pure Python."""

from __future__ import annotations

from datetime import date, timedelta

from vocabulary.imports.csv_files import Checker, read_records
from vocabulary.imports.entries import Entry, merge

COLUMNS = ("type", "uri", "naam_incl_soort", "begindatum", "einddatum")

# The kinds of the register and our families. The register does not say how large an executive body is; what an editor
# chose for an organisation that exists already is kept.
FAMILY_OF_TYPE: dict[str, str] = {
    "gemeente": "gemeente",
    "provincie": "provincie",
    "waterschap": "waterschap",
    "ministerie": "beleidsdepartement",
    "agentschap": "kleine-uitvoeringsorganisatie",
    "zbo": "kleine-uitvoeringsorganisatie",
    "inspectie": "kleine-uitvoeringsorganisatie",
    "adviescollege": "andere-organisatie",
    "caribisch openbaar lichaam": "andere-organisatie",
    "hoog college van staat": "andere-organisatie",
    "rechterlijke macht": "andere-organisatie",
    "samenwerkingsorganisatie": "andere-organisatie",
}
_OWN_KIND = ("Hoogheemraadschap", "Waterschap", "Wetterskip")


def parse_organisations(data: bytes) -> list[Entry]:
    """The organisations of a register file, each address once.

    `einddatum` is the last day of an organisation, so it has ended the day after.

    :raises FileRefused: with every problem, by line.
    """
    checker = Checker()
    entries = []
    for record in read_records(data, COLUMNS):
        kind = record["type"].casefold()
        if kind not in FAMILY_OF_TYPE:
            checker.report(record.line, f"soort ‘{record['type'][:80]}’ is onbekend.")
        name = checker.text(record, "naam_incl_soort")
        started, ended = checker.day(record, "begindatum"), checker.day(record, "einddatum")
        if started and ended and ended < started:
            checker.report(record.line, "de einddatum ligt voor de begindatum.")
        entries.append(
            Entry(
                line=record.line,
                uri=checker.address(record, "uri"),
                label=_label(name),
                family=FAMILY_OF_TYPE.get(kind, ""),
                started_on=started,
                ended_on=ended + timedelta(days=1) if ended and ended < date.max else None,
            )
        )
    return merge(entries, checker)


def _label(name: str) -> str:
    """With a capital, and without `waterschap` before a name that says what it is."""
    kind, _, rest = name.partition(" ")
    if kind == "waterschap" and rest.startswith(_OWN_KIND):
        name = rest
    return name[:1].upper() + name[1:]


def parse_successors(data: bytes) -> list[tuple[int, str, str]]:
    """Which organisation took over: line, address of the old one, address of the new one.

    :raises FileRefused: with every problem, by line.
    """
    checker = Checker()
    pairs = [
        (record.line, checker.address(record, "old"), checker.address(record, "new"))
        for record in read_records(data, ("old", "new"))
    ]
    seen: dict[str, int] = {}
    for line, old, new in pairs:
        if old == new:
            checker.report(line, "een organisatie volgt zichzelf niet op.")
        if old in seen:
            checker.report(line, f"‘{old}’ staat ook op regel {seen[old]}.")
        seen.setdefault(old, line)
    checker.finish()
    return pairs
