"""The columns of a file with figures, written and read back from one list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from cases.choices import Qualifier
from core.http.exports import Column, Form
from core.sources import Certainty
from core.text.numbers import NotANumber, read_number
from core.text.sanitise import one_line
from monitor.series.models import SeriesValue
from vocabulary.models import Channel

COLUMNS: tuple[Column[SeriesValue], ...] = (
    Column("reeks", "Adres van de reeks op deze site", lambda row: row.page.slug),
    Column("regel", "Wat precies geteld is; leeg is de hele reeks", lambda row: row.line),
    Column("kanaal", "Kanaal", lambda row: row.channel.slug if row.channel else ""),
    Column("periode", "Periode zoals de bron die noemt", lambda row: row.period),
    Column("jaar", "Jaar", lambda row: row.year, form=Form.WHOLE),
    Column("woord", "Woord dat de bron voor het getal zet", lambda row: str(row.get_qualifier_display() or "")),
    Column("getal", "Getal", lambda row: None if row.value is None else row.value.normalize(), form=Form.NUMBER),
    Column("eenheid", "Waarin het getal is", lambda row: row.unit),
    Column("in_woorden", "Wat de bron schrijft waar geen getal staat", lambda row: row.words),
    Column("bron", "Titel van de bron", lambda row: row.source_title),
    Column("bronadres", "Adres van de bron", lambda row: row.source_url or None, form=Form.ADDRESS),
    Column("gelezen_op", "Wanneer de bron is gelezen", lambda row: row.read_on, form=Form.DAY),
    Column("zekerheid", "Zekerheid: A, B of C", lambda row: row.certainty),
)
_READ = tuple(column.name for column in COLUMNS[1:])
_QUALIFIERS = {str(each.label): each.value for each in Qualifier}


class BadFile(ValueError):
    """A file that cannot be read; `problems` are Dutch sentences with the line they are about."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def read_values(content: bytes) -> list[SeriesValue]:
    """The unsaved rows of a file with these columns. One query.

    :raises BadFile: with every problem in it.
    """
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(["Dit bestand is geen UTF-8. Bewaar het als CSV UTF-8."]) from error
    reader = csv.DictReader(io.StringIO(text), delimiter=";")
    missing = [name for name in _READ if name not in (reader.fieldnames or ())]
    if missing:
        raise BadFile([f"Regel 1: deze kolommen ontbreken: {', '.join(missing)}."])
    channels = {channel.slug: channel for channel in Channel.objects.all()}
    rows, problems = [], []
    for place, cells in enumerate(reader, start=2):
        try:
            rows.append(_row({name: one_line(cells.get(name) or "") for name in _READ}, channels))
        except ValueError as error:
            problems.append(f"Regel {place}: {error}")
    if problems:
        raise BadFile(problems)
    return rows


def merged(old: Iterable[Any], new: Iterable[SeriesValue]) -> tuple[list[Any], int, int]:
    """The rows after a file came in, how many of them are new and how many changed; nothing is taken away."""
    rows = {_key(row): row for row in old}
    added = changed = 0
    for row in new:
        known = rows.get(_key(row))
        if known is None:
            rows[_key(row)] = row
            added += 1
        elif _facts(known) != _facts(row):
            row.pk = known.pk
            rows[_key(row)] = row
            changed += 1
    ordered = list(rows.values())
    for place, row in enumerate(ordered):
        row.sort_order = place
    return ordered, added, changed


def _row(cells: dict[str, str], channels: dict[str, Channel]) -> SeriesValue:
    row = SeriesValue(
        line=cells["regel"],
        channel=_one_of(channels, cells["kanaal"], "kanaal") if cells["kanaal"] else None,
        period=cells["periode"],
        year=_year(cells["jaar"]),
        qualifier=_one_of(_QUALIFIERS, cells["woord"], "woord") if cells["woord"] else "",
        value=_number(cells["getal"]) if cells["getal"] else None,
        unit=cells["eenheid"],
        words=cells["in_woorden"],
        source_title=cells["bron"],
        source_url=cells["bronadres"],
        read_on=date.fromisoformat(cells["gelezen_op"]) if cells["gelezen_op"] else None,
        certainty=_one_of({each.value: each.value for each in Certainty}, cells["zekerheid"], "zekerheid"),
    )
    _check(row)
    return row


def _check(row: SeriesValue) -> None:
    """:raises ValueError: with what the edit form would say of it."""
    try:
        row.clean_fields(exclude=["page"])
        row.clean()
    except ValidationError as error:
        said = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in error.message_dict.items())
        raise ValueError(said) from error


def _one_of(known: dict[str, Any], word: str, name: str) -> Any:
    if word not in known:
        raise ValueError(f"{name}: ‘{word}’ kennen we niet. Kies uit: {', '.join(known)}.")
    return known[word]


def _year(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        raise ValueError(f"jaar: ‘{text}’ is geen jaar van vier cijfers.")
    return int(text)


def _number(text: str) -> Decimal:
    try:
        return read_number(text)
    except NotANumber as error:
        raise ValueError(f"getal: ‘{text}’ is geen getal zoals 1.234,5.") from error


def _key(row: Any) -> tuple[Any, ...]:
    return (row.line, row.channel_id, row.period, row.unit)


def _facts(row: Any) -> tuple[Any, ...]:
    return (row.year, row.qualifier, row.value, row.words, row.source_title, row.source_url, row.read_on, row.certainty)
