"""A session from its making to its plan: rounds, own choices, what others see, and two people at once."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.secret_addresses.models import SecretAddress
from core.submissions import guard
from tests.factories.pages import make_method
from tests.reader_forms import ReaderClient
from tests.workshop.session_site import ALL, card, joined, make_session
from workshop.session import making
from workshop.session.models import Choice, Participant, TeamCount, Workshop
from workshop.session.rounds import Round

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> ReaderClient:
    return ReaderClient()


def text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00ad", "").split())


def start(reader: ReaderClient, monkeypatch: pytest.MonkeyPatch, **fields: Any) -> Any:
    monkeypatch.setattr(guard, "SOONEST", 0)
    token = guard.make_token("workshop.session", "start")
    return reader.post("/werksessie/", {"token": token, "title": "Minder bellen", **fields})


def test_the_clock_of_a_form_that_was_sent_too_soon_runs_on(reader: ReaderClient) -> None:
    """It does not begin again with each try."""
    token = guard.make_token("workshop.session", "start")
    refused = reader.post("/werksessie/", {"token": token, "title": "Minder bellen", "own": "Bel terug"})
    assert "Dat ging wel heel snel" in refused.text
    assert f'name="token" value="{token}"' in refused.text


def test_a_facilitator_makes_one_of_a_selection_and_own_cards(
    reader: ReaderClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    method = make_method(title="Herinnering sturen")
    typed = f"https://voorbeeld.nl/stapel/?k={method.number}%2C{method.number},9999999"
    answer = start(reader, monkeypatch, selection=typed, own="Bel terug\n\nBel terug\nEerst de balie", day="3-12-2026")
    assert answer.status_code == 303
    workshop = Workshop.objects.get()
    assert [each.title for each in workshop.cards.all()] == ["Herinnering sturen", "Bel terug", "Eerst de balie"]
    assert workshop.rounds == [Round.END]
    page = reader.get(answer["Location"])
    assert "Bewaar dit adres" in text(page)
    assert workshop.spoken_code in text(page)
    assert not page.cookies
    assert "noindex" in page["X-Robots-Tag"]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Geef de werksessie kaarten"),
        ({"title": "", "own": "Een"}, "Geef de werksessie een titel."),
        ({"selection": "blabla"}, "In dit adres staan geen kaarten"),
        ({"own": "Een", "day": "morgen"}, "Schrijf de datum als 31-12-2026."),
        ({"own": "x" * 121}, "Een eigen kaart is hooguit 120 tekens"),
        ({"own": "\n".join(f"kaart {one}" for one in range(61))}, "hooguit 60 kaarten"),
        ({"own": "Een", "rounds": "doel2"}, "Kies uit de rondes"),
        ({"own": "<b>Letterlijk</b>", "title": "x" * 101}, "hooguit 100 tekens"),
    ],
)
def test_a_wrong_form_says_what_and_loses_nothing(
    reader: ReaderClient, monkeypatch: pytest.MonkeyPatch, fields: dict[str, str], said: str
) -> None:
    answer = start(reader, monkeypatch, **fields)
    assert answer.status_code == 400
    assert said in text(answer)
    for value in [value for name, value in fields.items() if name != "rounds"]:
        assert not value or value[:30].splitlines()[0] in answer.content.decode().replace("&lt;", "<").replace(
            "&gt;", ">"
        )
    assert not Workshop.objects.exists()


def test_joining_leads_to_an_own_address(reader: ReaderClient) -> None:
    workshop, _ = make_session()
    code = str(workshop.code)
    for typed in (code, code.lower(), f"{code[:4]} {code[4:]}", f"{code[:4]}-{code[4:]}"):
        assert "Je doet mee met: Minder belletjes" in text(reader.get("/w/", {"code": typed}))
    assert reader.get(f"/W/{code.lower()}").status_code == 200
    first, second = (reader.post("/w/", {"code": code, "name": name}) for name in ("Eva", ""))
    assert first["Location"] != second["Location"]
    assert "Eva" in text(reader.get(first["Location"]))
    assert [each.shown_name for each in workshop.participants.all()] == ["Eva", "Deelnemer 2"]


def test_a_code_ends_when_it_is_shut_closed_or_past(reader: ReaderClient) -> None:
    workshop, _ = make_session()
    rows = Workshop.objects.filter(pk=workshop.pk)
    now = timezone.now()
    for ended in ({"joining_open": False}, {"closed_at": now}, {"code_ends_at": now}):
        before = {name: getattr(workshop, name) for name in ended}
        rows.update(**ended)
        assert reader.get(f"/w/{workshop.code}").status_code == 404, ended
        rows.update(**before)
    assert reader.get(f"/w/{workshop.code}").status_code == 200


def test_guessing_ends_after_ten_wrong_codes_even_for_the_right_one(reader: ReaderClient, later: Any) -> None:
    workshop, _ = make_session()
    statuses = [reader.get(f"/w/{code}").status_code for code in ["CCCCCCCC"] * 12]
    assert statuses == [404] * 10 + [429] * 2
    refused = reader.get(f"/w/{workshop.code}")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "600"
    elsewhere = ReaderClient(REMOTE_ADDR="203.0.113.9")
    assert [elsewhere.get(f"/w/{workshop.code}").status_code for _ in range(30)] == [200] * 30, "a right one is free"
    later(minutes=11)
    assert reader.get(f"/w/{workshop.code}").status_code == 200


def test_of_all_networks_together_two_hundred_may_be_wrong() -> None:
    statuses = [
        ReaderClient(REMOTE_ADDR=f"10.{place % 250}.7.1").get("/w/DDDDDDDD").status_code for place in range(205)
    ]
    assert statuses == [404] * 200 + [429] * 5


def test_what_is_no_code_teaches_nothing(reader: ReaderClient) -> None:
    assert {reader.get(f"/w/{code}").status_code for code in ("AAAA", "12345678", "CCCCCCCCC")} == {404}
    assert reader.get("/w/").status_code == 200


def test_own_choices_show_to_others_only_after_the_round(reader: ReaderClient) -> None:
    workshop, lead = make_session(round=Round.SORT)
    (_, mine), (_, other) = joined(workshop, "Eva"), joined(workshop)
    first = card(workshop)
    answer = reader.post(mine, {"doe": "sorteren", "kaart": first.pk, "stapel": "meer"})
    assert answer["Location"].endswith(f"#kaart-{first.pk}")
    assert "‘Kaart 1’ staat nu bij: Meer doen." in text(reader.get(answer["Location"]))
    assert 'aria-pressed="true"' in reader.get(mine).content.decode()
    for path in (other, lead, f"{lead}scherm/"):
        page = reader.get(path).content.decode()
        assert 'name="stapel" value="meer" id' not in page or page.count('aria-pressed="true"') == 0
        assert "meer doen 1" not in page.lower().replace("<", " ")
    for wanted in (Round.PICK, Round.WEIGH):
        reader.post(mine, {"doe": "kiezen", "kaart": first.pk, "kies": "ja"})
        reader.post(lead, {"doe": "ronde", "ronde": wanted})
    assert "Gekozen door 1; meer doen 1" in text(reader.get(other))


def test_nobody_picks_four(reader: ReaderClient) -> None:
    workshop, _ = make_session(round=Round.PICK)
    person, path = joined(workshop)
    answers = [reader.post(path, {"doe": "kiezen", "kaart": each.pk, "kies": "ja"}) for each in workshop.cards.all()]
    assert [each.status_code for each in answers] == [303, 303, 303, 400]
    assert "Je koos al 3 kaarten." in text(answers[-1])
    assert person.choices.filter(is_pick=True).count() == 3
    reader.post(path, {"doe": "kiezen", "kaart": card(workshop).pk, "kies": "nee"})
    assert reader.post(path, {"doe": "kiezen", "kaart": card(workshop, 4).pk, "kies": "ja"}).status_code == 303


@pytest.mark.parametrize(
    ("round", "fields", "said"),
    [
        (Round.SORT, {"doe": "sorteren", "stapel": "meer"}, "meer doen"),
        (Round.PICK, {"doe": "kiezen", "kies": "ja"}, "gekozen"),
        (Round.WEIGH, {"doe": "wegen", "blijft": "nee"}, "valt af"),
        (Round.BOARD, {"doe": "plaatsen", "moeite": "1", "effect": "3"}, "moeite: weinig, effect: veel"),
    ],
)
def test_a_choice_that_comes_after_the_round_is_told_kept_and_offered_again(
    reader: ReaderClient, round: Round, fields: dict[str, str], said: str
) -> None:
    workshop, lead = make_session(round=Round.END)
    person, path = joined(workshop)
    chosen = {**fields, "kaart": card(workshop).pk, "versie": 1}
    late = reader.post(path, chosen)
    assert late.status_code == 409
    assert "De begeleider ging verder met ‘Afsluiten’." in text(late)
    assert f"Je koos bij ‘Kaart 1’: {said}. Dat hebben we bewaard" in text(late)
    assert reader.post(path, {**chosen, "kaart": 999}).status_code == 409
    assert reader.post(path, {**chosen, **{name: "x" for name in fields if name != "doe"}}).status_code == 409
    assert person.late_choices.filter(round=round).count() == 1
    assert not person.choices.exists()
    assert f"Bij ‘{round.label}’ kwam 1 keuze te laat." in text(reader.get(lead))
    assert "Laat meetellen" not in text(reader.get(path))
    reader.post(lead, {"doe": "ronde", "ronde": round})
    page = BeautifulSoup(reader.get(path).content, "html.parser")
    form = page.select_one(".ws-late form")
    assert "Laat meetellen" in form.text
    again = reader.post(path, {field["name"]: field["value"] for field in form.select("input")})
    assert again.status_code == 303
    assert not person.late_choices.exists()
    assert "te laat" not in text(reader.get(lead))
    now, own = card(workshop), person.choices.first()
    assert (own and (own.pile or own.is_pick)) or now.stays is False or (now.effort, now.effect) == (1, 3)


def test_a_late_choice_can_be_forgotten_and_goes_along_when_people_are_merged(reader: ReaderClient) -> None:
    workshop, lead = make_session(round=Round.WEIGH)
    (former, path), (stays, other) = joined(workshop), joined(workshop)
    for one, place in ((path, 1), (path, 2), (other, 2)):
        reader.post(one, {"doe": "sorteren", "kaart": card(workshop, place).pk, "stapel": "opzij"})
    reader.post(lead, {"doe": "samenvoegen", "wie": former.pk, "met": stays.pk})
    assert stays.late_choices.count() == 2
    reader.post(path, {"doe": "vergeten", "ronde": "sorteren", "kaart": card(workshop, 1).pk})
    assert [each.card.place for each in stays.late_choices.all()] == [2]
    assert "2 keuzes" not in text(reader.get(lead))


def test_an_action_is_taken_in_every_round_and_a_wrong_one_keeps_what_was_typed(reader: ReaderClient) -> None:
    workshop, _ = make_session(round=Round.END)
    _, path = joined(workshop)
    wrong = reader.post(path, {"doe": "actie", "what": "", "owner": "Eva uit Weert"})
    assert wrong.status_code == 400
    assert 'value="Eva uit Weert"' in wrong.content.decode()
    assert reader.post(path, {"doe": "actie", "what": "Bel terug"}).status_code == 303
    assert workshop.actions.get().what == "Bel terug"


@pytest.mark.parametrize(
    ("round", "first", "second", "said"),
    [
        (
            Round.WEIGH,
            {"doe": "wegen", "blijft": "ja"},
            {"doe": "wegen", "blijft": "nee"},
            "Nu: blijft. Jij koos: valt af.",
        ),
        (
            Round.BOARD,
            {"doe": "plaatsen", "moeite": "1", "effect": "3"},
            {"doe": "plaatsen", "moeite": "3", "effect": "1"},
            "Nu: moeite: weinig, effect: veel. Jij koos: moeite: veel, effect: weinig.",
        ),
    ],
)
def test_the_later_of_two_who_move_a_card_is_told(
    reader: ReaderClient, round: Round, first: dict[str, str], second: dict[str, str], said: str
) -> None:
    workshop, _ = make_session(round=round)
    (_, one), (_, other) = joined(workshop), joined(workshop)
    seen = {"kaart": card(workshop).pk, "versie": 1}
    assert reader.post(one, {**seen, **first}).status_code == 303
    told = reader.post(other, {**seen, **second})
    assert told.status_code == 409
    assert said in text(told)
    assert reader.post(other, {**seen, **first}).status_code == 303, "the same is no conflict"
    assert reader.post(other, {**seen, **second, "versie": 2}).status_code == 303


def test_the_later_of_two_who_edit_an_action_keeps_what_he_typed(reader: ReaderClient) -> None:
    workshop, _ = make_session(round=Round.ACTIONS)
    (_, one), (_, other) = joined(workshop), joined(workshop)
    new = {"doe": "actie", "what": "Brief herschrijven", "owner": "Eva", "due": "2027-02-01", "figure": "belletjes"}
    assert [reader.post(one, new).status_code for _ in range(2)] == [303, 303]
    action = workshop.actions.get()
    seen = {"doe": "actie", "actie": action.pk, "versie": 1}
    assert reader.post(one, {**seen, "what": "Brief korter maken"}).status_code == 303
    told = reader.post(other, {**seen, "what": "Brief mooier maken"})
    assert told.status_code == 409
    assert "‘Brief korter maken’" in text(told)
    assert 'value="Brief mooier maken"' in told.content.decode()
    assert reader.post(other, {**seen, "doe": "actie-weg"}).status_code == 409
    assert reader.post(other, {**seen, "doe": "actie-weg", "versie": 2}).status_code == 303
    gone = reader.post(one, {**seen, "versie": 2, "what": "Nog eens"})
    assert gone.status_code == 409
    assert 'value="Nog eens"' in gone.content.decode()


def test_a_conditional_request_says_whether_anything_changed(
    reader: ReaderClient, django_assert_num_queries: Any
) -> None:
    workshop, lead = make_session(round=Round.WEIGH)
    _, path = joined(workshop)
    etag = reader.get(f"{path}stand/")["ETag"]
    with django_assert_num_queries(2):
        answer = reader.get(f"{path}stand/", headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    reader.post(path, {"doe": "wegen", "kaart": card(workshop).pk, "versie": 1, "blijft": "ja"})
    for one in (path, lead, f"{path}plan/"):
        assert reader.get(f"{one}stand/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("round", list(Round))
def test_queries_do_not_grow_with_cards_and_people(
    reader: ReaderClient, round: Round, django_assert_max_num_queries: Any
) -> None:
    workshop, lead = make_session(cards=60, people=30, round=round)
    _, path = joined(workshop)
    cards = list(workshop.cards.all())
    Choice.objects.bulk_create(
        Choice(participant=each, card=one, pile="meer", is_pick=place < 3)
        for each in workshop.participants.all()
        for place, one in enumerate(cards)
    )
    for one, most in ((path, 11), (lead, 11), (f"{lead}scherm/", 10)):
        with django_assert_max_num_queries(most):
            assert reader.get(one).status_code == 200


def test_the_facilitator_leads_back_and_forth_corrects_and_shuts(reader: ReaderClient) -> None:
    workshop, lead = make_session()
    person, path = joined(workshop, "Eva")
    for wanted in (Round.SORT, Round.GOAL, Round.END, Round.ACTIONS):
        assert reader.post(lead, {"doe": "ronde", "ronde": wanted}).status_code == 303
    workshop.refresh_from_db()
    assert (workshop.round, workshop.closed_at) == (Round.ACTIONS, None)
    assert reader.post(lead, {"doe": "ronde", "ronde": "dansen"}).status_code == 400
    reader.post(lead, {"doe": "gegevens", "title": "Nieuwe titel", "goal": "", "day": ""})
    reader.post(lead, {"doe": "kaarten", "own": "Vijfde kaart"})
    reader.post(lead, {"doe": "kaart-weg", "kaart": card(workshop).pk})
    reader.post(lead, {"doe": "noemen", "wie": person.pk, "name": "Eef"})
    reader.post(lead, {"doe": "meedoen", "open": "nee"})
    assert reader.get(f"/w/{workshop.code}").status_code == 404
    reader.post(lead, {"doe": "meedoen", "open": "ja"})
    assert reader.get(f"/w/{workshop.code}").status_code == 200
    page = text(reader.get(lead))
    assert "Nieuwe titel" in page and "Vijfde kaart" in page and "Eef" in page
    screen = reader.post(lead, {"doe": "scherm"})["Location"]
    assert workshop.spoken_code in text(reader.get(screen))
    assert reader.post(screen, {"doe": "ronde", "ronde": Round.END}).status_code in (200, 405)
    assert reader.post(path, {"doe": "ronde", "ronde": Round.END}).status_code == 400, "a participant does not lead"
    reader.post(lead, {"doe": "deelnemer-weg", "wie": person.pk})
    assert reader.get(path).status_code == 404


def test_who_joined_twice_is_merged_and_both_addresses_work(reader: ReaderClient) -> None:
    workshop, lead = make_session(round=Round.PICK)
    (former, lost), (stays, now) = joined(workshop, "Eva"), joined(workshop)
    for person, places in ((former, (1, 2, 3)), (stays, (3, 4))):
        for place in places:
            Choice.objects.create(participant=person, card=card(workshop, place), is_pick=True, pile="meer")
    assert reader.post(lead, {"doe": "samenvoegen", "wie": former.pk, "met": former.pk}).status_code == 400
    assert reader.post(lead, {"doe": "samenvoegen", "wie": former.pk, "met": stays.pk}).status_code == 303
    assert workshop.participants.get() == stays
    assert stays.choices.count() == 4
    assert stays.choices.filter(is_pick=True).count() == 3
    for path in (lost, now):
        assert "Eva" in text(reader.get(path))


def test_deleting_takes_one_press_and_leaves_nothing(reader: ReaderClient) -> None:
    workshop, lead = make_session(people=2)
    _, path = joined(workshop)
    plan = reader.post(lead, {"doe": "plan-adres"})["Location"]
    assert reader.get(f"{lead}verwijderen/").status_code == 200
    assert Workshop.objects.exists(), "a followed link deletes nothing"
    assert "verwijderd" in text(reader.post(f"{lead}verwijderen/", {"ja": "1"}))
    assert {reader.get(one).status_code for one in (lead, path, plan)} == {404}
    assert not SecretAddress.objects.filter(kind__startswith="werksessie").exists()
    assert not Participant.objects.exists()


def count_of(reader: ReaderClient, people: int, *, days: int = 0) -> int:
    """How often method 31 counts after such a session was closed."""
    path = making.make("T", "", None, ALL, [("methode", 31, "Herinnering", "/m/31"), ("", None, "Eigen", "")])
    workshop = Workshop.objects.latest("pk")
    for _ in range(people):
        person, _ = joined(workshop)
        for each in workshop.cards.all():
            Choice.objects.create(participant=person, card=each, is_pick=True)
    for wanted in (Round.END, Round.GOAL, Round.END):
        reader.post(path, {"doe": "ronde", "ronde": wanted})
    found = TeamCount.objects.filter(number=31).first()
    return found.teams if found else 0


def test_a_session_counts_once_with_three_people_and_once_a_network_and_day(reader: ReaderClient, later: Any) -> None:
    assert count_of(reader, 2) == 0
    assert count_of(reader, 3) == 1
    assert count_of(reader, 3) == 1, "the same network on the same day"
    later(days=1, minutes=1)
    assert count_of(reader, 4) == 2


def test_hostile_words_stand_there_as_they_are(reader: ReaderClient) -> None:
    workshop, lead = make_session(round=Round.ACTIONS)
    _, path = joined(workshop, "<script>alert(1)</script>")
    reader.post(path, {"doe": "actie", "what": "<img src=x onerror=y> {{ 7 }}", "card": "' OR 1=1"})
    reader.post(path, {"doe": "actie", "what": "<img src=x onerror=y> {{ 7 }}"})
    for one in (path, lead, f"{lead}plan/", f"{lead}scherm/"):
        page = reader.get(one).content.decode()
        assert "<script>alert" not in page and "<img src=x" not in page
    wrong = [
        {"doe": "plaatsen", "kaart": "x" * 30},
        {"doe": "wegen", "kaart": "99999999999"},
        {"doe": ""},
        {"doe": "ronde"},
    ]
    for each in wrong:
        assert reader.post(path, each).status_code in (400, 409)
        assert reader.post(lead, each).status_code in (400, 409)


def test_only_forms_are_taken(client: Client) -> None:
    workshop, lead = make_session()
    _, path = joined(workshop)
    for one in (lead, path, f"{lead}plan/"):
        assert client.post(one, "{}", content_type="application/json").status_code == 415
    assert reverse("workshop_start") == "/werksessie/"
    assert timedelta(0) < workshop.code_ends_at - timezone.now() <= timedelta(days=14)
