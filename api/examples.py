"""The examples on the page for developers. A test runs each of them."""

from __future__ import annotations

from typing import NamedTuple

from api.version import address

_PROGRAM = """import json
from urllib.request import urlopen

adres = "{address}?perBladzijde=100"
while adres:
    with urlopen(adres) as antwoord:
        bladzijde = json.load(antwoord)
    for oordeel in bladzijde["items"]:
        print(oordeel["methode"], oordeel["titel"], oordeel["richting"], oordeel["niveau"])
    adres = bladzijde["_links"].get("next", {{}}).get("href")
"""


class Call(NamedTuple):
    """What somebody wants, and the address that gives it."""

    wish: str
    url: str

    @property
    def command(self) -> str:
        return f"curl '{self.url}'"


def calls() -> list[Call]:
    return [
        Call("De eerste twintig methoden", address("methoden")),
        Call("Alle kanalen", f"{address('begrippen')}?lijst=kanalen&perBladzijde=100"),
        Call("Praktijkvoorbeelden, tien per bladzijde", f"{address('praktijkvoorbeelden')}?perBladzijde=10"),
        Call("Zoeken op ‘brieven’, het sterkste bewijs eerst", f"{address('_zoek')}?q=brieven&sorteer=sterkste"),
    ]


def program() -> str:
    """A program in Python that reads all judgements, page by page."""
    return _PROGRAM.format(address=address("oordelen"))
