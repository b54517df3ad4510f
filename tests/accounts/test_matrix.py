"""Role by address over the whole admin: who is not allowed in sees nothing, and no canary word leaves."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from accounts import rights
from accounts.rights import ADMINISTRATOR, ORDER, PUBLISHER, WRITER
from cases.models import CorrectionReport
from feedback.models import ReaderQuestion
from tests.accounts.matrix import ANONYMOUS, OPEN, Address, addresses
from tests.accounts.steps import editor, with_app
from tests.factories.pages import make_method, make_site

pytestmark = pytest.mark.django_db
# `WHOLE_MATRIX=1 pytest tests/accounts/test_matrix.py` asks every address for every role, which takes a minute.
WHOLE = bool(os.environ.get("WHOLE_MATRIX"))
# Word -> the first role that may read it.
CANARIES = {"CANARYconcept": WRITER, "CANARYvraag": PUBLISHER, "CANARYmelding": PUBLISHER, "canaryadres": ADMINISTRATOR}


@pytest.fixture
def found() -> list[Address]:
    """Something with a canary word of each kind, and every address that can be made of it."""
    make_site()
    page = make_method(title="CANARYconcept", live=False)
    question = ReaderQuestion.objects.create(text="CANARYvraag")
    CorrectionReport.objects.create(pk=question.pk, about="bron", text="CANARYmelding")
    user = editor("canaryadres")
    with_app(user)
    group = Group.objects.get(name=WRITER)
    values = dict.fromkeys(("page_id", "page_pk", "parent_page_id", "page_to_move_id"), page.pk)
    models = {"app_label": "core", "model_name": "user", "content_type_app_name": "methods"}
    values |= {"pk": question.pk, "user": user.pk, "user_id": user.pk, "group_id": group.pk, "collection_id": 1}
    values |= {"content_type_model_name": "methodpage", "action": "delete", "action_name": "approve", **models}
    for name in ("image_id", "document_id", "redirect_id", "task_id", "doc_id", "edition", "meeting", "revision_id"):
        values[name] = 1
    made = sorted(set(addresses(values)), key=lambda one: one.path)
    return [*made, Address("user", f"/beheer/users/edit/{user.pk}/", ADMINISTRATOR)]


def opened(client: Client, found: list[Address]) -> Iterator[tuple[Address, str]]:
    """What somebody sees: the addresses that answer with a page, and its words."""
    for address in found:
        reply = client.get(address.path)
        assert reply.status_code < 500, address.path
        if reply.status_code == 200:
            words = b"".join(reply.streaming_content) if reply.streaming else reply.content
            yield address, words.decode(errors="replace")


def leaks(client: Client, role: str, found: list[Address]) -> list[str]:
    """Addresses that open for a role that may not, and canary words that it may not read."""
    rank = ORDER.index(role) if role in ORDER else -1
    said = []
    for address, words in opened(client, found):
        if OPEN.match(address.path):
            continue
        if rank < 0 or (address.least and ORDER.index(address.least) > rank):
            said.append(address.path)
        said += [
            f"{address.path} {word}" for word, least in CANARIES.items() if word in words and ORDER.index(least) > rank
        ]
    return said


def test_nobody_who_is_not_logged_in_sees_anything(found: list[Address]) -> None:
    assert len(found) > 250
    assert leaks(Client(), ANONYMOUS, found) == []


def test_a_session_of_before_the_second_factor_sees_nothing(found: list[Address]) -> None:
    """As a session that another way in would make, now or in a later version of Wagtail."""
    client = Client()
    client.force_login(editor(role=ADMINISTRATOR))
    session = SessionStore(client.session.session_key)
    del session["account_authentication_methods"]
    session.save()
    assert leaks(client, ANONYMOUS, found) == []


@pytest.mark.parametrize("role", ORDER if WHOLE else [WRITER, PUBLISHER])
def test_a_role_opens_nothing_above_it(login: Callable[[str], Client], found: list[Address], role: str) -> None:
    above = [one for one in found if one.least and ORDER.index(one.least) > ORDER.index(role)]
    assert role == ADMINISTRATOR or len(above) > 25
    assert leaks(login(role), role, found if WHOLE else above) == []


def test_each_role_opens_what_is_declared_for_it(login: Callable[[str], Client], found: list[Address]) -> None:
    """So that the test above does not pass because nothing opens for anybody."""
    for role in (PUBLISHER, ADMINISTRATOR):
        own = [one for one in found if one.least == role and one.name.endswith((":index", ":list", ":add", ":rights"))]
        seen = {address for address, _ in opened(login(role), own)}
        assert len(seen) > 0.8 * len(own) > 3, sorted(one.path for one in set(own) - seen)


def test_the_table_of_who_may_what_says_what_is_so(administrator: Client, writer: Client) -> None:
    page = administrator.get("/beheer/wie-mag-wat/").content.decode()
    assert all(right.what in page.replace("&#x27;", "'") for right in rights.DECLARED)
    Group.objects.get(name=PUBLISHER).permissions.filter(codename="delete_theme").delete()
    assert "deels" in administrator.get("/beheer/wie-mag-wat/").content.decode()
    assert writer.get("/beheer/wie-mag-wat/").status_code in (302, 403)
