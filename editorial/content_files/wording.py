"""Words that a reader stumbles over, found by rule: what a review found by eye in methods, cases and pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from cases.choices import Contrast

# Fault by what is found anywhere in a text of an item.
_FAULTS = [
    (re.compile(pattern, re.IGNORECASE), fault)
    for pattern, fault in (
        (
            r"\b(?:methode|praktijkvoorbeeld) \d+ (?:of|en) \d+",
            "schrijf ook voor het tweede nummer ‘methode’ of ‘praktijkvoorbeeld’: alleen dan wordt het een link",
        ),
        (
            r"\btrede [0-5]\b|\b(?:hoogste|laagste|volgende) trede\b|\bniveau [0-5] van (?:de )?5\b"
            r"|\bsterkte van het bewijs\b|\bzekerheid:?\W+[ABC]\b|\bpunt(?:en)? (?:eraf|aftrek)\b",
            "de schaal heet ‘bewijs’ (zoals ‘redelijk bewijs, 3 van 5’), waar een cijfer gelezen is heet ‘bron’",
        ),
        (
            r"\bniemand (?:mat|publiceerde|onderzocht)\b"
            r"|\bniemand heeft (?:\w+ ){1,4}(?:gemeten|onderzocht|gepubliceerd|uitgezocht)\b",
            "dat kan de redactie niet weten: schrijf ‘wij vonden nog geen gepubliceerde cijfers’",
        ),
        (
            r"\bhoef\w* [^.]*\bniet\b[^.]*\bte (?:proberen|testen)\b|\bbewezen dat het niet werkt\b",
            "geen verschil gevonden is geen reden om het niet te proberen",
        ),
        (
            r"\b(?-i:NaN|None|undefined)\b|\[object |\{\{|\}\}|%\(\w+\)s",
            "dit is geen tekst maar een rest van een sjabloon",
        ),
        (r"\b(?:TODO|TBD|XXX|lorem ipsum)\b", "dit moet nog geschreven worden"),
    )
]
# A method or case is no card, unless the item itself is about cards.
_CARD = re.compile(r"(?<!\bin )\bkaart(?:en)?\b|\bin de bak\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\b(?:methode|praktijkvoorbeeld) \d+", re.IGNORECASE)
_LINK = re.compile(r"!?\[[^\]]*\]\([^)]*\)")
# Fields in which a link is written; elsewhere "methode 35" becomes one by itself.
_WITH_LINKS = re.compile(r"why|situation|approach|differently|introduction|body\b.*|steps\[\d+\]\.(?:example\.)?text")
_FROM_TO = re.compile(r"\bvan (\d+(?:,\d+)?)%? (?:\w+ ){0,3}?naar (\d+(?:,\d+)?)%?")
_NOT_PUBLISHED = re.compile(r"\(afgeleid\)|\bniet gepubliceerd\b|\bgeen cijfers? (?:gezien|gepubliceerd)\b")


def wording_faults(path: str, text: str, about: str = "") -> Iterator[str]:
    """What is wrong with the words of this text; `about` is the title of the item it stands in."""
    for pattern, fault in _FAULTS:
        if found := pattern.search(text):
            yield f"‘{found[0]}’: {fault}"
    if not _CARD.search(about) and (found := _CARD.search(text)):
        yield f"‘{found[0]}’: een methode of praktijkvoorbeeld heet hier geen kaart"
    if _WITH_LINKS.fullmatch(path) and (found := _NUMBERED.search(_LINK.sub("", text))):
        yield f"‘{found[0]}’ zonder link: schrijf [{found[0]}]({found[0].lower().replace(' ', ':')})"


def result_faults(result: Mapping[str, Any], texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Field and what is wrong with how a result is told, in its own words and in those of its case (by field)."""
    if found := _NOT_PUBLISHED.search(result["as_published"]):
        yield "as_published", f"‘{found[0]}’ hoort bij de toelichting: hier staat alleen wat de bron zegt"
    if result["contrast"] == Contrast.BEFORE_AFTER or result["first"] is None or result["second"] is None:
        return
    for path, text in {**texts, "as_published": result["as_published"]}.items():
        for first, second in _FROM_TO.findall(text):
            if {_number(first), _number(second)} == {result["first"], result["second"]}:
                yield path, f"‘van {first} naar {second}’: dit zijn twee groepen, er is niets veranderd in de tijd"


def _number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
