"""Tokens: what is one word, and where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.dutch.tokens import pieces_of, tokenise

NASTY = (
    st.text()
    | st.text(alphabet="ab1.,'-()&\u2019\u00ad\u200f /\u0301", max_size=60)
    | st.text(alphabet=st.characters(categories=["Mn", "Cf", "Cc", "Nd", "So", "Lo"]), max_size=60)
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hoe werkt DigiD?", ["hoe", "werkt", "digid"]),
        ("een e-mail of sms", ["een", "email", "of", "sms"]),
        ("en/of", ["en", "of"]),
        ("A/B-test", ["a", "btest"]),
        ("12-3-2024", ["12", "3", "2024"]),
        ("24-7 open", ["24", "7", "open"]),
        ("covid-19", ["covid19"]),
        ("M31, M-31", ["m31", "m31"]),
        ("1.510 aanvragen (+44%)", ["1510", "aanvragen", "44"]),
        ("van 34% naar 5,2%.", ["van", "34", "naar", "5,2"]),
        ("m.b.v. een brief", ["mbv", "een", "brief"]),
        ("a.u.b. bellen", ["aub", "bellen"]),
        ("foto's van 's-Hertogenbosch", ["fotos", "van", "shertogenbosch"]),
        ("niet-digitaal", ["nietdigitaal"]),
        ("-los- 'los' \"los\"", ["los", "los", "los"]),
        ("www.voorbeeld.nl", ["www", "voorbeeld", "nl"]),
        ("geheim\u00adhouding \U0001f600", ["geheimhouding"]),
        ("(zelf)redzaamheid", ["zelfredzaamheid"]),
        ("in(ter)actie met burger(s)", ["interactie", "met", "burgers"]),
        ("brief (of mail), DigiD(app) formulier(pdf)", ["brief", "of", "mail", "digid", "app", "formulier", "pdf"]),
        ("B&W, Q&A, A&O&B, bouw&wonen", ["bw", "qa", "aob", "bouw", "wonen"]),
        ("", []),
        ("?!\u2026 \U0001f600", []),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.folded for token in tokenise(text)] == words


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("DigiD-account", ("digid", "account")),
        ("e-mail", ("e", "mail")),
        ("brief", ()),
        ("(zelf)redzaamheid", ("zelfredzaamheid", "redzaamheid")),
        ("medewerk(st)er", ("medewerkster", "medewerker")),
        ("DigiD-account(s)", ("digid", "accounts", "digid", "account")),
        ("wmo\u2011aanvraag", ("wmo", "aanvraag")),
    ],
)
def test_pieces(word: str, pieces: tuple[str, ...]) -> None:
    assert pieces_of(word) == pieces


@given(NASTY)
def test_offsets_give_the_surface_back_and_do_not_overlap(text: str) -> None:
    end = 0
    for position, token in enumerate(tokenise(text)):
        assert text[token.start : token.end] == token.surface
        assert token.start >= end
        assert token.position == position
        assert token.folded
        end = token.end


def test_ten_kilobytes_without_a_space() -> None:
    for unit in ("a", "a-", "a.", "1,", "a\u00ad", "'", "-", "\u0301", "(", "(a", "a(", "(a)", "a&"):
        assert len(list(tokenise(unit * 10_000))) <= 10_000
