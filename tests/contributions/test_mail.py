"""The letters of the story by a real mail server, taken apart as a mail program does."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from django.test import Client

from cases.models import CasePage
from contributions.base import reminders
from contributions.models import CaseContribution
from core.mail.delivery import send_due
from methods.models import MethodPage
from tests.clock import Later
from tests.contributions.conftest import address_of
from tests.contributions.test_desk import do
from tests.core.mail.conftest import Server, server

__all__ = ["server"]

pytestmark = pytest.mark.django_db
TRUUS = "truus@boomdorp.example"


def taken(server: Server, subject: str) -> tuple[Message, str]:
    """The newest letter with this subject, and the secret path that both its forms hold."""
    send_due()
    letters = [each for each in server.letters if subject == str(make_header(decode_header(str(each["Subject"]))))]
    letter = letters[-1]
    assert (letter["To"], letter["Auto-Submitted"], letter.get_content_type()) == (
        TRUUS,
        "auto-generated",
        "multipart/alternative",
    )
    plain, html = (part.get_payload(decode=True).decode() for part in letter.get_payload())  # type: ignore[union-attr]
    paths = [set(re.findall(r"https://www\.example\.nl(/s/[a-z2-7]{26}/)", each)) for each in (plain, html)]
    assert paths[0] == paths[1] and len(paths[0]) == 1
    assert "<" not in plain.replace("<https", "") and "Hallo" in plain and "Hallo" in html
    return letter, paths[0].pop()


def test_from_the_question_to_confirm_to_the_question_after_a_year(
    server: Server, reader: Client, method: MethodPage, too: Callable[..., Any], writer: Client, later: Later
) -> None:
    assert reader.post(address_of(method), too(ask_later="on", name="Truus")).status_code == 303
    _, path = taken(server, "Bevestig je inzending")
    reader.post(f"{path}bevestig/", {"ja": "1"})
    _, path = taken(server, "Je inzending is binnen")
    row = CaseContribution.objects.get()
    do(writer, row, "ask", question="Over welke maanden?")
    letter, path = taken(server, "Een vraag over je inzending")
    assert "Over welke maanden?" in str(letter.get_payload(0).get_payload(decode=True), "utf-8")  # type: ignore[union-attr]
    assert reader.post(f"{path}vul-aan/", {"text": "Mei."}).status_code == 303
    do(writer, row, "draft")
    CasePage.objects.get(live=False).get_latest_revision().publish()
    letter, path = taken(server, "Je inzending staat op de site")
    assert letter["List-Unsubscribe"] is None and "Geplaatst" in reader.get(path).content.decode()
    later(days=366)
    assert reminders.send_due() == 1
    letter, path = taken(server, "Hoe gaat het nu, een jaar later?")
    # A long line is folded after its name.
    stop = re.fullmatch(
        r"<https://www\.example\.nl(/s/[a-z2-7]{26}/stop-jaar/)>", str(letter["List-Unsubscribe"]).strip()
    )
    assert stop and letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body, kind = _one_click()
    assert Client().post(stop[1], body, content_type=kind).status_code == 200
    row.refresh_from_db()
    assert [each.purpose for each in row.person.consents.all()] == ["behandeling"]
    assert len({str(each["Message-ID"]) for each in server.letters}) == len(server.letters) == 5


def _one_click() -> tuple[str, str]:
    """As a mail program presses the button: as files go, without a cookie."""
    body = '--grens\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--grens--\r\n'
    return body, "multipart/form-data; boundary=grens"


def test_an_address_that_is_refused_leaves_the_contribution_unconfirmed(
    server: Server, reader: Client, method: MethodPage, too: Callable[..., Any]
) -> None:
    server.replies = ["550 no such user"]
    assert reader.post(address_of(method), too()).status_code == 303
    assert send_due() == 0
    assert (CaseContribution.objects.get().status, server.letters) == ("onbevestigd", [])
