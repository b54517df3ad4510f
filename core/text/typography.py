"""Typography: soft hyphens in long words, and a mark for what is unknown. Pure Python."""

from __future__ import annotations

import re
from functools import lru_cache

NOT_PUBLISHED = "niet gepubliceerd"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# First parts of long Dutch compounds, linking letters included: a word may break behind one. Not every browser has
# Dutch hyphenation, and a narrow screen or a table has no room for a word of twenty letters.
_FIRST_PARTS = """
aanlever aanvraag achterwacht administratie adres afdelings afspraken applicatie arbeids balie bedrijfs bedrijven
begeleidings behandelings belangen belasting beleids berichten beroeps besluiten bestuurs betaal betalings
beveiligings bevestigings bezoekers bijstands binnenkomst burgerservice buur combinatie communicatie contact dienst
digitaliserings doelgroepen doorbraak doorverwijs dossier eigenaren ervarings formulier formulieren geboorte
gebruikers gedrags gegevens gemeente gesprek gespreks gezondheids herinnerings huisarts huisartsen hulp identiteits
implementatie informatie inkomens inkomsten inspiratie invorderings kanaal kennis kenteken kinder klant klantcontact
kortetermijn
kwaliteits leerlingen medewerkers minima model navraag omgevings ondernemers ondersteunings onderzoeks ontheffings
ontvangst orgaandonor organisatie overheids parkeer pensioen persoons plattelands praktijk product producten
productnamen programma registratie samenwerkings scherm school schoolkleding schuldhulp stand standaard steekproef
studenten stuur succes systeem telefoon terugbel terugstuur toegankelijkheids toekennings toeslagen toestemmings
toptaken uitkerings uitvoerings veiligheids verandering vergelijkings vergoedings vergunning vergunningen
verlengings verwerkings voorbeeld voorlees vragenlijst website werkloosheids werknemers woning zekerheids ziekenhuis
"""
_HEADS = frozenset(_FIRST_PARTS.split())
_LONG_WORD = re.compile(r"[^\W\d_]{13,}")
_SHORTEST_END = 4
_UNKNOWN = re.compile(rf"\b{NOT_PUBLISHED}\b(?![^<]*>)")


@lru_cache(maxsize=4_096)
def soft_hyphens(text: str) -> str:
    """The text with a soft hyphen in every long compound whose first part we know."""
    return _LONG_WORD.sub(lambda match: _break(match[0]), text)


def show_unknown(html: str) -> str:
    """Safe HTML in which `niet gepubliceerd` in running text is marked as unknown."""
    return _UNKNOWN.sub(f'<span class="od-unpublished">{NOT_PUBLISHED}</span>', html)


def _break(word: str) -> str:
    folded = word.lower()
    for end in range(len(word) - _SHORTEST_END, 2, -1):
        if folded[:end] in _HEADS:
            return f"{word[:end]}{_SOFT_HYPHEN}{word[end:]}"
    return word
