"""Planted personal details are pointed out; the words of the cases on the site are not."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from core.submissions.personal_data import personal_details

ROOT = Path(__file__).resolve().parents[2]
_SENTENCES = (
    "Bel voor meer informatie met {}.",
    "Onze proef liep van mei tot juli, zie {} voor details.",
    "De inwoner ({}) was tevreden.",
    "Gegevens: {}",
    "{} deed mee aan het onderzoek",
)


def _bsn(draw: random.Random) -> str:
    """Nine digits that pass the eleven test."""
    while True:
        digits = [draw.randint(0, 9) for _ in range(8)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), digits, strict=True)) % 11
        if last < 10 and digits[0]:
            whole = "".join(map(str, [*digits, last]))
            return draw.choice(
                [whole, f"{whole[:4]}.{whole[4:6]}.{whole[6:]}", f"{whole[:3]} {whole[3:6]} {whole[6:]}"]
            )


def _iban(draw: random.Random) -> str:
    bank, account = draw.choice(["INGB", "RABO", "ABNA", "SNSB"]), f"{draw.randint(0, 10**10 - 1):010d}"
    number = int("".join(str(int(each, 36)) for each in f"{bank}{account}NL00"))
    code = f"NL{98 - number % 97:02d}{bank}{account}"
    return draw.choice([code, " ".join(code[place : place + 4] for place in range(0, 18, 4)), code.lower()])


def _telephone(draw: random.Random) -> str:
    rest = f"{draw.randint(10**7, 10**8 - 1)}"
    return draw.choice(
        [
            f"06{rest}",
            f"06-{rest}",
            f"06 {rest[:4]} {rest[4:]}",
            f"+31 6 {rest}",
            f"0031 6{rest}",
            f"070-{rest[:7]}",
            f"070 - {rest[:7]}",
        ]
    )


def _mail(draw: random.Random) -> str:
    name = draw.choice(["j.jansen", "truus", "p_de_vries", "info.team", "k.bakker92"])
    host = draw.choice(["gmail.com", "gemeente-x.nl", "hotmail.nl", "ziggo.nl"])
    return draw.choice(
        [
            f"{name}@{host}",
            f"{name} @ {host}",
            f"{name}[at]{host}",
            f"{name.upper()}@{host}",
            f"{name} at {host.replace('.', ' dot ')}",
        ]
    )


def _address(draw: random.Random) -> str:
    letters = "".join(draw.choices("ABCDEGHJKLMNPRTVWXZ", k=2))
    postcode = f"{draw.randint(1011, 9999)}{draw.choice(['', ' '])}{letters}"
    house = draw.randint(1, 300)
    return draw.choice([f"{postcode} {house}", f"{postcode}, nummer {house}", f"Dorpsstraat {house}, {postcode}"])


def _birth(draw: random.Random) -> str:
    day, month, year = draw.randint(1, 28), draw.randint(1, 12), draw.randint(1940, 2005)
    months = ["jan", "feb", "maart", "april", "mei", "juni", "juli", "aug", "sept", "okt", "nov", "dec"]
    return draw.choice(
        [
            f"geboren op {day}-{month}-{year}",
            f"geboortedatum {day:02d}/{month:02d}/{year}",
            f"geb. {day} {months[month - 1]} {year}",
            f"geboren {day} {months[month - 1]} {year}",
            f"geboorte datum {day}/{month}/{year}",
            f"*{day}-{month}-{year}",
        ]
    )


_KINDS = (_bsn, _iban, _telephone, _mail, _address, _birth)


def test_two_hundred_planted_details() -> None:
    draw = random.Random(13)
    planted = [draw.choice(_SENTENCES).format(_KINDS[place % len(_KINDS)](draw)) for place in range(200)]
    missed = [text for text in planted if not personal_details(text)]
    assert len(missed) <= 10, missed


def test_the_words_of_the_cases_are_no_details() -> None:
    """Each text of each case, as one text: at most one in fifty is pointed out."""
    texts = [
        text
        for path in (ROOT / "content" / "cases").glob("*.yaml")
        for text in _texts(yaml.safe_load(path.read_text()))
    ]
    wrong = [text for text in texts if personal_details(text)]
    assert len(texts) > 200
    assert len(wrong) <= len(texts) / 50, wrong


@pytest.mark.parametrize(
    "text", ["De brief ging uit op 16-07-2018.", "Regeling 13-12-2022, vanaf 2023.", "Vraag het at home, punt uit."]
)
def test_what_is_ordinary_in_a_report_is_no_detail(text: str) -> None:
    assert personal_details(text) == ()


def _texts(case: dict[str, object]) -> list[str]:
    said = [str(case.get(name, "")) for name in ("title", "gist", "situation", "approach", "differently")]
    lessons = [f"{each.get('title', '')} {each.get('text', '')}" for each in case.get("lessons", [])]  # type: ignore[attr-defined]
    results = [f"{each.get('as_published', '')} {each.get('note', '')}" for each in case.get("results", [])]  # type: ignore[attr-defined]
    return [text for text in (*said, *lessons, *results) if text.strip()]
