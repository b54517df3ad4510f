"""What may stand in a content file: fields that read (and check) text, and write it back."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from core.text.numbers import NotANumber, read_number, read_whole_number
from editorial.content_files.formats.problems import Where
from editorial.content_files.formats.yaml_files import FlowList

_THOUSANDS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}", re.ASCII)


@dataclass(frozen=True)
class Field(ABC):
    """A field of a file. A missing value becomes `default` or `empty`; a wrong one is noted and becomes `empty`."""

    required: bool = False
    default: Any = None

    @property
    def empty(self) -> Any:
        return None

    def clean(self, raw: Any, where: Where) -> Any:
        if raw in (None, "", [], {}):
            if self.required:
                where.refuse("ontbreekt of is leeg")
            return self.empty if self.default is None else self.default
        return self.read(raw, where)

    @abstractmethod
    def read(self, raw: Any, where: Where) -> Any:
        """The value of text that is there; notes a problem and gives `empty` when it is wrong."""

    def write(self, value: Any) -> Any:
        """The value as text, a list or a mapping."""
        return str(value)


@dataclass(frozen=True)
class Text(Field):
    max_length: int | None = None
    multiline: bool = False

    @property
    def empty(self) -> str:
        return ""

    def read(self, raw: Any, where: Where) -> str:
        if not isinstance(raw, str):
            where.refuse("moet tekst zijn")
            return ""
        text = (
            "\n".join(line.rstrip() for line in raw.strip().splitlines()) if self.multiline else " ".join(raw.split())
        )
        if self.max_length is not None and len(text) > self.max_length:
            where.refuse(f"is te lang: {len(text)} tekens, hoogstens {self.max_length}")
        return text


@dataclass(frozen=True)
class Address(Text):
    """A web address."""

    def read(self, raw: Any, where: Where) -> str:
        text = super().read(raw, where)
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            where.refuse(f"‘{text}’ is geen webadres")
        return text


@dataclass(frozen=True)
class Integer(Field):
    def read(self, raw: Any, where: Where) -> int | None:
        try:
            return read_whole_number(raw)
        except (AttributeError, NotANumber):
            where.refuse(f"‘{raw}’ is geen geheel getal")
            return None


@dataclass(frozen=True)
class Number(Field):
    """A decimal with a dot, written without trailing zeros: `12.5`. `1.234` may be two things, so it is neither."""

    def read(self, raw: Any, where: Where) -> Decimal | None:
        try:
            value, with_dot = read_number(raw), Decimal(raw)
        except (AttributeError, NotANumber, InvalidOperation):
            where.refuse(f"‘{raw}’ is geen getal")
            return None
        if value != with_dot:
            where.refuse(f"‘{raw}’ kan twee getallen zijn; schrijf {value} of {raw}0")
            return None
        return value

    def write(self, value: Any) -> str:
        text = f"{Decimal(value).normalize():f}"
        return f"{text}0" if _THOUSANDS.fullmatch(text) else text


@dataclass(frozen=True)
class Day(Field):
    def read(self, raw: Any, where: Where) -> date | None:
        try:
            return date.fromisoformat(raw)
        except (TypeError, ValueError):
            where.refuse(f"‘{raw}’ is geen datum zoals 2026-11-23")
            return None

    def write(self, value: Any) -> str:
        return str(value.isoformat())


@dataclass(frozen=True)
class Moment(Field):
    """A moment with its time zone; kept to the second."""

    def read(self, raw: Any, where: Where) -> datetime | None:
        try:
            moment = datetime.fromisoformat(raw)
        except (TypeError, ValueError):
            moment = None
        if moment is None or moment.tzinfo is None:
            where.refuse(f"‘{raw}’ is geen moment zoals 2026-11-23T09:00:00+00:00")
            return None
        return moment

    def write(self, value: Any) -> str:
        return str(value.isoformat())


@dataclass(frozen=True)
class Flag(Field):
    @property
    def empty(self) -> bool:
        return False

    def read(self, raw: Any, where: Where) -> bool:
        if raw not in ("true", "false"):
            where.refuse(f"‘{raw}’ moet true of false zijn")
        return bool(raw == "true")

    def write(self, value: Any) -> str:
        return "true" if value else "false"


@dataclass(frozen=True)
class Choice(Text):
    choices: tuple[str, ...] = ()

    def read(self, raw: Any, where: Where) -> str:
        text = super().read(raw, where)
        if text not in self.choices:
            where.refuse(f"‘{text}’ bestaat niet; kies uit {', '.join(self.choices)}")
            return ""
        return text


@dataclass(frozen=True)
class Word(Text):
    """A slug from a vocabulary."""

    vocabulary: str = ""

    def read(self, raw: Any, where: Where) -> str:
        text = super().read(raw, where)
        if text not in where.known.get(self.vocabulary, frozenset()):
            where.refuse(f"‘{text}’ staat niet in de lijst {self.vocabulary}")
        return text


@dataclass(frozen=True)
class PageNumber(Integer):
    """The number of a page of a series, which exists in the files or in the database."""

    series: str = ""

    def read(self, raw: Any, where: Where) -> int | None:
        number = super().read(raw, where)
        if number is not None and f"{self.series}:{number}" not in where.known.get("addresses", frozenset()):
            where.refuse(f"{self.series} {number} bestaat niet")
        return number


@dataclass(frozen=True)
class Series(Field):
    """Measurements by moment, oldest first: `2014: 58`. Kept as lines, written as a mapping."""

    @property
    def empty(self) -> str:
        return ""

    def read(self, raw: Any, where: Where) -> str:
        if not isinstance(raw, dict) or not all(isinstance(value, str) for value in raw.values()):
            where.refuse("moet regels ‘moment: waarde’ hebben")
            return ""
        return "\n".join(f"{moment}: {value}" for moment, value in raw.items())

    def write(self, value: Any) -> dict[str, str]:
        pairs = (line.split(":", 1) for line in value.splitlines() if ":" in line)
        return {moment.strip(): amount.strip() for moment, amount in pairs}


@dataclass(frozen=True)
class Many(Field):
    """A list of values of one kind; short ones stand on one line, each once. `sort` is for a list without an order."""

    of: Field = Text()
    inline: bool = False
    sort: bool = False

    @property
    def empty(self) -> list[Any]:
        return []

    def read(self, raw: Any, where: Where) -> list[Any]:
        if not isinstance(raw, list):
            where.refuse("moet een lijst zijn")
            return []
        values = [self.of.clean(item, where.item(place)) for place, item in enumerate(raw)]
        if self.inline and len(set(values)) != len(values):
            where.refuse("noemt iets twee keer")
        return sorted(value for value in values if value is not None) if self.sort else values

    def write(self, value: Any) -> list[Any]:
        items = [self.of.write(item) for item in value]
        return FlowList(items) if self.inline else items


@dataclass(frozen=True)
class Group(Field):
    """A mapping with fields of its own, in the order in which they are written."""

    fields: Mapping[str, Field] = None  # type: ignore[assignment]

    @property
    def empty(self) -> dict[str, Any]:
        return {name: field.empty for name, field in self.fields.items()}

    def clean(self, raw: Any, where: Where) -> dict[str, Any]:
        if raw in (None, "", {}) and not self.required:
            return self.empty
        return self.read(raw, where)

    def read(self, raw: Any, where: Where) -> dict[str, Any]:
        if not isinstance(raw, dict):
            where.refuse("moet velden met een naam hebben")
            return self.empty
        for name in raw:
            if name not in self.fields:
                where.at(str(name)).refuse("bestaat niet")
        return {name: field.clean(raw.get(name), where.at(name)) for name, field in self.fields.items()}

    def write(self, value: Any) -> dict[str, Any]:
        written = {}
        for name, field in self.fields.items():
            item = value.get(name, field.empty)
            if item != field.empty:
                written[name] = field.write(item)
        return written


@dataclass(frozen=True)
class Variant(Field):
    """One of several kinds: a mapping with one key, its kind. Read as a pair of kind and value."""

    kinds: Mapping[str, Field] = None  # type: ignore[assignment]

    def read(self, raw: Any, where: Where) -> tuple[str, Any] | None:
        if not isinstance(raw, dict) or len(raw) != 1:
            where.refuse(f"moet één blok zijn: {', '.join(self.kinds)}")
            return None
        kind, value = next(iter(raw.items()))
        if kind not in self.kinds:
            where.refuse(f"‘{kind}’ is geen blok; kies uit {', '.join(self.kinds)}")
            return None
        return kind, self.kinds[kind].clean(value, where.at(kind))

    def write(self, value: Any) -> dict[str, Any]:
        kind, content = value
        return {kind: self.kinds[kind].write(content)}
