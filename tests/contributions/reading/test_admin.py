"""Editors open a round on a draft, read comments beside it, decide, and finish it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from contributions.reading import pool
from contributions.reading.models import Decision, PoolReader, ReadingComment, ReviewRound, RoundReader
from core.mail import rendering
from core.mail.delivery import send_due
from core.mail.models import OutgoingMail
from core.models import User
from core.submissions.views import SEEN
from editorial.setup.roles import WRITER
from tests.clock import Later
from tests.contributions.reading.conftest import CANARY, MakeRound, begin, letters_to, secret
from tests.editors import Login
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, ThemeFactory
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db
ANNA, BRAM, CORA = "anna@voorbeeld.nl", "bram@voorbeeld.nl", "cora@voorbeeld.nl"


def filled(**fields: Any) -> dict[str, Any]:
    day = timezone.localdate() + timedelta(days=7)
    return {"last_day": day.isoformat(), "invitation": "", "questions": "", "addresses": ANNA, **fields}


def form_of(client: Client, review: ReviewRound) -> dict[str, str]:
    """What the form with decisions sends as it stands."""
    page = soup(client, reverse("reading_admin_round", args=[review.pk]))
    form: Any = next(form for form in page.select("form") if form.select_one("input[value=besluiten]"))
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    fields |= {area["name"]: area.get_text().removeprefix("\n") for area in form.select("textarea")}
    for choice in form.select("select"):
        chosen = choice.select_one("option[selected]")
        fields[choice["name"]] = chosen["value"] if chosen else ""
    return fields


def comment_of(reader: ReaderClient, email: str, text: str) -> ReadingComment:
    path = begin(reader, email)
    field = soup(reader, path).select_one("textarea")["name"]
    reader.post(path, {field: text, SEEN: "een BSN of een ander lang nummer"})
    return ReadingComment.objects.get(text=text)


def test_a_writer_opens_a_round_from_the_page(writer: Client) -> None:
    page = make_method(title="Wat er stond")
    page.title = f"Een {CANARY}"
    page.save_revision()
    address = reverse("reading_admin_open", args=[page.pk])
    assert address in writer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert writer.get(address).status_code == 200
    response = writer.post(address, filled(questions="Snap je het?", addresses=f"{ANNA}, {BRAM.upper()}\n{ANNA}"))
    review = ReviewRound.objects.get()
    assert response["Location"] == reverse("reading_admin_round", args=[review.pk])
    assert review.draft_title == page.title
    assert sorted(review.readers.values_list("email", flat=True)) == [ANNA, BRAM]
    edit = writer.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).text
    assert reverse("reading_admin_round", args=[review.pk]) in edit
    assert PageLogEntry.objects.filter(page=page.pk, action="contributions.reading_opened").count() == 1
    assert CANARY in writer.get(reverse("reading_admin_draft", args=[review.pk])).text


def test_of_the_pool_who_fits_is_asked_once(writer: Client) -> None:
    family, theme = FamilyFactory(), ThemeFactory()
    for email, chosen, is_confirmed in (
        (ANNA, {"families": [family.slug], "themes": [theme.slug]}, True),
        (BRAM, {"families": [], "themes": [theme.slug]}, True),
        (CORA, {"families": [family.slug], "themes": []}, False),
    ):
        member = PoolReader.objects.create(email=email, confirmed_at=timezone.now() if is_confirmed else None)
        pool.set_wishes(member, chosen)
    address = reverse("reading_admin_open", args=[make_case().pk])
    writer.post(address, filled(families=[family.pk], themes=[theme.pk], addresses=ANNA))
    assert sorted(RoundReader.objects.values_list("email", flat=True)) == [ANNA, BRAM]
    assert [len(letters_to(email)) for email in (ANNA, BRAM, CORA)] == [1, 1, 0]
    assert "Nooit meer een uitnodiging" in rendering.text(letters_to(ANNA)[0])


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"addresses": ""}, "Niemand krijgt zo een uitnodiging."),
        ({"addresses": "anna"}, "‘anna’ is geen e-mailadres."),
        ({"last_day": ""}, "Kies tot en met wanneer."),
        ({"last_day": "2020-01-01"}, "Kies een dag vanaf vandaag en binnen 120 dagen."),
        ({"last_day": "31-31-31"}, "Dit is geen datum."),
    ],
)
def test_what_is_wrong_is_said_and_kept(writer: Client, fields: dict[str, str], error: str) -> None:
    response = writer.post(
        reverse("reading_admin_open", args=[make_method().pk]), filled(invitation="Over iets nieuws.", **fields)
    )
    assert error in response.text
    assert "Over iets nieuws." in response.text
    assert ReviewRound.objects.count() == OutgoingMail.objects.count() == 0


def test_only_who_may_edit_the_page_sees_anything(make_round: MakeRound, client: Client) -> None:
    """Somebody who may edit elsewhere, a stranger, and a page that is no registered kind."""
    review = make_round(ANNA)
    elsewhere = make_listing(make_site().home, "Elders", "elders")
    group = Group.objects.create(name="Elders")
    group.permissions.set(Group.objects.get(name=WRITER).permissions.filter(codename="access_admin"))
    for given in GroupPagePermission.objects.filter(group__name=WRITER):
        GroupPagePermission.objects.create(group=group, page=elsewhere, permission=given.permission)
    user = User.objects.create_user("elders", password="een-lang-wachtwoord")
    user.groups.add(group)
    other = Client()
    other.force_login(user)
    places = [reverse(name, args=[review.pk]) for name in ("reading_admin_round", "reading_admin_draft")]
    for place in (*places, reverse("reading_admin_open", args=[review.page_id])):
        for visitor in (other, client):
            for response in (visitor.get(place), visitor.post(place, {"actie": "sluiten"})):
                assert response.status_code == 302
                assert CANARY not in response.text
    listed = other.get(reverse("reading_admin"))
    assert CANARY not in listed.text
    assert "data-round" not in listed.text
    assert not ReviewRound.objects.get().has_ended


def test_a_page_that_is_no_kind_has_no_rounds(writer: Client) -> None:
    home = make_site().home
    assert writer.get(reverse("reading_admin_open", args=[home.pk])).status_code == 404
    assert "Laat meelezen" not in writer.get(reverse("wagtailadmin_pages:edit", args=[home.pk])).text


def test_decisions_stand_with_who_made_them(make_round: MakeRound, reader: ReaderClient, writer: Client) -> None:
    review = make_round(ANNA)
    comment = comment_of(reader, ANNA, "Bel 06 12345678 voor meer.")
    page = soup(writer, reverse("reading_admin_round", args=[review.pk]))
    assert "een BSN of een ander lang nummer" in words(page.select_one("[data-personal-details]"))
    sent = form_of(writer, review) | {f"o{comment.pk}-decision": "niet-overgenomen"}
    refused = writer.post(reverse("reading_admin_round", args=[review.pk]), sent)
    assert refused.status_code == 400
    assert "Schrijf in een paar woorden waarom niet." in refused.text
    sent[f"o{comment.pk}-answer"] = "Dat nummer wijzigt vaak."
    assert writer.post(reverse("reading_admin_round", args=[review.pk]), sent).status_code == 302
    comment.refresh_from_db()
    assert (comment.decision, comment.answer) == (Decision.NOT_TAKEN, "Dat nummer wijzigt vaak.")
    assert comment.decided_by is not None


def test_two_editors_at_once(make_round: MakeRound, reader: ReaderClient, login: Login) -> None:
    """Both look; the first decides; the second is told, keeps his words, and what only he changed is kept."""
    review = make_round(ANNA, BRAM, CORA)
    first, second, third = (
        comment_of(reader, email, f"Van {email.partition('@')[0]}.") for email in (ANNA, BRAM, CORA)
    )
    address = reverse("reading_admin_round", args=[review.pk])
    eva, otto = login(WRITER), login(WRITER)
    of_eva, of_otto = form_of(eva, review), form_of(otto, review)
    of_eva |= {f"o{first.pk}-decision": "overgenomen", f"o{third.pk}-decision": "overgenomen"}
    assert eva.post(address, of_eva).status_code == 302
    of_otto |= {
        f"o{first.pk}-decision": "niet-overgenomen",
        f"o{first.pk}-answer": "Woorden van Otto.",
        f"o{second.pk}-decision": "overgenomen",
    }
    response = otto.post(address, of_otto)
    assert response.status_code == 400
    told = BeautifulSoup(response.content, "html.parser").select_one(f"[data-comment='{first.pk}']")
    assert "koos net ‘Overgenomen’" in words(told)
    assert "Woorden van Otto." in words(told)
    for comment in (first, second, third):
        comment.refresh_from_db()
        assert (comment.decision, comment.answer) == (Decision.TAKEN, "")
    again = {field["name"]: field.get("value", "") for field in told.select("input[name]")}  # type: ignore[union-attr]
    again |= {"actie": "besluiten", f"o{first.pk}-decision": "niet-overgenomen"}
    again[f"o{first.pk}-answer"] = "Woorden van Otto."
    assert otto.post(address, again).status_code == 302
    first.refresh_from_db()
    assert (first.decision, first.answer) == (Decision.NOT_TAKEN, "Woorden van Otto.")


def test_a_round_of_three_readers_to_its_end(
    make_round: MakeRound, reader: ReaderClient, writer: Client, later: Later
) -> None:
    review = make_round(ANNA, BRAM, CORA, "nooit@voorbeeld.nl")
    address = reverse("reading_admin_round", args=[review.pk])
    for email in (ANNA, BRAM):
        comment_of(reader, email, f"Van {email.partition('@')[0]}.")
    begin(reader, CORA)
    writer.post(address, {"actie": "sluiten"})
    assert ReviewRound.objects.get().has_ended
    writer.post(address, {"actie": "afronden"})
    assert ReviewRound.objects.get().finished_at is None, "who was writing has a day"
    later(hours=25)
    writer.force_login(User.objects.get())
    writer.post(address, {"actie": "afronden"})
    assert ReviewRound.objects.get().finished_at is None, "two comments wait"
    sent = form_of(writer, review)
    of_anna, of_bram = ReadingComment.objects.order_by("pk")
    sent |= {f"o{of_anna.pk}-decision": "overgenomen", f"o{of_bram.pk}-decision": "niet-overgenomen"}
    writer.post(address, sent | {f"o{of_bram.pk}-answer": "Dat staat er al."})
    for _ in range(2):
        writer.post(address, {"actie": "afronden"})
    review.refresh_from_db()
    assert review.read_along == 3
    done = OutgoingMail.objects.filter(template="reading/done")
    assert sorted(done.values_list("to", flat=True)) == [ANNA, BRAM, CORA]
    send_due()
    assert all(len(one.alternatives) == 1 for one in mail.outbox), "plain and HTML"
    told = {one.to[0]: one.body for one in mail.outbox if "gedaan" in one.subject}
    assert "De redactie nam haar over." in told[ANNA]
    assert "De redactie nam haar niet over." in told[BRAM]
    assert "Je schreef geen opmerkingen." in told[CORA]


def test_what_was_done_stands_behind_the_address_in_the_letter(
    make_round: MakeRound, reader: ReaderClient, writer: Client, later: Later
) -> None:
    review = make_round(ANNA)
    comment_of(reader, ANNA, "Te lang.")
    ReadingComment.objects.update(decision=Decision.NOT_TAKEN, answer="Dat staat er al.")
    later(days=9)
    writer.force_login(User.objects.get())
    writer.post(reverse("reading_admin_round", args=[review.pk]), {"actie": "afronden"})
    assert len(letters_to(ANNA)) == 2
    shown = words(soup(reader, secret(letters_to(ANNA)[-1])).main)
    assert "De redactie heeft alle opmerkingen bekeken." in shown
    assert "Niet overgenomen. Dat staat er al." in shown


def test_more_readers_and_a_later_end(make_round: MakeRound, writer: Client, later: Later) -> None:
    review = make_round(ANNA)
    address = reverse("reading_admin_round", args=[review.pk])
    writer.post(address, {"actie": "uitnodigen", "addresses": f"{ANNA} {BRAM}"})
    assert [len(letters_to(email)) for email in (ANNA, BRAM)] == [1, 1]
    assert "‘fout’ is geen e-mailadres." in writer.post(address, {"actie": "uitnodigen", "addresses": "fout"}).text
    later(days=8)
    writer.force_login(User.objects.get())
    writer.post(address, {"actie": "uitnodigen", "addresses": CORA})
    assert not letters_to(CORA)
    day = timezone.localdate() + timedelta(days=3)
    writer.post(address, {"actie": "verlengen", "last_day": day.isoformat()})
    review.refresh_from_db()
    assert timezone.localdate(review.last_day) == day
    writer.post(address, {"actie": "uitnodigen", "addresses": CORA})
    assert letters_to(CORA)


def test_lists_cost_the_same_with_two_and_with_twenty(
    make_round: MakeRound, reader: ReaderClient, writer: Client
) -> None:
    review = make_round(ANNA)
    comment = comment_of(reader, ANNA, "Eerste.")
    user = User.objects.first()
    places = [reverse("reading_admin"), reverse("reading_admin_round", args=[review.pk])]
    costs = []
    for count in (1, 18):
        for number in range(count):
            make_round(f"lezer{count}-{number}@voorbeeld.nl", page=review.page.specific)
            text = f"{count} {number}"
            ReadingComment.objects.create(
                reader=comment.reader, part="deel", heading="Kop", text=text, decided_by=user, decision="overgenomen"
            )
        found = []
        for place in places:
            writer.get(place)
            with CaptureQueriesContext(connection) as queries:
                assert writer.get(place).status_code == 200
            found.append(len(queries))
        costs.append(found)
    assert costs[0] == costs[1]
