"""The table of ASVS in docs/veiligheid.md is whole, counts right and names tests that exist."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from config.settings import production
from tests.starter.needs import ROOT

TEXT = (ROOT / "docs" / "veiligheid.md").read_text()
_HELD = "test|setting|not applicable|not held|see"
ROW = re.compile(rf"^\| ([\d., ]+) \| ([^|]+) \| ({_HELD}) \| ([^|]+) \|$", re.MULTILINE)
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function")
GOOD_CIPHER = re.compile(r"ECDHE-(?:ECDSA|RSA)-(?:AES\d+-GCM-SHA\d+|CHACHA20-POLY1305)")
LEVEL_1, LEVEL_2 = (ROW.findall(part) for part in TEXT.partition("## OWASP")[2].split("**level 2**"))
# How many requirements of level 1 each section has.
SECTIONS = {
    "1.2": 5,
    "1.3": 2,
    "1.5": 1,
    "2.1": 1,
    "2.2": 2,
    "2.3": 1,
    "3.2": 2,
    "3.3": 1,
    "3.4": 2,
    "3.5": 3,
    "4.1": 1,
    "4.4": 1,
    "5.2": 2,
    "5.3": 2,
    "6.1": 1,
    "6.2": 8,
    "6.3": 2,
    "6.4": 2,
    "7.2": 4,
    "7.4": 2,
    "8.1": 1,
    "8.2": 2,
    "8.3": 1,
    "9.1": 3,
    "9.2": 1,
    "10.4": 5,
    "11.3": 2,
    "11.4": 1,
    "12.1": 1,
    "12.2": 2,
    "13.4": 1,
    "14.2": 1,
    "14.3": 1,
    "15.1": 1,
    "15.2": 1,
    "15.3": 1,
}


@lru_cache(1)
def names_of_tests() -> set[str]:
    sources = (path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    return {name for source in sources for name in re.findall(r"^def (test_\w+)", source, re.MULTILINE)}


def test_level_1_is_whole_and_counted() -> None:
    numbers = [number for number, *_ in LEVEL_1]
    assert Counter(number.rpartition(".")[0] for number in numbers) == SECTIONS
    assert len(numbers) == len(set(numbers)) == 70
    counts = Counter(held for _, _, held, _ in LEVEL_1)
    told = "**{test} held by a test, {setting} by a setting, {not applicable} not applicable, {not held} not held**"
    assert told.format(**counts) in TEXT


def test_what_a_test_holds_names_one_that_exists_and_the_rest_says_why() -> None:
    for number, _, held, where in (*LEVEL_1, *LEVEL_2):
        named = set(re.findall(r"`(test_\w+)`", where))
        assert named <= names_of_tests(), f"{number}: {named - names_of_tests()}"
        if held == "test":
            assert named or "style (S" in where, number
        else:
            assert len(where) > 5, number


def test_every_failure_of_level_2_is_there() -> None:
    assert len({number for numbers, *_ in LEVEL_2 for number in numbers.split(", ")}) == 36


def test_our_scripts_never_make_markup() -> None:
    for path in (ROOT / "frontend" / "scripts").rglob("*.js"):
        found = MARKUP.search(path.read_text())
        assert found is None, f"{path.name}: {found}"


def test_no_account_and_no_password_is_made_in_production() -> None:
    assert production.LOCAL is False
    assert not [name for name in vars(production) if "DEFAULT_PASSWORD" in name or "DEFAULT_USER" in name]


def test_the_proxy_speaks_only_good_tls() -> None:
    text = (ROOT / "deploy" / "nginx" / "optimaal-digitaal.conf").read_text()
    assert re.findall(r"ssl_protocols (.*);", text) == ["TLSv1.2 TLSv1.3"]
    (ciphers,) = re.findall(r"ssl_ciphers (.*);", text)
    assert all(GOOD_CIPHER.fullmatch(one) for one in ciphers.split(":"))
