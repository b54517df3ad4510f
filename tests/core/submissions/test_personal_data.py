"""What looks like a detail of a person, and what does not."""

from __future__ import annotations

import random

import pytest

from core.submissions import personal_data
from core.submissions.personal_data import looks_personal
from tests.search.analytics.made_up import ORDINARY, personal_details


@pytest.mark.parametrize("text", ["", " ", *ORDINARY])
def test_ordinary_questions_are_kept(text: str) -> None:
    assert not looks_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        *("123456782", "12345678", "1234.56.782", "1 2 3 4 5 6 7 8 2", "123_456_782", "x123456782x"),
        *("１２３４５６７８２", "١٢٣٤٥٦٧٨٢", "1\u200b2\u200b3\u00ad4\u200b5\u200b6\u200b7\u200b8\u200b2", "123456"),
        *("jan.jansen@example.nl", "jan @ example.nl", "jan at example punt nl", "jan[at]gmail.com", "jan gmail.com"),
        *("0612345678", "+31 6 12345678", "0031612345678", "(010) 123 45 67", "0900-1234"),
        *("1234 AB", "2511cv 10", "2024 in 25", "1401BW", "1234-ab", "1234 in", "postcode 2511.cv"),
        *("NL91ABNA0417164300", "nl91 abna 0417", "GB29NWBK60161331926819", "MT84MALT011000012345MTLCAST001S"),
        *("AB-12-CD", "16rdh8", "G-123-BB", "12 bb 34", "12-op-34", "kenteken 1234"),
        *("1-2-1985", "1/2/85", "01 02 85", "1985-02-01", "1 feb '85", "1 februari 1985", "geboren in 1985", "geb. 85"),
        *("Dorpsstraat 12", "dorpsstraat 12a", "kerkweg,4", "IX3B4R9L1", "paspoort 1234"),
    ],
)
def test_a_detail_is_seen_however_it_is_written(text: str) -> None:
    assert looks_personal(text)
    assert looks_personal(f"mijn brief {text} is weg")


@pytest.mark.parametrize("seed", range(20))
def test_generated_details_are_seen(seed: int) -> None:
    assert [text for text in personal_details(200, seed) if not looks_personal(text)] == []


def test_any_text_at_all_is_answered_quickly() -> None:
    source = random.Random(3)
    letters = "ab1290 -./@()²①٣é\u200b\ud800\x00💩"
    for _ in range(400):
        looks_personal("".join(source.choice(letters) for _ in range(300)))
    for text in ("at " * 100, "1a" * 150, "a1b2 " * 60, "nl12abcd" * 37, "straat" * 50, "1 1 " * 75):
        looks_personal(text)


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("In het rapport staat 22%, niet 20%.", ()),
        ("Op 12 maart 2024 waren het er 12%, 34%, 56% en 78%, van 1.510.000 in 2023-2024.", ()),
        ("Wie helpt me. Zie https://www.example.nl/jan@voorbeeld/20240312-rapport.pdf", ()),
        ("Mail naar jan.jansen@voorbeeld.nl", ("een e-mailadres",)),
        ("Bel 06-12345678 of 0612345678", ("een BSN of een ander lang nummer",)),
        ("Mijn BSN is 123456782", ("een BSN of een ander lang nummer",)),
        ("Ik woon op Dorpsstraat 12, 2511 CV", ("een adres", "een postcode")),
        ("Mijn vader, geboren in 1950", ("een geboortedatum",)),
        ("Op NL91ABNA0417164300", ("een rekeningnummer", "een BSN of een ander lang nummer")),
    ],
)
def test_details_are_named_and_ordinary_reports_are_left_alone(text: str, details: tuple[str, ...]) -> None:
    assert personal_data.personal_details(text) == details
