"""Small changes to text on its way to the page: soft hyphens, and unknown made visible. Pure Python."""

from __future__ import annotations

import re

NOT_PUBLISHED = "niet gepubliceerd"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Where long words of this site may break; a browser without Dutch hyphenation breaks them nowhere.
_SEAMS = (
    "aanvraag|formulieren",
    "afspraken|systeem",
    "behaviour|al",
    "beleids|departement",
    "betalings|herinnering",
    "betalings|regeling",
    "contact|persoon",
    "dienst|verlening",
    "ervarings|deskundige",
    "functionaris",
    "gegevens|bescherming",
    "informatie|veiligheid",
    "inwoner|panel",
    "klant|contact|centrum",
    "kanaal|sturing",
    "persoons|gegevens",
    "praktijk|voorbeeld",
    "standaard|keuze",
    "terugstuur|service",
    "toegankelijk|heid",
    "uitvoerings|instituut",
    "uitvoerings|organisatie",
    "vragen|lijst",
    "werknemers|verzekering",
    "wille|keurig",
)
_JOINED = {seam.replace("|", ""): seam.replace("|", _SOFT_HYPHEN) for seam in _SEAMS if "|" in seam}
_LONG_WORD = re.compile("|".join(sorted(_JOINED, key=len, reverse=True)), re.IGNORECASE)
_UNKNOWN = re.compile(rf"\b{NOT_PUBLISHED}\b(?![^<]*>)")


def soft_hyphens(text: str) -> str:
    """The text with soft hyphens at the seams of the long words we know."""
    return _LONG_WORD.sub(_break, text)


def show_unknown(html: str) -> str:
    """Safe HTML in which `niet gepubliceerd` in running text is marked as unknown."""
    return _UNKNOWN.sub(f'<span class="od-unpublished">{NOT_PUBLISHED}</span>', html)


def _break(match: re.Match[str]) -> str:
    word, seam = match[0], _JOINED[match[0].lower()]
    letters = iter(word)
    return "".join(sign if sign == _SOFT_HYPHEN else next(letters) for sign in seam)
