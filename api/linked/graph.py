"""A graph of linked data and its two spellings, Turtle and JSON-LD. Nothing of the site or of Django is in it.

Properties, classes and datatypes are named shortly, such as `dct:title`, with a prefix of `PREFIXES`. There are no
blank nodes: whatever is described has an address.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.text.sanitise import plain_text

PREFIXES: Mapping[str, str] = {
    "csvw": "http://www.w3.org/ns/csvw#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

# What an address may not hold in Turtle, or what no address holds: a percent sign that starts no code.
_NOT_IN_ADDRESS = re.compile(
    r"[\x00-\x20\x7f-\xa0<>\"{}|\\^`\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]|%(?![0-9A-Fa-f]{2})"
)
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Address(str):
    """The address of a thing, with codes for what may not stand in one. Absolute: both spellings keep it as it is."""

    __slots__ = ()

    def __new__(cls, text: str) -> Address:
        return super().__new__(cls, _NOT_IN_ADDRESS.sub(_percent_encoded, text))

    @property
    def turtle(self) -> str:
        return f"<{self}>"

    @property
    def json_ld(self) -> dict[str, str]:
        return {"@id": str(self)}


@dataclass(frozen=True)
class Literal:
    """A text in a language, or a value of a datatype; characters that no file may hold become a space."""

    text: str
    language: str = ""
    datatype: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", plain_text(self.text))

    @property
    def turtle(self) -> str:
        quoted = f'"{self.text.translate(_ESCAPES)}"'
        if self.language:
            return f"{quoted}@{self.language}"
        return f"{quoted}^^{self.datatype}" if self.datatype else quoted

    @property
    def json_ld(self) -> dict[str, str]:
        found = {"@value": self.text, "@language": self.language, "@type": self.datatype}
        return {name: value for name, value in found.items() if value or name == "@value"}


Value = Address | Literal
# By the short name of a property.
Said = Mapping[str, Value | Iterable[Value] | None]


def dutch(text: str) -> Literal:
    return Literal(text, language="nl")


class Graph:
    """What is said of each address, in the order in which it was said and each thing once."""

    def __init__(self) -> None:
        self._things: dict[Address, dict[str, dict[Any, None]]] = {}

    def describe(self, thing: str, a: str, said: Said) -> Address:
        """Say of this address what class it is of (`a`) and what holds of it; None and nothing say nothing."""
        address = Address(thing)
        known = self._things.setdefault(address, {})
        known.setdefault("a", {})[a] = None
        for name, values in said.items():
            for value in (values,) if isinstance(values, Address | Literal) else values or ():
                known.setdefault(name, {})[value] = None
        return address

    def turtle(self) -> str:
        return "".join(self._turtle())

    def _turtle(self) -> Iterator[str]:
        for prefix, address in PREFIXES.items():
            yield f"@prefix {prefix}: <{address}> .\n"
        for thing, said in self._things.items():
            lines = (f"{name} {', '.join(map(_turtle, values))}" for name, values in said.items() if values)
            yield "\n" + thing.turtle + " " + " ;\n  ".join(lines) + " .\n"

    def json_ld(self) -> str:
        things = [
            {"@id": str(thing), "@type": list(said["a"])}
            | {name: [value.json_ld for value in values] for name, values in said.items() if name != "a"}
            for thing, said in self._things.items()
        ]
        return json.dumps({"@context": dict(PREFIXES), "@graph": things}, ensure_ascii=False, indent=1) + "\n"


def _turtle(value: Any) -> str:
    return value.turtle if isinstance(value, Address | Literal) else str(value)


def _percent_encoded(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
