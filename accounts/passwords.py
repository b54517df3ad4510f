"""Refuse passwords that somebody who knows this site and the Netherlands would try first; any composition is taken."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

# Django's own list of common passwords is English.
_COMMON = """
    aanmelden abcdef abcdefghijklmnopqrstuvwxyz admin administrator ajax amsterdam appeltaart april asdfghjkl
    augustus autowas azerty bedrijf beheer beheerder belasting bloemen computer december dinsdag donderdag eindhoven
    eindredacteur eindredactie februari feyenoord fiets friesland gebruiker geheim gemeente groningen hallo herfst
    hoi holland hond inloggen januari juli juni kantoor kerst konijn koningsdag lente liefde maandag maart mei mijn
    ministerie nederland november oktober onze openen oranje overheid password poes provincie psv qwerty qwertyuiop
    redacteur redactie rijksoverheid rotterdam schatje september sinterklaas site software test tijdelijk toegang
    utrecht vakantie voetbal voorbeeld vrijdag wachtwoord waterschap website weekend welcome welkom werk winter
    woensdag zaterdag zomer zondag zxcvbnm
"""
# Digits that mean something: telephone numbers, days, years, rows.
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_KNOWN_DIGITS = re.compile(
    rf"\A(?:(?:00)?31|0)[1-9]\d{{8}}|{_DAY}{_MONTH}(?:19|20)\d\d|(?:19|20)\d\d(?:{_MONTH}{_DAY})?|0?123456789?|987654321?0?"
)
_TOO_EASY = "Dit wachtwoord is te makkelijk te raden. Gebruik geen bekend woord met cijfers erachter."
# So many letters or digits beside the words and numbers we know, or so many different signs, make it somebody's own.
_OWN_LETTERS = 4
_OWN_DIGITS = 8
_DIFFERENT_SIGNS = 5


class EasyToGuessValidator:
    """Refuses words of the site and common Dutch ones with digits, years and signs around them, numbers, repetition."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = unicodedata.normalize("NFKD", password).casefold()
        rest = letters = re.sub("[^a-z]", "", plain)
        for word in sorted({*_COMMON.split(), *_site_words()}, key=len, reverse=True):
            rest = rest.replace(word, "")
        is_known = rest != letters and len(rest) < _OWN_LETTERS
        if plain.isdecimal():
            is_known = len(_KNOWN_DIGITS.sub("", plain)) < _OWN_DIGITS
        if is_known or len(set(plain)) < _DIFFERENT_SIGNS:
            raise ValidationError(_TOO_EASY, "password_too_easy")

    def get_help_text(self) -> str:
        return "Gebruik geen woord van deze site en geen bekend woord met cijfers erachter."


def _site_words() -> list[str]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    return [word for word in re.split("[^a-z]+", f"{settings.WAGTAIL_SITE_NAME} {host}".casefold()) if len(word) > 3]
