"""Outgoing mail in the admin: for administrators, to read."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from core.mail.models import OutgoingMail
from core.mail.queue import queue
from core.models import User
from editorial.setup.roles import ADMINISTRATOR, PUBLISHER

pytestmark = pytest.mark.django_db
INBOX = "https://www.example.nl/beheer/binnengekomen/"


@pytest.fixture
def letter() -> OutgoingMail:
    queue("submissions", "lezer@example.nl", {"inbox": INBOX})
    return OutgoingMail.objects.get()


def logged_in(client: Client, role: str) -> Client:
    user = User.objects.create_user("iemand", password="een-lang-wachtwoord")
    user.groups.add(Group.objects.get(name=role))
    client.force_login(user)
    return client


def test_on_a_local_site_a_letter_can_be_read(client: Client, letter: OutgoingMail, settings: Any) -> None:
    settings.LOCAL = True
    admin = logged_in(client, ADMINISTRATOR)
    page = admin.get(reverse("mail:index")).content.decode()
    assert "lezer@example.nl" in page
    one = reverse("mail:inspect", args=[letter.pk])
    assert one in page
    read = admin.get(one).content.decode()
    assert INBOX in read
    assert "Een lezer stuurde iets in" in read


def test_elsewhere_its_words_stay_between_the_site_and_the_reader(client: Client, letter: OutgoingMail) -> None:
    page = logged_in(client, ADMINISTRATOR).get(reverse("mail:inspect", args=[letter.pk])).content.decode()
    assert letter.message_id.strip("<>") in page
    assert INBOX not in page


def test_nobody_changes_a_letter_and_an_editor_sees_none(client: Client, letter: OutgoingMail) -> None:
    admin = logged_in(client, ADMINISTRATOR)
    for name, arguments in (("mail:add", []), ("mail:edit", [letter.pk]), ("mail:delete", [letter.pk])):
        assert admin.get(reverse(name, args=arguments)).status_code == 302
    User.objects.get(username="iemand").groups.set([Group.objects.get(name=PUBLISHER)])
    assert client.get(reverse("mail:index")).status_code == 302
