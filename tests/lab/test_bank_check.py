"""Content against the bank of facts it was taken from: what is right passes, and each planted fault is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from lab.bank_check import main

BANK = """# Bank

## 1. Kanaalmonitor
### 1.1 Reeksen
| Reeks | Definitie | n |
|---|---|---|
| K1 Bellen | opgenomen telefoontjes | n.g. |
### 1.2 Waarden
| Reeks | Kanaal | Jaar | Waarde | Eenheid | Bron | Zek. |
|---|---|---|---|---|---|---|
| K1 | telefoon | 2016-2018 | 1.250; 990; 880 | telefoontjes | S01 | A |
| K1 | digitaal | 2016 | ruim 50% | aandeel | S02 | B |
### 1.3 Bezwaren
| X | Bezwaar | Bij | Bron | Gewicht |
|---|---|---|---|---|
| X1 | Wie ophangt telt niet mee | K1 | lezer onder S02 | vermoeden, niet bevestigd |

## 2. Producten
### 2.1 Hoe
| Y | Bezwaar | Bron | Zek. |
|---|---|---|---|
| Y1 | Volume telt niet mee: 20 ontheffingen | zaaddocument | C |
### 2.2 Voorstel
| UPL-naam | b/o | Jaarvolume, gepubliceerd | Bron | Zek. |
|---|---|---|---|---|
| paspoort | b | 2023 circa 1 mln; raming 2024 1,6-1,7 mln | S02 | B |

Voorbeeldvolume per gemeente (Stad, 2016-2019, S01, A): paspoort 19.411, 17.836, 19.353, 7.628.

| Familie | Vijf UPL-namen | Volume |
|---|---|---|
| WS | zuiveringsheffing | n.g. |

## 3. Agenda
| A | Familie | Activiteit | Eigenaar | Periode | Doel | Status volgens bron | Bron | Zek. |
|---|---|---|---|---|---|---|---|---|
| A01 | GEM WS | Brieven herschrijven | Stad | voor 2023 | 90 brieven | klaar: aug 2022 | S01 | A |

## 4. Publicaties
### 4.1 Ambities
| Ambitie (eigen woorden) | Bron | Zek. |
|---|---|---|
| Iedereen kan alles digitaal regelen | S01 | A |
### 4.2 Vrij te lezen
| Nr | Titel (organisatie, jaar, soort) | Licentie | M/T | Kern | Bron |
|---|---|---|---|---|---|
| 1 | Bellen loont (Stad, 2016, rapport) | n.v. | M31 | 12 lessen | S01 |

## 5. Programma
Drie partners, 29 bladzijden (S01).

## 6. Evenementen
| Soort | Editie met bron | Velden |
|---|---|---|
| Beldag | 23-06-2022, Den Haag (S02), 500 deelnemers | plaats |

## 8. Bronnen
```
S01 stad.example/jaarverslag
S02 krant.example/bericht
```
"""
CITY, PAPER = "https://www.stad.example/jaarverslag/", "https://krant.example/bericht"
Pages = dict[str, dict[str, Any]]


def value(year: int, figure: object, source: str = CITY, **more: Any) -> dict[str, Any]:
    return {"source_url": source, "year": year, "period": str(year), "value": figure, "certainty": "A", **more}


def pages() -> Pages:
    source = {"url": CITY, "certainty": "A"}
    paper = {"source": PAPER, "certainty": "B"}
    made = {
        "reeks": {
            "values": [
                *(value(2016, 1250), value(2017, 990), value(2018, 880)),
                value(2016, 50, **paper, qualifier="over"),
            ],
            "objections": [
                {"text": "Wie ophangt, telt niet mee.", "source_url": PAPER, "weight": "vermoeden"},
                {"text": "Het volume telt niet mee: 20 ontheffingen.", "weight": "vermoeden"},
            ],
        },
        "product": {
            "product": "paspoort",
            "families": ["gemeente"],
            "values": [
                value(2023, 1, **paper, qualifier="about", unit="mln paspoorten"),
                {**value(2024, 0, **paper), "words": "1,6 tot 1,7 mln (raming)"},
                *(value(2016, 19411), value(2019, 7628)),
            ],
        },
        "heffing": {"type": "product", "product": "zuiveringsheffing", "families": ["waterschap"]},
        "activiteit": {
            "title": "Brieven herschrijven",
            "families": ["gemeente", "waterschap"],
            "goal": "90 brieven.",
            "ends": "2022",
            "sources": [source],
            "states": [{**source, "known_on": "2022-08", "says": "Klaar"}],
        },
        "ambitie": {"gist": "Iedereen kan alles digitaal regelen.", "sources": [source]},
        "publicatie": {"title": "Bellen loont", "gist": "12 lessen.", "address": CITY, "year": 2016, "methods": [31]},
        "programma": {"gist": "29 bladzijden.", "sources": [source]},
        "bijeenkomst": {
            "gist": "500 deelnemers.",
            "begin": datetime(2022, 6, 22, 22, tzinfo=UTC),
            "place": "Den Haag",
            "sources": [{"url": PAPER}],
        },
    }
    del made["product"]["values"][1]["value"]  # type: ignore[attr-defined]
    # Burgerpeiling, the series that has no row of its own.
    made["peiling"] = {"type": "reeks", "values": []}
    return {name: {"type": name, "title": name, **page} for name, page in made.items()}


def checked(folder: Path, made: Pages) -> int:
    bank, content = folder / "bank", folder / "content"
    for made_folder in (bank, content / "pages", content / "vocabulary"):
        made_folder.mkdir(parents=True)
    (bank / "bank-monitor-agenda.md").write_text(BANK)
    words = [{"slug": slug, "label": slug} for slug in ("paspoort", "zuiveringsheffing")]
    (content / "vocabulary/products.yaml").write_text(yaml.safe_dump(words))
    for name, page in made.items():
        (content / f"pages/{name}.yaml").write_text(yaml.safe_dump(page))
    return main(bank, content)


def test_what_stands_in_the_bank_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(tmp_path, pages()) == 0
    written = capsys.readouterr().out
    assert "| rows with values | 2 | 2 |" in written
    assert "Everything in the content stands in the bank." in written


def swapped(made: Pages) -> None:
    first, second, *_ = made["reeks"]["values"]
    first["value"], second["value"] = second["value"], first["value"]


@pytest.mark.parametrize(
    ("plant", "found"),
    [
        (lambda made: made["reeks"]["values"][0].update(value=1251), "reeks: 1251 (2016) does not stand in the bank"),
        (swapped, "reeks: 990 (2016) does not stand in the bank"),
        (lambda made: made["reeks"]["values"].pop(), "not in the content: {Decimal('50')}"),
        (lambda made: made["reeks"]["values"][3].pop("qualifier"), "stands behind ['ruim'] in the bank"),
        (
            lambda made: made["reeks"]["values"][0].update(source_url=PAPER),
            "does not stand in the bank with this source",
        ),
        (lambda made: made["reeks"]["values"][0].update(certainty="B"), "has another certainty in the bank"),
        (lambda made: made["reeks"]["objections"][0].update(weight="bevestigd"), "weighs vermoeden"),
        (lambda made: made["reeks"]["objections"].pop(), "objections: 2 in the bank, 1 in the content"),
        (lambda made: made["reeks"]["objections"][1].update(text="Iets heel anders."), "‘Iets heel anders.’ does not"),
        (lambda made: made["product"]["values"][2].update(value=17836), "product: 17836 (2016) does not"),
        (lambda made: made["product"]["values"][1].update(words="1,6 tot 1,8 mln"), "1,8 mln (2024) does not"),
        (lambda made: made["product"].update(families=["waterschap"]), "paspoort: not a product of waterschap"),
        (lambda made: made["activiteit"].update(goal="91 brieven."), "Brieven herschrijven: 91 does not stand"),
        (lambda made: made["activiteit"].update(families=["gemeente"]), "Brieven herschrijven: of GEM WS in the bank"),
        (lambda made: made["activiteit"]["sources"][0].update(url="https://elders.example/"), "elders.example"),
        (lambda made: made["activiteit"].update(title="Iets nieuws"), "Iets nieuws: no activity of the bank"),
        (lambda made: made["ambitie"].update(gist="Niemand hoeft meer te bellen."), "no ambition of the bank"),
        (lambda made: made["publicatie"].update(methods=[32]), "Bellen loont: bears on M31 in the bank"),
        (lambda made: made["publicatie"].update(licence="CC0"), "licence ‘n.v.’ in the bank"),
        (lambda made: made["programma"].update(gist="30 bladzijden."), "programma: 30 does not stand in the bank"),
        (lambda made: made["bijeenkomst"].update(begin=datetime(2022, 7, 1, tzinfo=UTC)), "on 01-07-2022 with this"),
        (lambda made: made["bijeenkomst"].update(place="Rotterdam"), "the place ‘Rotterdam’ does not stand"),
    ],
)
def test_a_planted_fault_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], plant: Callable[[Pages], object], found: str
) -> None:
    made = pages()
    plant(made)
    assert checked(tmp_path, made) == 1
    assert found in capsys.readouterr().out
