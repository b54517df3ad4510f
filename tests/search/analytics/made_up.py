"""A day of questions, made up: ordinary ones, and ones with something of a person in them. Seeded."""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

ORDINARY = (
    *("M31", "2024", "artikel 5", "artikel 10 2024", "top 10 2024", "cijfers 2019 2020 2024", "2023-2024", "24/7"),
    *("24-7 bereikbaar", "100.000 inwoners", "23.456 inwoners", "1.000.000 euro", "10 000 brieven", "2024 in cijfers"),
    *("2024 en 2025", "covid-19", "ISO27001", "wcag 2.2", "windows 11", "eidas 2.0", "14 020", "112", "5g", "65+"),
    *("artikel 2:14 awb", "artikel 7 lid 2", "wet 2023 12", "formulier in 5 stappen", "stap 1 2 3", "50+ en 30-"),
    *(
        "van 34% naar 50%",
        "34,5 procent",
        "18-plus",
        "65plus",
        "B1 taalniveau",
        "4x zo veel",
        "1 op 5",
        "10 tips",
        "12 maart",
    ),
    *("30 minuten 10 stappen", "mantelzorg 16 jaar", "rijbewijs 75 jaar", "paspoort 18 jaar", "geboorteaangifte"),
    *(
        "e-mail",
        "mail",
        "telefoon",
        "bellen met inwoners",
        "kenteken wijzigen",
        "bsn gebruiken",
        "at risk",
        "live chat",
    ),
    *("wmo 2015", "avg 2018", "ouderen 80 90", "digid 2 factor", "jaar 2022 op 2023", "€ 12,50", "-telefoon brief"),
    *('"opvallende envelop"', "methode 12, 14 en 31", "M4 M12 M31", "omgevingswet 2024", "1000 op een dag", "2e brief"),
    *("berichtenbox 2.0", "betalen in 3 termijnen", "te veel brieven", "niemand gebruikt ons formulier", "wachtrij"),
)

_LETTERS = "bcdfghjklmnprstvwxz"
_AROUND = ("{}", "{}", "waar vind ik {}", "{} brief kwijt", "mijn gegevens: {}", "klant {} belt over brief", "({})")


def personal_details(count: int, seed: int = 7) -> list[str]:
    """So many questions, each with a detail of one of the kinds, alone or between other words."""
    source = random.Random(seed)
    kinds = list(_KINDS)
    return [source.choice(_AROUND).format(kinds[place % len(kinds)](source)) for place in range(count)]


def _digits(source: random.Random, count: int) -> str:
    return source.choice("123456789") + "".join(source.choice(string.digits) for _ in range(count - 1))


def _letters(source: random.Random, count: int) -> str:
    return "".join(source.choice(_LETTERS) for _ in range(count))


def _either(source: random.Random, text: str) -> str:
    return source.choice((text, text.upper()))


def bsn(source: random.Random) -> str:
    """Nine digits that pass the test by 11, written in one of the usual ways."""
    while True:
        digits = _digits(source, 9)
        total = sum(int(each) * weight for each, weight in zip(digits, (9, 8, 7, 6, 5, 4, 3, 2, -1), strict=True))
        if total % 11 == 0:
            break
    a, b, c = digits[:3], digits[3:6], digits[6:]
    wide = "".join(chr(ord("０") + int(each)) for each in digits)
    return source.choice(
        (digits, f"{a} {b} {c}", f"{a}.{b}.{c}", f"{a}-{b}-{c}", f"bsn{digits}", wide, " ".join(digits))
    )


def mail(source: random.Random) -> str:
    name, host = _letters(source, 6), _letters(source, 5)
    forms = ("{}@{}.nl", "{}.jansen@{}.com", "{} @ {}.nl", "{}(at){}.nl", "{} apenstaartje {} punt nl", "{}＠{}.nl")
    return _either(source, source.choice(forms).format(name, host))


def telephone(source: random.Random) -> str:
    mobile, area, local = _digits(source, 8), source.choice(("010", "020", "070", "088")), _digits(source, 7)
    pairs = " ".join(mobile[place : place + 2] for place in range(0, 8, 2))
    forms = (f"06{mobile}", f"06-{mobile}", f"06 {pairs}", f"+31 6 {mobile}", f"+31(0)6{mobile}", f"0031 6 {pairs}")
    return source.choice((*forms, f"({area}) {local[:3]} {local[3:]}", f"{area}-{local}", f"{area}/{local}"))


def postcode(source: random.Random) -> str:
    number, letters = _digits(source, 4), _letters(source, 2)
    house = source.choice(
        ("", f" {source.randint(1, 250)}", f" {source.randint(1, 99)}a", f", {source.randint(1, 99)}")
    )
    return _either(source, f"{number}{source.choice(('', ' '))}{letters}") + house


def iban(source: random.Random) -> str:
    bank, account = source.choice(("INGB", "ABNA", "RABO")), _digits(source, 10)
    as_number = "".join(str(int(each, 36)) for each in f"{bank}{account}NL00")
    whole = f"NL{98 - int(as_number) % 97:02d}{bank}{account}"
    groups = " ".join(whole[place : place + 4] for place in range(0, len(whole), 4))
    return source.choice((whole, whole.lower(), groups))


def licence_plate(source: random.Random) -> str:
    shape = source.choice(("xx-99-99", "99-xx-99", "99-xxx-9", "9-xxx-99", "xx-999-x", "x-999-xx", "xx-99-xx"))
    plate = "".join({"x": _letters(source, 1), "9": source.choice(string.digits)}.get(each, each) for each in shape)
    return _either(source, source.choice((plate, plate.replace("-", ""), plate.replace("-", " "))))


def date_of_birth(source: random.Random) -> str:
    day, month, year = source.randint(1, 28), source.randint(1, 12), source.randint(1930, 2015)
    name = ("januari", "feb", "maart", "april", "mei", "juni", "juli", "aug.", "september", "okt", "nov", "december")
    forms = (
        f"{day}-{month}-{year}",
        f"{day:02d}/{month:02d}/{year}",
        f"{day}.{month}.{year}",
        f"{year}-{month:02d}-{day:02d}",
    )
    return source.choice(
        (*forms, f"{day} {name[month - 1]} {year}", f"geboren in {year}", f"{day:02d}{month:02d}{year}")
    )


def long_number(source: random.Random) -> str:
    return source.choice(("zaak {}", "kenmerk {}", "{}", "klantnummer {}")).format(
        _digits(source, source.randint(7, 16))
    )


def address(source: random.Random) -> str:
    street = source.choice(("Dorpsstraat", "Kerkweg", "Julianalaan", "Stationsplein", "Oudegracht"))
    return f"{street} {source.randint(1, 400)}{source.choice(('', 'a', ' bis'))}"


def document(source: random.Random) -> str:
    return f"{_letters(source, 2)}{_digits(source, 1)}{_letters(source, 1)}{_digits(source, 4)}{_letters(source, 1)}"


_KINDS: tuple[Callable[[random.Random], str], ...] = (
    *(bsn, mail, telephone, postcode, iban, licence_plate, date_of_birth, long_number, address, document),
)


def traces(detail: str) -> Iterator[str]:
    """What of a detail must never stand in a table: any run of its digits or of its letters and digits mixed."""
    plain = "".join(each for each in detail.casefold() if each.isalnum())
    digits = "".join(str(int(each)) for each in detail if each.isdecimal())
    yield detail.casefold()
    if len(digits) >= 4:
        yield digits
    yield plain
