"""What people type is understood, on the starter content: each question has its page among the first few."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from tests.starter.server import StarterSite

_HIT = re.compile(r'data-kind="(method|case)"[^>]*data-number="(\d+)"')
# The question, the page that must be there, and among the first how many.
UNDERSTOOD = """
vul vooraf in | m22 | 1
vooraf invullen | m22 | 1
vooraf ingevuld | m22 | 1
we vullen gegevens vooraf in | m22 | 1
stel het niet uit | m34 | 4
haak niet af | m44 | 3
bel terug | m28 | 3
formulier aanvraag | m23 | 3
aanvraagformulier | m23 | 3
brief herinnering | m31 | 1
herinneringsbrief | m31 | 1
wachtrijtelefoon | m28 | 5
telefoonwachtrij | m28 | 5
mail | m38 | 3
e-mail | m38 | 3
email | m38 | 3
e mail | m38 | 3
DigiD | m24 | 1
Digi-D | m24 | 1
digi d | m24 | 1
VOG | p2 | 2
verklaring omtrent gedrag | p2 | 2
KCC | m12 | 3
klantcontactcentrum | m12 | 3
UWV | p10 | 5
uitvoeringsinstituut werknemersverzekeringen | p10 | 5
DUO | p3 | 5
dienst uitvoering onderwijs | p3 | 5
vereniging nederlandse gemeenten | p51 | 1
ww-uitkering | p10 | 1
ww uitkering | p10 | 1
Pijnacker | p1 | 1
Nootdorp | p1 | 1
Groningen | p23 | 1
Groninger kredietbank | p23 | 1
Amsterdammers | p49 | 2
Terneuzense | p49 | 1
Australië | p45 | 2
Amerika | p40 | 3
M31 | m31 | 1
m 31 | m31 | 1
kaart 31 | m31 | 1
methode nr. 31 | m31 | 1
casus 12 | p12 | 1
loket | m9 | 3
appje | m12 | 1
bellen | m15 | 3
"hoofdboodschap in een kader" | m19 | 3
"""


def test_what_people_type_is_understood(starter_server: StarterSite) -> None:
    missed = {}
    for line in UNDERSTOOD.strip().splitlines():
        text, page, first = (part.strip() for part in line.split("|"))
        found = hits(starter_server, text)
        if page not in found[: int(first)]:
            missed[text] = found
    assert missed == {}


def test_a_minus_leaves_out(starter_server: StarterSite) -> None:
    assert "m18" in hits(starter_server, "brief taal")
    assert "m18" not in hits(starter_server, "brief taal -gewone")


@pytest.mark.parametrize(
    ("text", "facet", "value"),
    [
        ("gemeentes", "familie", "gemeente"),
        ("loket", "kanaal", "balie"),
        ("bellen", "kanaal", "telefoon"),
        ("appje", "kanaal", "chat"),
        ("brieven", "kanaal", "post"),
        ("per mail", "kanaal", "e-mail"),
        ("thema inclusie", "thema", "inclusie"),
    ],
)
def test_a_question_that_is_only_a_filter_offers_it(
    starter_server: StarterSite, text: str, facet: str, value: str
) -> None:
    assert f'href="/zoeken/?{facet}={value}" data-offer' in starter_server.get(asked(text)).text


# Nothing holds these words, or nothing holds all of what is asked.
NOWHERE = ["xyzzy", "CJIB", "12345678", "паспорт", '"deze zin staat nergens"', "brief -brief", "kwkwkw jzjzjz"]


@pytest.mark.parametrize("text", NOWHERE)
@pytest.mark.parametrize("filters", ["", "kanaal=sms&thema=commitment&familie=waterschap"])
def test_nothing_found_leads_on(starter_server: StarterSite, text: str, filters: str) -> None:
    page = starter_server.get(f"{asked(text)}&{filters}").text
    assert _HIT.findall(page) == []
    ways = re.findall(r'href="(/zoeken/[^"]*)" data-(?:way|browse|offer)', page)
    assert ways
    for way in ways:
        assert _HIT.search(starter_server.get(way.replace("&amp;", "&")).text), way


def hits(site: StarterSite, text: str) -> list[str]:
    found = _HIT.findall(site.get(asked(text)).text)
    return [f"{'m' if kind == 'method' else 'p'}{number}" for kind, number in found]


def asked(text: str) -> str:
    return f"/zoeken/?{urlencode({'q': text})}"
