"""Read a direction, a verdict and two numbers from the sentence of a source. Pure Python.

Cautious on purpose: a sentence that denies something, or says two things, claims nothing.
"""

from __future__ import annotations

import re
from decimal import Decimal

from core.text.numbers import NotANumber, read_number

_UP = (
    r"meer(?! dan)|hoger|steeg|stegen|gestegen|stijg\w*|toename|toegenomen|n[aá]men toe|nam toe|groei\w*|gegroeid|"
    r"omhoog|verdubbel\w*"
)
_DOWN = (
    r"minder(?! dan)|lager|daalden?|gedaald|daling\w*|afname|afgenomen|namen af|nam af|omlaag|halveer\w*|gehalveerd|"
    r"halvering"
)
_SAME = r"bleef gelijk|bleven gelijk|gelijk gebleven|geen verschil|geen duidelijke? verschil|onveranderd|hetzelfde"
_BETTER = r"beter|verbeter\w*|gunstiger"
_WORSE = r"slechter|verslechter\w*|ongunstiger"
_DENIED = re.compile(r"\b(?:niet|geen|nauwelijks|amper|noch|maar|behalve)\b")
_NUMBER = r"(?:€|£)?\s?(-?\d+(?:\.\d{3})*(?:,\d+)?)\s?(?:%|procent\b)?"
_FROM_TO = re.compile(rf"\bvan (?:ruim |bijna |circa )?{_NUMBER} (?:naar|tot) (?:ruim |bijna |circa )?{_NUMBER}")


def claimed_way(text: str) -> int | None:
    """1 when it says the figure rose, -1 when it fell, 0 when it stayed the same; None when it says neither or more."""
    return _one_of(text, {1: _UP, -1: _DOWN, 0: _SAME})


def claimed_verdict(text: str) -> int | None:
    """1 when it says things got better, -1 when worse; None when it says neither or both."""
    return _one_of(text, {1: _BETTER, -1: _WORSE})


def claimed_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """The two figures of ‘van 34% naar 50%’; None unless that stands there exactly once."""
    found = _FROM_TO.findall(text.lower())
    if len(found) != 1:
        return None
    try:
        first, second = map(read_number, found[0])
    except NotANumber:
        return None
    return first, second


def _one_of(text: str, patterns: dict[int, str]) -> int | None:
    lowered = text.lower()
    found = {claim for claim, words in patterns.items() if re.search(rf"\b(?:{words})\b", lowered)}
    if len(found) != 1:
        return None
    (claim,) = found
    return claim if claim == 0 or not _DENIED.search(lowered) else None
