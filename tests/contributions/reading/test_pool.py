"""Whoever wants to read along says so once, confirms with a button, and leaves with a button."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from contributions.reading import pool, retention, rounds
from contributions.reading.models import PoolReader, ReadingComment, ReviewRound, RoundReader
from core.mail.models import OutgoingMail
from core.secret_addresses.models import SecretAddress
from core.submissions import guard
from tests.clock import Later
from tests.contributions.reading.conftest import CANARY, MakeRound, address_of, begin, letters_to
from tests.factories.vocabulary import FamilyFactory, ThemeFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ADDRESS = "/meedoen/meelezen/"
ANNA, BRAM = "anna@voorbeeld.nl", "bram@voorbeeld.nl"


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A visitor who took the time to write."""
    monkeypatch.setattr(guard, "SOONEST", -1)


def filled(reader: ReaderClient, path: str = ADDRESS, **fields: Any) -> dict[str, Any]:
    token: Any = soup(reader, path).select_one("input[name=token]")
    return {"token": token["value"], "email": ANNA, **fields}


def test_a_reader_joins_confirms_changes_and_leaves(reader: ReaderClient) -> None:
    family, theme = FamilyFactory(), ThemeFactory()
    response = reader.post(ADDRESS, filled(reader, families=family.slug))
    assert (response.status_code, response["Location"]) == (303, "/meedoen/meelezen/bedankt/")
    assert not reader.cookies
    member = PoolReader.objects.get()
    path = address_of(ANNA)
    reader.get(path)
    assert pool.matching([family], []) == []
    assert "Je bent meelezer" in reader.post(path, {"ja": "1"}).text
    assert pool.matching([family], []) == [member]
    assert reader.post(path, {"themes": theme.slug}).status_code == 200
    assert (pool.matching([family], []), pool.matching([], [theme])) == ([], [member])
    assert "Kies minstens één familie of één thema." in reader.post(path, {"x": "1"}).text
    reader.get(f"{path}weg/")
    assert PoolReader.objects.count() == 1
    reader.post(f"{path}weg/", {"ja": "1"})
    assert PoolReader.objects.count() == SecretAddress.objects.count() == OutgoingMail.objects.count() == 0
    assert reader.get(path).status_code == 404


def test_a_stranger_changes_nothing_of_a_confirmed_reader_and_learns_nothing(reader: ReaderClient) -> None:
    family, theme = FamilyFactory(), ThemeFactory()
    member = PoolReader.objects.create(email=ANNA, confirmed_at=timezone.now())
    pool.set_wishes(member, {"families": [family.slug], "themes": []})
    known = reader.post(ADDRESS, filled(reader, themes=theme.slug, email=ANNA.upper()))
    new = reader.post(ADDRESS, filled(reader, themes=theme.slug, email=BRAM))
    assert (known.status_code, known["Location"]) == (new.status_code, new["Location"])
    assert pool.matching([], [theme]) == []
    assert letters_to(ANNA)[0].context["is_known"] is True


def test_one_address_gets_three_letters_a_day(reader: ReaderClient) -> None:
    family = FamilyFactory()
    for _ in range(5):
        assert reader.post(ADDRESS, filled(reader, families=family.slug)).status_code == 303
    assert len(letters_to(ANNA)) == 3


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "anna"}, "Dit is geen e-mailadres."),
        ({"families": None}, "Kies minstens één familie of één thema."),
        ({"families": "bestaat-niet"}, "Kies alleen families uit de lijst."),
        ({"website": "x"}, "Een verborgen veld was ingevuld"),
        ({"token": "x"}, "Deze pagina stond te lang open."),
    ],
)
def test_what_is_wrong_is_said_and_kept(reader: ReaderClient, fields: dict[str, Any], error: str) -> None:
    family = FamilyFactory()
    sent = filled(reader, families=family.slug) | fields
    response = reader.post(ADDRESS, {name: value for name, value in sent.items() if value is not None})
    assert response.status_code == 400
    assert error in response.text.replace("\N{SOFT HYPHEN}", "")
    assert fields.get("email", ANNA) in response.text
    assert PoolReader.objects.count() == 0


def test_an_open_round_is_read_with_a_confirmed_address(make_round: MakeRound, reader: ReaderClient) -> None:
    review = make_round(is_open=True, invitation="Een nieuwe methode over afspraken.")
    make_round()
    path = f"{ADDRESS}{review.pk}/"
    page = soup(reader, ADDRESS)
    assert [link["href"] for link in page.select(".od-reading__rounds a")] == [path]
    assert "Een nieuwe methode over afspraken." in words(page.main)
    assert reader.post(path, filled(reader, path)).status_code == 303
    assert CANARY in reader.get(begin(reader, ANNA)).text
    assert reader.post(path, filled(reader, path)).status_code == 303
    assert RoundReader.objects.filter(round=review).count() == 1


def test_an_open_round_leaves_the_list_when_it_ends(make_round: MakeRound, reader: ReaderClient, later: Later) -> None:
    review = make_round(is_open=True)
    later(days=8)
    assert not soup(reader, ADDRESS).select(".od-reading__rounds")
    assert reader.get(f"{ADDRESS}{review.pk}/").status_code == 404


def test_leaving_the_pool_takes_the_address_out_of_every_round(make_round: MakeRound, reader: ReaderClient) -> None:
    member = PoolReader.objects.create(email=ANNA, confirmed_at=timezone.now())
    rounds.invite(make_round(), [member], [])
    path = address_of(ANNA)
    leave = letters_to(ANNA)[0].context["leave"].removeprefix("https://").partition("/")[2]
    assert "Je bent geen meelezer meer" in reader.post(f"/{leave}", {"ja": "1"}).text
    assert reader.get(path).status_code == 404
    assert not list(RoundReader.objects.exclude(email=""))
    assert not letters_to(ANNA)


def test_what_is_kept_of_readers_ends(make_round: MakeRound, later: Later) -> None:
    PoolReader.objects.create(email="nooit@voorbeeld.nl")
    PoolReader.objects.create(email="wel@voorbeeld.nl", confirmed_at=timezone.now())
    review, unfinished = make_round(ANNA, BRAM), make_round(ANNA)
    for email, may_be_named in ((ANNA, True), (BRAM, False)):
        row = RoundReader.objects.get(round=review, email=email)
        rounds.joined(row)
        RoundReader.objects.filter(pk=row.pk).update(name="Anna A.", may_be_named=may_be_named)
        ReadingComment.objects.create(reader=row, part="deel", heading=f"Kop {CANARY}", text="Een woord.")
    later(days=8)
    ReadingComment.objects.update(decision="overgenomen")
    rounds.finished(ReviewRound.objects.get(pk=review.pk), None)
    retention.forget()
    assert list(PoolReader.objects.values_list("email", flat=True)) == ["wel@voorbeeld.nl"]
    assert ReadingComment.objects.count() == 2
    later(days=91)
    retention.forget()
    assert ReadingComment.objects.count() == 0
    kept = RoundReader.objects.get(round=review)
    assert (kept.name, kept.email) == ("Anna A.", "")
    assert SecretAddress.objects.filter(subject=kept.pk).exists(), "so that the name can be taken back"
    assert ReviewRound.objects.get(pk=review.pk).content == {}
    later(days=90)
    retention.forget()
    assert ReviewRound.objects.get(pk=unfinished.pk).content == {}
    assert RoundReader.objects.filter(round=unfinished).count() == 0
    later(days=600)
    retention.forget()
    assert PoolReader.objects.count() == 0


def test_the_list_costs_the_same_with_two_and_with_twenty_rounds(make_round: MakeRound, reader: ReaderClient) -> None:
    page, costs = make_round(is_open=True).page.specific, []
    for count in (1, 18):
        for number in range(count):
            make_round(page=page, is_open=True, shows_title=number % 2 == 0)
        reader.get(ADDRESS)
        with CaptureQueriesContext(connection) as queries:
            reader.get(ADDRESS)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 6
