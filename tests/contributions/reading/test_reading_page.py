"""Readers read a draft along at a secret address: what they see, what is kept, and that nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contributions.reading import rounds
from contributions.reading.models import Decision, ReadingComment, RoundReader
from contributions.reading.reading_page import MOST_COMMENTS
from core.submissions.views import SEEN
from tests.clock import Later
from tests.contributions.reading.conftest import CANARY, MakeRound, address_of, begin
from tests.factories.pages import make_case
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ANNA, BRAM, CORA = "anna@voorbeeld.nl", "bram@voorbeeld.nl", "cora@voorbeeld.nl"
WHY = "deel-waarom-dit-werkt"


def read(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def field_names(page: BeautifulSoup) -> list[str]:
    return [str(area["name"]) for area in page.select("textarea")]


def typed_in(page: BeautifulSoup, name: str) -> str:
    area = page.select_one(f"textarea[name='{name}']")
    assert area is not None
    return area.get_text().removeprefix("\n")


def test_only_the_button_opens_the_draft(make_round: MakeRound, reader: ReaderClient) -> None:
    """A scanner of mail that follows the link sees no word of it, and changes nothing."""
    make_round(ANNA)
    path = address_of(ANNA)
    for _ in range(2):
        assert CANARY not in reader.get(path).text
    assert RoundReader.objects.get().joined_at is None
    begin(reader, ANNA)
    response = reader.get(path)
    assert CANARY in response.text
    assert "no-store" in response.headers["Cache-Control"]
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert not response.cookies
    assert "X-Page-Cache" not in response.headers


def test_the_draft_has_a_field_at_each_heading_and_no_form_of_its_own(
    make_round: MakeRound, reader: ReaderClient
) -> None:
    make_round(ANNA)
    page = soup(reader, begin(reader, ANNA))
    names = field_names(page)
    assert len(names) == len(set(names)) > 3
    assert f"deel-nieuwe-{CANARY}" in names
    assert len(page.select("main form")) == 1
    ids = [node["id"] for node in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("link[rel=canonical], script[type='application/ld+json'], meta[property^=og]")


def test_it_shows_the_revision_of_then_whatever_happens_to_the_page(
    make_round: MakeRound, reader: ReaderClient
) -> None:
    review = make_round(ANNA)
    path = begin(reader, ANNA)
    page = review.page.specific
    page.title = "Een heel andere titel"
    page.save_revision().publish()
    page.revisions.all().delete()
    shown = reader.get(path).text
    assert CANARY in shown
    assert "Een heel andere titel" not in shown


def test_a_case_can_be_read_along_too(make_round: MakeRound, reader: ReaderClient) -> None:
    case = make_case(situation="<p>Zo was het.</p>")
    case.situation = f"<p>Zo was de {CANARY}.</p>"
    case.save_revision()
    make_round(ANNA, page=case)
    assert CANARY in reader.get(begin(reader, ANNA)).text


def test_everything_typed_is_sent_at_once_and_kept_once(make_round: MakeRound, reader: ReaderClient) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    first, second, *_ = field_names(soup(reader, path))
    sent = {first: "Te lang.", second: "Wie doet dit?"}
    for _ in range(2):
        assert reader.post(path, sent).status_code == 303
    assert list(ReadingComment.objects.values_list("text", flat=True)) == ["Te lang.", "Wie doet dit?"]
    assert "Te lang." in words(soup(reader, path).main)


def test_each_sees_own_comments_and_those_of_others_where_the_editor_says_so(
    make_round: MakeRound, reader: ReaderClient
) -> None:
    for shows_others in (False, True):
        make_round(ANNA, BRAM, CORA, shows_others=shows_others)
        paths = {email: begin(reader, email) for email in (ANNA, BRAM, CORA)}
        field = field_names(soup(reader, paths[ANNA]))[0]
        reader.post(paths[ANNA], {field: "Van Anna.", "name": "Anna A.", "may_be_named": "on"})
        reader.post(paths[BRAM], {field: "Van Bram.", "name": "Bram B."})
        shown = words(soup(reader, paths[CORA]).main)
        assert ("Anna A." in shown, "Van Anna." in shown, "Van Bram." in shown) == (shows_others,) * 3
        assert "Bram B." not in shown
        assert "@" not in shown


def test_a_personal_detail_is_pointed_out_and_sent_after_all(make_round: MakeRound, reader: ReaderClient) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    first, second, *_ = field_names(soup(reader, path))
    sent = {first: "Bel mij op 06 12345678.", second: "Verder goed."}
    page = read(reader.post(path, sent))
    assert ReadingComment.objects.count() == 0
    assert "een BSN of een ander lang nummer" in page.select_one("[data-personal-details]").get_text()  # type: ignore[union-attr]
    assert (typed_in(page, first), typed_in(page, second)) == (sent[first], sent[second])
    button: Any = page.select_one(f"button[name={SEEN}]")
    assert reader.post(path, {**sent, SEEN: button["value"]}).status_code == 303
    assert ReadingComment.objects.count() == 2


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"text": "x" * 4001}, "Maak dit korter: hooguit 4.000 tekens. Nu zijn het er 4001."),
        ({"text": "Goed.", "may_be_named": "on"}, "Vul je naam in, of haal het vinkje weg."),
        ({"text": "Goed.", "name": "n" * 121, "may_be_named": "on"}, "Deze naam is te lang."),
    ],
)
def test_what_is_wrong_stands_at_its_field_with_all_that_was_typed(
    make_round: MakeRound, reader: ReaderClient, fields: dict[str, str], error: str
) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    first, second, *_ = field_names(soup(reader, path))
    text = fields.pop("text")
    response = reader.post(path, {first: text, second: "Ook dit.", **fields})
    page = read(response)
    assert response.status_code == 400
    assert error in words(page.main)
    assert (typed_in(page, first), typed_in(page, second)) == (text, "Ook dit.")
    assert ReadingComment.objects.count() == 0


@pytest.mark.parametrize(
    "sent",
    [
        {"deel-bestaat-niet": "Toch iets."},
        {"deel-": "Leeg."},
        {"weg": "abc", "deel-x": "y"},
        {"weg": "999999999999999999999999", "deel-x": "\x00a\u202eb"},
        {"weg": "²", "deel-" + "k" * 300: "<script>alert(1)</script>"},
    ],
)
def test_hostile_input_is_kept_as_text_or_left_out(
    make_round: MakeRound, reader: ReaderClient, sent: dict[str, str]
) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    assert reader.post(path, sent).status_code == 303
    assert ReadingComment.objects.count() == 1
    assert "<script>alert" not in reader.get(path).text


def test_a_reader_takes_an_own_comment_back_until_it_is_decided(make_round: MakeRound, reader: ReaderClient) -> None:
    make_round(ANNA, BRAM)
    anna, bram = begin(reader, ANNA), begin(reader, BRAM)
    field, other, *_ = field_names(soup(reader, anna))
    reader.post(anna, {field: "Weg ermee."})
    comment = ReadingComment.objects.get()
    reader.post(bram, {"weg": str(comment.pk)})
    assert ReadingComment.objects.filter(pk=comment.pk).exists()
    reader.post(anna, {"weg": str(comment.pk), other: "Dit blijft."})
    assert [one.text for one in ReadingComment.objects.all()] == ["Dit blijft."]
    ReadingComment.objects.update(decision=Decision.TAKEN)
    reader.post(anna, {"weg": str(ReadingComment.objects.get().pk)})
    assert ReadingComment.objects.count() == 1


def test_too_many_at_once_loses_nothing(
    make_round: MakeRound, reader: ReaderClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    field = field_names(soup(reader, path))[0]
    monkeypatch.setattr("contributions.reading.reading_page._MOST_IN_SPAN", 1)
    reader.post(path, {field: "Eerste."})
    response = reader.post(path, {field: "Tweede."})
    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert typed_in(read(response), field) == "Tweede."
    monkeypatch.setattr("contributions.reading.reading_page._MOST_IN_SPAN", 100)
    monkeypatch.setattr("contributions.reading.reading_page.MOST_COMMENTS", 1)
    response = reader.post(path, {field: "Tweede."})
    assert (response.status_code, typed_in(read(response), field)) == (400, "Tweede.")
    assert ReadingComment.objects.count() == 1 < MOST_COMMENTS


def test_a_round_that_ends_while_somebody_writes(make_round: MakeRound, reader: ReaderClient, later: Later) -> None:
    make_round(ANNA, BRAM, days=2)
    anna, bram = begin(reader, ANNA), begin(reader, BRAM)
    field, other, *_ = field_names(soup(reader, anna))
    later(days=2, minutes=1)
    closed = reader.get(anna)
    assert CANARY not in closed.text
    assert "Verstuur het binnen 24 uur na het einde." in words(read(closed).main)
    assert "telt nog mee" in reader.post(anna, {field: "Net te laat."}).text
    assert ReadingComment.objects.get().text == "Net te laat."
    later(hours=24)
    typed = {field: "Veel te laat.", other: "Dit ook.\nOp twee regels."}
    response = reader.post(bram, typed)
    page = read(response)
    assert response.status_code == 410
    assert "De ronde is gesloten, je tekst staat hier nog" in words(page.main)
    shown = [area.get_text().removeprefix("\n").replace("\r\n", "\n") for area in page.select("textarea")]
    assert shown == list(typed.values())
    assert ReadingComment.objects.count() == 1
    assert "Net te laat." in words(soup(reader, anna).main)


def test_who_comes_after_the_end_is_told_kindly(make_round: MakeRound, reader: ReaderClient, later: Later) -> None:
    make_round(ANNA)
    path = address_of(ANNA)
    later(days=8)
    for response in (reader.get(path), reader.post(path, {"ja": "1"})):
        assert response.status_code == 200
        assert CANARY not in response.text
        assert "Bedankt dat je wilde kijken." in response.text
    assert RoundReader.objects.get().joined_at is None


def test_stopping_takes_the_address_away_at_the_press_of_a_button(make_round: MakeRound, reader: ReaderClient) -> None:
    make_round(ANNA)
    path = begin(reader, ANNA)
    field = field_names(soup(reader, path))[0]
    reader.post(path, {field: "Blijft staan.", "name": "Anna A.", "may_be_named": "on"})
    assert "Stop en verwijder mijn adres" in reader.get(f"{path}stop/").text
    assert RoundReader.objects.get().email == ANNA
    assert "Je leest niet meer mee" in reader.post(f"{path}stop/", {"ja": "1"}).text
    left = RoundReader.objects.get()
    assert (left.email, left.name, left.may_be_named) == ("", "", False)
    assert ReadingComment.objects.count() == 1
    assert reader.get(path).status_code == 404


@pytest.mark.parametrize("rest", ["iets/", "stop/nog/", "concept/"])
def test_other_paths_behind_the_address_are_not_found(make_round: MakeRound, reader: ReaderClient, rest: str) -> None:
    make_round(ANNA)
    assert reader.get(f"{address_of(ANNA)}{rest}").status_code == 404


def test_the_address_of_a_page_that_was_deleted_is_not_found(make_round: MakeRound, reader: ReaderClient) -> None:
    review = make_round(ANNA)
    path = address_of(ANNA)
    review.page.delete()
    assert reader.get(path).status_code == 404


def test_a_draft_costs_the_same_with_two_and_with_twenty_comments(make_round: MakeRound, reader: ReaderClient) -> None:
    make_round(ANNA, shows_others=True)
    path = begin(reader, ANNA)
    anna = RoundReader.objects.get()
    part = field_names(soup(reader, path))[0].removeprefix("deel-")
    costs = []
    for count in (2, 18):
        for number in range(count):
            ReadingComment.objects.create(reader=anna, part=part, heading="Kop", text=f"{count} {number}")
        reader.get(path)
        with CaptureQueriesContext(connection) as queries:
            reader.get(path)
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 60
    assert rounds.reason_not_to_finish(anna.round)
