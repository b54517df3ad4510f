"""Readers read the agenda of a family along: a version that is a concept, with a remark at each activity."""

from __future__ import annotations

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agenda.models import ActivityPage, AgendaVersion
from contributions.reading import rounds
from contributions.reading.models import ReadingComment, ReviewRound, RoundReader
from core.jobs import one_turn
from core.mail import rendering
from core.models import User
from tests.clock import Later
from tests.contributions.reading.conftest import CANARY, address_of, begin, letters_to
from tests.editors import login, publisher, writer
from tests.factories.agenda import make_activity
from tests.factories.vocabulary import FamilyFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

__all__ = ["login", "publisher", "writer"]

pytestmark = pytest.mark.django_db
ANNA, BRAM = "anna@voorbeeld.nl", "bram@voorbeeld.nl"
AGENDA = "/agenda/waterschap/"


@pytest.fixture
def version(db: None) -> AgendaVersion:
    family = FamilyFactory(slug="waterschap", plural="Waterschappen")
    make_activity(title="Heldere brieven", goal="Iedereen snapt de brief.", families=[family])
    make_activity(title="Verborgen", slug="verborgen", goal=f"Een {CANARY}.", families=[family])
    make_activity(title=f"Concept {CANARY}", families=[family], live=False)
    kept = AgendaVersion.objects.create(family=family)
    ActivityPage.objects.get(slug="verborgen").unpublish()
    return kept


def opened(client: Client, version: AgendaVersion, **fields: str) -> ReviewRound:
    """As an editor opens it, from the screen of the version."""
    edit = soup(client, reverse("agendaversies:edit", args=[version.pk]))
    address = next(link["href"] for link in edit.select("a") if words(link) == "Laat meelezen")
    assert "Versie 1 van de agenda van waterschappen" in words(soup(client, str(address)))
    day = timezone.localdate() + timedelta(days=7)
    sent = {"last_day": day.isoformat(), "invitation": "", "questions": "", "addresses": f"{ANNA} {BRAM}", **fields}
    response = client.post(str(address), sent)
    review = ReviewRound.objects.get()
    assert response["Location"] == reverse("reading_admin_round", args=[review.pk])
    return review


def field_at(page: BeautifulSoup, heading: str) -> str:
    [field] = [area for area in page.select("textarea") if heading in words(area.find_previous("label"))]
    return str(field["name"])


@pytest.mark.usefixtures("kept_pages")
def test_an_agenda_is_read_along_to_its_end(
    version: AgendaVersion, publisher: Client, reader: ReaderClient, client: Client, later: Later
) -> None:
    assert "meelez" not in words(soup(client, AGENDA).main)
    review = opened(publisher, version, is_open="on", shows_title="on")
    invited = words(soup(client, AGENDA).select_one("[data-note]"))
    assert invited.startswith("Lees mee met versie 1 van de agenda van waterschappen . Dat kan tot en met")
    assert "‘Versie 1 van de agenda van waterschappen’" in words(soup(client, "/meedoen/meelezen/").main)
    letter = rendering.text(letters_to(ANNA)[0])
    assert "‘Versie 1 van de agenda van waterschappen’, voordat het wordt vastgesteld" in " ".join(letter.split())
    assert "Je ziet het concept zoals het nu is." in words(soup(reader, address_of(ANNA)).main)
    path = begin(reader, ANNA)
    page = soup(reader, path)
    assert "Iedereen snapt de brief." in words(page.main)
    assert CANARY not in page.decode()
    assert len(page.select("textarea")) == 3, "the whole, the activity, what is missing"
    typed = {field_at(page, "Heldere brieven"): "Dit is al klaar.", field_at(page, "Wat ontbreekt"): "De app."}
    assert reader.post(path, typed | {"name": "Anna A.", "may_be_named": "on"}).status_code == 303
    begin(reader, BRAM)
    shown = soup(publisher, reverse("reading_admin_round", args=[review.pk]))
    assert "Dit is al klaar." in words(shown)
    assert [words(link) for link in shown.select("a[target=concept]")] == ["Heldere brieven", "Wat ontbreekt"]
    assert "Heldere brieven" in publisher.get(reverse("reading_admin_draft", args=[review.pk])).text
    assert "data-round" in publisher.get(reverse("reading_admin")).text
    ReadingComment.objects.update(decision="overgenomen", answer="Dank, aangepast.")
    later(days=9)
    publisher.force_login(User.objects.get())
    publisher.post(reverse("reading_admin_round", args=[review.pk]), {"actie": "afronden"})
    assert "Dank, aangepast." in words(soup(reader, path).main)
    said = "2 meelezers lazen versie 1 van de agenda van waterschappen mee, onder wie Anna A."
    for place in (AGENDA, f"{AGENDA}versies/"):
        assert [words(note) for note in soup(client, place).select("[data-note]")] == [said], place
    later(days=91)
    one_turn()
    assert (ReadingComment.objects.count(), ReviewRound.objects.get().content) == (0, {})
    assert list(RoundReader.objects.values_list("email", "name")) == [("", "Anna A.")]
    publisher.force_login(User.objects.get())
    assert "Versie 1 van de agenda" in words(soup(publisher, reverse("reading_admin")))


def test_who_may_not_change_versions_sees_no_round(
    version: AgendaVersion, publisher: Client, writer: Client, client: Client
) -> None:
    """A writer, a stranger; and models that nobody reads along, which have no such address."""
    review = opened(publisher, version)
    label = "agenda.agendaversion"
    names = [("reading_admin_round", [review.pk]), ("reading_admin_draft", [review.pk])]
    for name, args in (*names, ("reading_admin_open_on", [label, version.pk])):
        for visitor in (writer, client):
            assert visitor.post(reverse(name, args=args), {"actie": "sluiten"}).status_code == 302, name
    assert "data-round" not in writer.get(reverse("reading_admin")).text
    assert not ReviewRound.objects.get().has_ended
    assert soup(client, AGENDA).select("[data-note]") == [], "only who is invited knows of it"
    for model, pk in ((label, 0), ("core.user", 1), ("x", 1)):
        assert publisher.get(reverse("reading_admin_open_on", args=[model, pk])).status_code == 404
    version.adopted_by, version.adopted_on, version.source_title = "De vereniging", timezone.localdate(), "Besluit"
    version.save()
    assert "Laat meelezen" not in publisher.get(reverse("agendaversies:edit", args=[version.pk])).text


@pytest.mark.usefixtures("kept_pages")
def test_an_activity_is_read_along_and_its_page_leads_there_when_it_may(reader: ReaderClient, client: Client) -> None:
    page = make_activity(title="Heldere brieven", goal="Iedereen snapt de brief.")
    page.goal = f"Een {CANARY}."
    page.save_revision()
    shown, until = [], timezone.now() + timedelta(days=7)
    for fields in ({"is_open": True}, {"shows_title": True}, {"is_open": True, "shows_title": True}):
        review = rounds.opened(page, None, ends_at=until, **fields)
        shown.append([words(note) for note in soup(client, page.url).select("[data-note]")])
    assert shown[:2] == [[], []], "nobody is told that there is a draft"
    assert shown[2][0].startswith("Lees mee met het concept van deze pagina")
    rounds.invite(review, [], [ANNA])
    path = begin(reader, ANNA)
    draft = soup(reader, path)
    assert CANARY in words(draft.main)
    assert reader.post(path, {field_at(draft, "Stand"): "Dit loopt al."}).status_code == 303
    assert CANARY not in client.get(page.url).text
    rounds.extended(review, timezone.now())
    assert soup(client, page.url).select("[data-note]") == []


def test_a_round_goes_with_its_version(version: AgendaVersion, reader: ReaderClient) -> None:
    review = rounds.opened(version, None, ends_at=timezone.now() + timedelta(days=7))
    rounds.invite(review, [], [ANNA])
    path = address_of(ANNA)
    version.delete()
    assert (ReviewRound.objects.count(), RoundReader.objects.count()) == (0, 0)
    assert reader.get(path).status_code == 404


def test_it_costs_the_same_with_two_and_with_twenty(
    version: AgendaVersion, publisher: Client, reader: ReaderClient
) -> None:
    """Activities, and versions with a round that may be joined."""
    costs = []
    for count in (1, 18):
        for _ in range(count):
            make_activity(families=[version.family])
        kept = AgendaVersion.objects.create(family=version.family)
        for each in (version, kept):
            until = timezone.now() + timedelta(days=7)
            review = rounds.opened(each, None, ends_at=until, is_open=True, shows_title=True)
        rounds.invite(review, [], [ANNA])
        path = begin(reader, ANNA)
        found = []
        admin = reverse("reading_admin")
        for client, place in ((reader, path), (reader, AGENDA), (reader, f"{AGENDA}versies/"), (publisher, admin)):
            client.get(place)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(place).status_code == 200
            found.append(len(queries))
        costs.append(found)
    assert costs[0] == costs[1]
