"""The columns of a file with figures, written and read back from one list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError

from cases.choices import Qualifier
from core.http.exports import Column, Form
from core.sources import Certainty
from core.text.numbers import NotANumber, read_number
from monitor.series.models import SeriesValue
from vocabulary.imports.csv_files import Checker, Record, read_records
from vocabulary.models import Channel

_OF_A_VALUE: tuple[Column[SeriesValue], ...] = (
    Column("regel", "Wat precies geteld is; leeg is de hele reeks", lambda row: row.line),
    Column("kanaal", "Kanaal", lambda row: row.channel.slug if row.channel else ""),
    Column("periode", "Periode zoals de bron die noemt", lambda row: row.period),
    Column("jaar", "Jaar", lambda row: row.year, form=Form.WHOLE),
    Column("woord", "Woord dat de bron voor het getal zet", lambda row: str(row.get_qualifier_display() or "")),
    Column("getal", "Getal", lambda row: None if row.value is None else row.value.normalize(), form=Form.NUMBER),
    Column("eenheid", "Waarin het getal is", lambda row: row.unit),
    Column("in_woorden", "Wat de bron schrijft waar geen getal staat", lambda row: row.words),
    Column("onderzochten", "Bij hoeveel het is gemeten, zoals de bron het schrijft", lambda row: row.sample),
    Column("bron", "Titel van de bron", lambda row: row.source_title),
    Column("bronadres", "Adres van de bron", lambda row: row.source_url or None, form=Form.ADDRESS),
    Column("gelezen_op", "Wanneer de bron is gelezen", lambda row: row.read_on, form=Form.DAY),
    Column("zekerheid", "Zekerheid: A, B of C", lambda row: row.certainty),
)
COLUMNS: tuple[Column[SeriesValue], ...] = (
    Column("reeks", "Adres van de reeks op deze site", lambda row: row.page.slug),
    *_OF_A_VALUE,
    Column("definitie", "Wat er in de reeks is geteld", lambda row: row.page.definition),
    Column("bezwaren", "Wat tegen de telling is in te brengen", lambda row: " | ".join(_objections(row.page))),
)
_READ = tuple(column.name for column in _OF_A_VALUE)
# The column of each field that can be wrong by itself.
_COLUMN_OF = {"line": "regel", "period": "periode", "value": "getal", "unit": "eenheid", "words": "in_woorden"} | {
    "sample": "onderzochten",
    "source_title": "bron",
    "source_url": "bronadres",
}
_QUALIFIERS = {str(each.label): each.value for each in Qualifier}


def _objections(page: Any) -> list[str]:
    return [objection.text for objection in page.objections.all()]


def read_values(content: bytes) -> list[SeriesValue]:
    """The unsaved rows of a file with these columns; others are left alone. One query.

    :raises FileRefused: with what is wrong, by line.
    """
    channels = {channel.slug: channel for channel in Channel.objects.all()}
    checker, rows = Checker(), []
    for record in read_records(content, _READ):
        try:
            rows.append(_row(record, channels))
        except ValueError as error:
            checker.report(record.line, str(error))
    checker.finish()
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


def _row(cells: Record, channels: dict[str, Channel]) -> SeriesValue:
    row = SeriesValue(
        line=cells["regel"],
        channel=_one_of(channels, cells["kanaal"], "kanaal") if cells["kanaal"] else None,
        period=cells["periode"],
        year=_year(cells["jaar"]),
        qualifier=_one_of(_QUALIFIERS, cells["woord"], "woord") if cells["woord"] else "",
        value=_number(cells["getal"]) if cells["getal"] else None,
        unit=cells["eenheid"],
        words=cells["in_woorden"],
        sample=cells["onderzochten"],
        source_title=cells["bron"],
        source_url=cells["bronadres"],
        read_on=_day(cells["gelezen_op"]) if cells["gelezen_op"] else None,
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
        wrong = error.message_dict.items()
        said = "; ".join(f"{_COLUMN_OF.get(name, name)}: {' '.join(texts)}" for name, texts in wrong)
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


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"gelezen_op: ‘{text}’ is geen dag zoals 2024-12-31.") from error


def _number(text: str) -> Decimal:
    try:
        return read_number(text)
    except NotANumber as error:
        raise ValueError(f"getal: ‘{text}’ is geen getal zoals 1.234,5.") from error


def _key(row: Any) -> tuple[Any, ...]:
    return (row.line, row.channel_id, row.period, row.unit)


def _facts(row: Any) -> tuple[Any, ...]:
    source = (row.source_title, row.source_url, row.read_on, row.certainty)
    return (row.year, row.qualifier, row.value, row.words, row.sample, *source)
