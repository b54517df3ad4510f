"""The rules of wording find what a reader stumbled over, and leave alone what only looks like it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from editorial.content_files.check import check_items
from editorial.content_files.reader import read_content
from editorial.content_files.wording import result_faults, wording_faults
from tests.editorial.content_files.conftest import Directory, case


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("why", "Zoals in methode 43.", "methode 43"),
        ("steps[0].text", "Kies Methode 43 of bel.", "Methode 43"),
        ("steps[2].example.text", "Lees praktijkvoorbeeld 3.", "praktijkvoorbeeld 3"),
        ("body[1][1]", "Lees methode 7 eerst.", "methode 7"),
        ("why", "[Methode 43](methode:43) legt dat uit, [dit](praktijk:3) ook.", ""),
        ("when_not[0]", "Kies dan methode 35.", ""),
        ("lessons[0].text", "Zie praktijkvoorbeeld 3.", ""),
        ("when_not[0]", "Kies dan methode 36 of 37.", "methode 36 of 37"),
        ("lessons[0].text", "Zie praktijkvoorbeeld 17 en 19.", "praktijkvoorbeeld 17 en 19"),
        ("when_not[0]", "Kies dan methode 36 of methode 37.", ""),
        ("why", "Dit staat op trede 3.", "trede 3"),
        ("why", "De hoogste trede is 5.", "hoogste trede"),
        ("why", "Niveau 2 van 5 is weinig.", "Niveau 2 van 5"),
        ("why", "**Zekerheid:** A en C.", "Zekerheid:** A"),
        ("why", "De sterkte van het bewijs telt.", "sterkte van het bewijs"),
        ("why", "Er gaat een punt eraf.", "punt eraf"),
        ("why", "Log in met eHerkenning niveau 3 en betreed de zaal met zekerheid.", ""),
        ("why", "Nog niemand heeft deze methode gemeten.", "niemand heeft deze methode gemeten"),
        ("why", "Niemand mat of er iets slechter werd.", "Niemand mat"),
        ("why", "Niemand heeft er last van en niemand heeft tijd.", ""),
        ("gist", "Zo hoef jij het niet nog eens te proberen.", "hoef jij het niet nog eens te proberen"),
        ("gist", "Zo hoeft een ander dezelfde envelop niet nog eens te testen.", "hoeft een ander"),
        ("gist", "Je hoeft niets te doen. Wij proberen het.", ""),
        ("gist", "Kies een kaart.", "kaart"),
        ("gist", "Er liggen 63 kaarten in de bak.", "kaarten"),
        ("gist", "Breng het in kaart en stuur een kaartje of antwoordkaart.", ""),
        ("gist", "Dat scheelt NaN telefoontjes.", "NaN"),
        ("gist", "Dat scheelt None telefoontjes voor {{ naam }}.", "None"),
        ("gist", "Dat kost niets.", ""),
        ("gist", "TODO: nog schrijven.", "TODO"),
    ],
)
def test_what_is_found_in_a_text(path: str, text: str, found: str) -> None:
    faults = list(wording_faults(path, text))
    assert [fault for fault in faults if found in fault] if found else not faults


def test_an_item_about_cards_may_say_card() -> None:
    assert not list(wording_faults("gist", "Leg elke kaart in een vak.", about="Speel een sessie met kaarten"))


GROUPS: dict[str, Any] = {"contrast": "without-with", "first": Decimal("44"), "second": Decimal("33.1")}


@pytest.mark.parametrize(
    ("changes", "gist", "fields"),
    [
        ({}, "44% na de ene brief, 33,1% na de andere.", set()),
        ({}, "De boete ging van 44% naar 33,1%.", {"gist"}),
        ({}, "De boete ging van 33,1% van de boeren naar 44%.", {"gist"}),
        ({"contrast": "versus"}, "De boete ging van 44% naar 33,1%.", {"gist"}),
        ({"contrast": "before-after"}, "De boete ging van 44% naar 33,1%.", set()),
        ({}, "Van 12 naar 6 is iets anders.", set()),
        ({"as_published": "van 44% naar 33,1%"}, "", {"as_published"}),
        ({"as_published": "34% en 50%, 16 procentpunt meer (afgeleid)"}, "", {"as_published"}),
        ({"as_published": "44% meer; aantallen niet gepubliceerd"}, "", {"as_published"}),
        ({"as_published": "minder en later; geen cijfer gezien"}, "", {"as_published"}),
        ({"first": None, "second": None}, "Van 44% naar 33,1%.", set()),
    ],
)
def test_what_is_found_in_how_a_result_is_told(changes: dict[str, Any], gist: str, fields: set[str]) -> None:
    result = {**GROUPS, "as_published": "33,1% tegen 44%", **changes}
    assert {field for field, _ in result_faults(result, {"gist": gist})} == fields


@pytest.mark.django_db
def test_the_check_says_where(directory: Directory) -> None:
    result = {**case(2)["results"][0], "note": "Nog niemand heeft dit gemeten.", "as_published": "34% (afgeleid)"}
    directory.method(3, why="Zoals in methode 1.", when=["Kies methode 1 of 2."])
    directory.case(2, methods=[2], results=[result])
    content = read_content(directory.root)
    errors = {(each.file, each.field) for each in check_items(content.methods, content.cases, content.pages).errors}
    assert errors == {
        ("methode 3", "why"),
        ("methode 3", "when[0]"),
        ("praktijkvoorbeeld 2", "results[0].note"),
        ("praktijkvoorbeeld 2", "results[0].as_published"),
    }
