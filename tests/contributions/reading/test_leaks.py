"""Words of a draft stay behind the secret address: a canary in every place a stranger or another editor can look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.test import Client
from django.utils import timezone

from contributions.reading import rounds
from contributions.reading.models import ReadingComment, ReviewRound, RoundReader
from core.mail.delivery import send_due
from core.models import User
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.clock import Later
from tests.contributions.reading.conftest import CANARY, MakeRound, begin
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ANNA, BRAM = "anna@voorbeeld.nl", "bram@voorbeeld.nl"


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """It makes no difference here which one."""
    return embedded


def places(review: ReviewRound) -> Iterator[str]:
    page = review.page
    yield from ("/", "/methoden/", "/methoden/atom.xml", "/sitemap.xml", page.url, f"/m/{page.specific.number}")
    yield from ("/zoeken/?q=kanarie", f"/zoeken/?q={CANARY[:9]}", "/zoeken/atom.xml?q=methode", "/wijzigingen/")
    yield from ("/zoeken/suggesties/?q=kanari", "/zoeken/suggesties/?q=openbare")
    yield from ("/meedoen/meelezen/", f"/meedoen/meelezen/{review.pk}/", f"/beheer/meelezen/{review.pk}/concept/")


@pytest.mark.usefixtures("kept_pages")
def test_a_draft_that_is_read_along_is_nowhere_else(
    make_round: MakeRound, reader: ReaderClient, worker: Worker, client: Client
) -> None:
    """Also after readers drew it in this process, whose caches are warm."""
    review = make_round(ANNA, is_open=True, shows_others=True, questions=f"Wat vind je van {CANARY}?")
    path = begin(reader, ANNA)
    for _ in range(2):
        assert CANARY in reader.get(path).text
        while worker.step():
            pass
        for place in places(review):
            response = client.get(place)
            assert response.status_code in (200, 301, 302, 304), place
            assert CANARY not in f"{response.text} {response.headers}", place
    assert CANARY not in client.get(path.upper().replace("/S/", "/s/")).headers.values()


def test_an_editor_without_rights_on_the_page_finds_nothing_in_the_api(make_round: MakeRound) -> None:
    review = make_round(ANNA)
    group = Group.objects.create(name="Alleen kijken")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user("kijker", password="een-lang-wachtwoord")
    user.groups.add(group)
    other = Client()
    other.force_login(user)
    for place in ("/beheer/api/main/pages/", f"/beheer/api/main/pages/{review.page_id}/", "/beheer/meelezen/"):
        response = other.get(place, {"search": CANARY} if place.endswith("pages/") else {})
        assert CANARY not in response.text, place


@pytest.mark.parametrize("shows_title", [False, True])
def test_letters_hold_the_title_only_if_the_editor_says_so(
    make_round: MakeRound, reader: ReaderClient, later: Later, shows_title: bool
) -> None:
    review = make_round(ANNA, shows_title=shows_title, is_open=True, questions=f"Wat vind je van {CANARY}?")
    rounds.asked_for(review, BRAM)
    begin(reader, ANNA)
    anna = RoundReader.objects.get(email=ANNA)
    ReadingComment.objects.create(
        reader=anna, part="deel", heading=f"Doe de {CANARY}", text=f"Dat {CANARY}.", decision="overgenomen"
    )
    later(days=9)
    rounds.finished(ReviewRound.objects.get(), None)
    send_due()
    assert len(mail.outbox) == 3
    for letter in mail.outbox:
        html = str(letter.alternatives[0][0])  # type: ignore[attr-defined]
        for text in (f"{letter.subject} {letter.body}", html):
            assert text.count(CANARY) == text.count(f"Nieuwe {CANARY}")
            assert (f"‘Nieuwe {CANARY}’" in text) == shows_title
        assert "/stop/" in letter.body
        assert "<h1" in html


def finished_round(review: ReviewRound, *readers: tuple[str, str, bool]) -> None:
    for email, name, may_be_named in readers:
        RoundReader.objects.create(
            round=review, email=email, joined_at=timezone.now(), name=name, may_be_named=may_be_named
        )
    ReviewRound.objects.filter(pk=review.pk).update(ends_at=timezone.now())
    rounds.finished(ReviewRound.objects.get(pk=review.pk), None)


def note_of(client: Client, page: Any) -> str:
    found = soup(client, page.url).select_one("[data-note]")
    return words(found) if found else ""


@pytest.mark.usefixtures("kept_pages")
def test_the_published_page_says_how_many_read_along(make_round: MakeRound, client: Client) -> None:
    review = make_round()
    finished_round(review, (ANNA, "Anna A.", True), (BRAM, "Bram B.", False), ("c@voorbeeld.nl", "", False))
    page = review.page.specific
    assert note_of(client, page) == "", "what was read along is not published yet"
    page.save_revision().publish()
    assert note_of(client, page) == "3 meelezers lazen het concept van deze pagina mee, onder wie Anna A."
    rounds.unnamed(RoundReader.objects.get(email=ANNA))
    assert note_of(client, page) == "3 meelezers lazen het concept van deze pagina mee."


def test_a_round_nobody_read_in_says_nothing(make_round: MakeRound, client: Client) -> None:
    review = make_round(ANNA)
    finished_round(review)
    review.page.specific.save_revision().publish()
    assert note_of(client, review.page.specific) == ""
