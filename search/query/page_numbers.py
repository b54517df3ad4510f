"""Pages asked for by number: `M31`, `methode 31`, `kaart 31`, `p12`, `R12`, `praktijkvoorbeeld 12`, or just `31`."""

from __future__ import annotations

import re

from search.contract import Kind

_KINDS = {
    "m": Kind.METHOD,
    "methode": Kind.METHOD,
    "methodes": Kind.METHOD,
    "methoden": Kind.METHOD,
    "methodenummer": Kind.METHOD,
    "methodekaart": Kind.METHOD,
    "kaart": Kind.METHOD,
    "p": Kind.CASE,
    "r": Kind.CASE,  # the number of the result in the sources of the first content
    "praktijk": Kind.CASE,
    "praktijkvoorbeeld": Kind.CASE,
    "praktijkvoorbeelden": Kind.CASE,
    "voorbeeld": Kind.CASE,
    "casus": Kind.CASE,
    "case": Kind.CASE,
    "resultaat": Kind.CASE,
}
_NAMED = re.compile(
    r"(?<!\w)(?P<kind>" + "|".join(_KINDS) + r")(?:[\s.:-]|nr\.?|nummer|no\.?|#)*0*(?P<number>[0-9]{1,6})(?!\w)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s*(?:nr\.?|nummer|#)?\s*0*(?P<number>[0-9]{1,6})\s*", re.IGNORECASE)


def numbers_in(text: str) -> tuple[tuple[Kind, int], ...]:
    """The pages that the text names by number, in order; a number alone means both kinds."""
    bare = _BARE.fullmatch(text)
    if bare:
        return tuple((kind, int(bare["number"])) for kind in Kind)
    found = ((_KINDS[match["kind"].lower()], int(match["number"])) for match in _NAMED.finditer(text))
    return tuple(dict.fromkeys(found))
