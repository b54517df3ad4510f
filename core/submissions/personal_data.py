"""Does a text look like it holds something of a person? When in doubt: yes.

The search log keeps no such question (`looks_personal`); a form names what it sees before it is sent
(`personal_details`).

Looked for in the text without tricks (width, case, invisible characters): e-mail addresses; seven digits or more in
whatever groups, which is every citizen service number (BSN), telephone number and account number; six digits written
together; postcodes; streets with a house number; IBAN; licence plates; dates with a year; a year of birth; numbers of
documents. Years, round amounts and numbers of articles and methods are no details. A name cannot be recognised.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

_LINK = re.compile(r"\bhttps?://\S+")
_INVISIBLE = re.compile(r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")

# An @ beside a word is an address until shown otherwise.
_MAIL = re.compile(
    r"\w\s?@|@\s?\w|\S\s?[(\[{]\s?(?:at|@|apenstaart\w*)\s?[)\]}]"
    r"|\b(?:gmail|hotmail|outlook|live|icloud|yahoo|ziggo|kpnmail|xs4all|protonmail|me)\s?(?:\.|\bdot\b|\bpunt\b)"
)
_WRITTEN_MAIL = re.compile(
    r"\w\s?@\s?\w|\w\s?[(\[{]\s?(?:at|apenstaart\w*)\s?[)\]}]"
    r"|\w\s(?:at|apenstaart\w*)\s[\w.-]{1,60}\s(?:dot|punt)\s[a-z]{2}"
)

# Digits with at most three signs between them; and those without a space between.
_APART = re.compile(r"\d(?:[^\w]{0,3}_?\d)*")
_TOGETHER = re.compile(r"\d(?:[-./_]?\d)*")
# One number as people write it, of eight digits or more; of a telephone the first group may stand apart.
_ONE_NUMBER = re.compile(r"(?<!\d)0\d{1,3} - \d(?:[-. ]?\d){5,}|\d(?:[-./ ()]{0,2}\d){7,}")
_DAY = re.compile(r"(?:0?[1-9]|[12]\d|3[01])([-/.])(?:0?[1-9]|1[0-2])\1(?:19|20)\d\d")
_MOST_APART, _MOST_TOGETHER = 6, 5
_YEARS = re.compile(r"(?:(?:19|20)\d\d)(?:\D+(?:19|20)\d\d)*")
_ROUND = re.compile(r"[1-9]\d{0,2}0+")

_POSTCODE = re.compile(
    r"(?<!\d)[1-9]\d{3}(?P<gap>[\s.\-_/]{0,2})(?P<letters>[a-z]{2})(?![a-z])(?P<house>[\s,.\-]{0,2}\d{1,3}(?!\d))?"
)
# After a year or a round number these are words: "2024 in cijfers", "1000 op een dag".
_SHORT_WORDS = frozenset(
    re.findall(r"\w+", "al at bv de dl en er eu ga ik in is ja je km kv na nu of om op pc te we ze zo")
)
# From the beginning of a word, and everything of bounded length: otherwise a long text takes time by its square.
_STREET = re.compile(
    r"(?<![a-z])[a-z]{3,}(?:straat|str\.|laan|weg|plein|kade|gracht|singel|dijk|steeg|dreef|plantsoen|hof|burgwal|markt)"
    r"\s*,?\s*(?!(?:19|20)\d\d\b)\d{1,4}(?!\d)"
)
_IBAN = re.compile(r"(?<![a-z0-9])[a-z]{2}\s?\d{2}\s?(?:[a-z0-9]{4}[\s.-]?){2,7}[a-z0-9]{0,4}(?![a-z0-9])")
_DUTCH_IBAN = re.compile(r"(?<![a-z0-9])nl[\s.-]?\d{2}[\s.-]?[a-z]{4}[\s.-]?\d")

# The groups of a licence plate (x letter, 9 digit), by the letters and digits in a row.
_PLATE_SHAPES = frozenset(
    re.findall(
        r"\S+",
        "xx-99-99 99-99-xx 99-xx-99 xx-99-xx xx-xx-99 99-xx-xx 99-xxx-9 "
        "9-xxx-99 xx-999-x x-999-xx xxx-99-x x-99-xxx 9-xx-999 999-xx-9",
    )
)
_PLATE_RUNS = frozenset(shape.replace("-", "") for shape in _PLATE_SHAPES)
_GROUP = r"([a-z]{1,3}|\d{1,3})"
# Looked for from every place, also within another match: in "ik 85 pj 96" the plate begins after the first word.
_PLATE = re.compile(rf"(?<![a-z0-9])(?={_GROUP}([-\s.])?{_GROUP}\2?{_GROUP}(?![a-z0-9]))")
_SIX = re.compile(r"(?<![a-z0-9])[a-z0-9]{6}(?![a-z0-9])")
_VOWELS = frozenset("aeiou")

_MONTH = r"(?:jan|feb|mrt|maart|mar|apr|mei|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]{0,8}\.?"
_DATE = re.compile(
    rf"(?<!\d)(?:0?[1-9]|[12]\d|3[01])\s*([-/.\s])\s*(?:0?[1-9]|1[0-2])\s*\1\s*['’]?(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:e|de|ste)?[\s\-]{{0,3}}{_MONTH}[\s\-]{{0,3}}['’]?(?:\d{{4}}|\d{{2}})(?!\d)"
    rf"|{_MONTH}\s?\d{{1,2}}\s?,\s?\d{{4}}"
)
# Two that stand in this order, with anything between. As one expression a row of the first takes work by its square.
_AT, _DOT = re.compile(r"\s(?:at|apenstaart\w*)\s"), re.compile(r"\.|\sdot\s|\spunt\s")
_BORN, _YEAR = re.compile(r"\b(?:geboren|geboorte\w*|geb)\b"), re.compile(r"\d{2}")
_WRITTEN_BIRTH = re.compile(
    rf"\b(?:geboren|geboorte\s?(?:datum|dag|jaar)|geb|verjaardag)\b\D{{0,20}}\d|\*\s?{_DAY.pattern}"
)
_LABEL = re.compile(
    r"\b(?:bsn|burgerservicenummer|sofinummer|kenteken|tel|telefoonnummer|mobiel|iban|rekeningnummer|paspoort(?:nummer)?"
    r"|rijbewijs(?:nummer)?|documentnummer|klantnummer|dossiernummer|zaaknummer|v-?nummer)\b"
)
_FOUR = re.compile(r"(?<!\d)(?!(?:19|20)\d\d\b)\d{4}")
# Letters and digits through each other: the number of a document. ISO27001 and COVID-19 change only once.
_CODE = re.compile(r"(?<![a-z0-9])(?=[a-z]*\d+[a-z]+\d|\d+[a-z]+\d+[a-z])[a-z0-9]{8,}(?![a-z0-9])")


def looks_personal(text: str) -> bool:
    """True when the text may hold something of a person. Takes any text and never raises."""
    plain = _plain(text)
    patterns = (_MAIL, _STREET, _DUTCH_IBAN, _DATE, _CODE)
    found = (_has_written_at, _has_birth, _has_labelled, _has_long_number, _has_postcode, _has_iban, _has_plate)
    return any(pattern.search(plain) for pattern in patterns) or any(is_in(plain) for is_in in found)


def personal_details(text: str) -> tuple[str, ...]:
    """The kinds of personal details found in a text, in Dutch.

    Stricter than `looks_personal`, because a reader is asked about each: links, dates that are not called one of birth
    and rows of figures are ordinary in a report.
    """
    plain = _LINK.sub(" ", _plain(text))
    return tuple(name for name, is_in in _KINDS if is_in(plain))


def _plain(text: str) -> str:
    """Lower case, usual width, digits as 0 to 9, one space at a time, without what cannot be seen."""
    usual = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).casefold()
    digits = "".join(str(unicodedata.digit(each)) if each.isdigit() else each for each in usual)
    return " ".join(digits.split())


def _in_order(first: re.Pattern[str], then: re.Pattern[str], plain: str) -> bool:
    """Whether one stands somewhere before the other: after the first place of the first, there is most room."""
    found = first.search(plain)
    return found is not None and then.search(plain, found.end()) is not None


def _has_written_at(plain: str) -> bool:
    return _in_order(_AT, _DOT, plain)


def _has_birth(plain: str) -> bool:
    return _in_order(_BORN, _YEAR, plain)


def _has_labelled(plain: str) -> bool:
    return _in_order(_LABEL, _FOUR, plain)


def _has_long_number(plain: str) -> bool:
    for pattern, most in ((_APART, _MOST_APART), (_TOGETHER, _MOST_TOGETHER)):
        for match in pattern.finditer(plain):
            written = match.group()
            digits = re.sub(r"\D", "", written)
            if len(digits) > most and not _is_ordinary(written, digits):
                return True
    return False


def _is_ordinary(written: str, digits: str) -> bool:
    """Years in a row, or a round amount such as 1.000.000."""
    return bool(_YEARS.fullmatch(written) or _ROUND.fullmatch(digits))


def _has_postcode(plain: str) -> bool:
    return any(not (_is_sentence(match) and match["house"] is None) for match in _POSTCODE.finditer(plain))


def _has_likely_postcode(plain: str) -> bool:
    """In a report, "58% in 2014 en 68% in 2015. De" holds no postcode."""
    return any(not _is_sentence(match, full_stop=True) for match in _POSTCODE.finditer(plain))


def _is_sentence(match: re.Match[str], *, full_stop: bool = False) -> bool:
    """Whether it is a year or a round number, and the short word that comes after it."""
    number = match.group()[:4]
    is_count = number.startswith(("19", "20")) or number.endswith("00")
    gaps = (" ", ". ") if full_stop else (" ",)
    return is_count and match["gap"] in gaps and match["letters"] in _SHORT_WORDS


def _is_iban(written: str) -> bool:
    """The check of ISO 13616: the remainder by 97 is 1."""
    code = re.sub(r"[^a-z0-9]", "", written)
    if not 15 <= len(code) <= 34:
        return False
    return int("".join(str(int(each, 36)) for each in code[4:] + code[:4])) % 97 == 1


def _has_plate(plain: str) -> bool:
    """Any form of a plate with hyphens; without them only when no vowel stands in it, as in "12 op 24" and "65plus"."""
    for match in _PLATE.finditer(plain):
        groups = match.group(1, 3, 4)
        if "-".join(map(_shape, groups)) in _PLATE_SHAPES and (
            match[2] in ("-", ".") or _has_no_vowel("".join(groups))
        ):
            return True
    runs = (match.group() for match in _SIX.finditer(plain))
    return any(_shape(run) in _PLATE_RUNS and _has_no_vowel(run) for run in runs)


def _has_no_vowel(written: str) -> bool:
    return _VOWELS.isdisjoint(written)


def _shape(written: str) -> str:
    return re.sub(r"\d", "9", re.sub(r"[a-z]", "x", written))


def _has_iban(plain: str) -> bool:
    return bool(_DUTCH_IBAN.search(plain)) or any(_is_iban(match.group()) for match in _IBAN.finditer(plain))


def _has_one_number(plain: str) -> bool:
    written = (found.group() for found in _ONE_NUMBER.finditer(plain))
    return any(not (_DAY.fullmatch(each) or _is_ordinary(each, re.sub(r"\D", "", each))) for each in written)


_KINDS: tuple[tuple[str, Callable[[str], object]], ...] = (
    ("een e-mailadres", _WRITTEN_MAIL.search),
    ("een adres", _STREET.search),
    ("een rekeningnummer", _has_iban),
    ("een geboortedatum", _WRITTEN_BIRTH.search),
    ("een BSN of een ander lang nummer", _has_one_number),
    ("een postcode", _has_likely_postcode),
    ("een kenteken", _has_plate),
)
