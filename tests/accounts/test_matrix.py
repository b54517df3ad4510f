"""Role by address over the whole admin: who is not allowed in sees nothing, and no canary word leaves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from accounts import rights
from accounts.rights import ADMINISTRATOR, ORDER, PUBLISHER, WRITER
from feedback.models import ReaderQuestion
from tests.accounts.canaries import NOBODY, plant
from tests.accounts.matrix import ANONYMOUS, OPEN, Address, addresses, public_addresses
from tests.accounts.steps import editor, with_app
from tests.commits import committed
from tests.generated import draws

# `make prove` asks every address for every role, which takes some minutes.
pytestmark = [pytest.mark.django_db, pytest.mark.generated]
WHOLE = bool(draws(0, 1))


class Planted(NamedTuple):
    """The addresses of the admin and of readers, and the first role that may read each word."""

    admin: list[Address]
    public: list[str]
    words: dict[str, str]


@pytest.fixture(scope="module")
def planted_once(module_rows: None) -> Planted:
    """Something with a canary word in each state and of each kind, and every address that can be made of it."""
    user = editor("canaryadres")
    with_app(user)
    with committed():
        words, hidden = plant(user)
    page, question = hidden[0], ReaderQuestion.objects.latest("pk")
    group = Group.objects.get(name=WRITER)
    values = dict.fromkeys(("page_id", "page_pk", "parent_page_id", "page_to_move_id"), page.pk)
    models = {"app_label": "core", "model_name": "user", "content_type_app_name": "methods"}
    values |= {"pk": question.pk, "user": user.pk, "user_id": user.pk, "group_id": group.pk, "collection_id": 1}
    values |= {"content_type_model_name": "methodpage", "action": "delete", "action_name": "approve", **models}
    for name in ("image_id", "document_id", "redirect_id", "task_id", "doc_id", "edition", "meeting", "revision_id"):
        values[name] = 1
    made = sorted(set(addresses(values)), key=lambda one: one.path)
    admin = [*made, Address("user", f"/beheer/users/edit/{user.pk}/", ADMINISTRATOR)]
    admin += [Address("page", f"/beheer/pages/{each.pk}/edit/", "") for each in hidden[1:] if each.pk]
    for_readers = {"form": "csv", "number": page.number, "slug": page.slug, "prefix": "m", "answer": "ja", "code": "x"}
    public = public_addresses({**for_readers, "name": "methoden", "family": "gemeente", "pk": 1}, hidden)
    return Planted(admin, sorted(set(public)), words)


@pytest.fixture
def found(planted_once: Planted, db: None) -> Planted:
    return planted_once


def read(client: Client, path: str) -> str:
    """What somebody sees there, in small letters; empty when it is no page."""
    reply: Any = client.get(path)
    assert reply.status_code < 500, path
    if reply.status_code != 200:
        return ""
    words: bytes = b"".join(reply.streaming_content) if reply.streaming else reply.content
    return words.decode(errors="replace").lower()


def opened(client: Client, found: list[Address]) -> Iterator[tuple[Address, str]]:
    """The addresses that answer with a page, and its words."""
    return ((address, words) for address in found if (words := read(client, address.path)))


def leaks(client: Client, role: str, found: list[Address], canaries: dict[str, str]) -> list[str]:
    """Addresses that open for a role that may not, and canary words that it may not read."""
    rank = ORDER.index(role) if role in ORDER else -1
    said = []
    for address, words in opened(client, found):
        if OPEN.match(address.path):
            continue
        if rank < 0 or (address.least and ORDER.index(address.least) > rank):
            said.append(address.path)
        said += [
            f"{address.path} {word}"
            for word, least in canaries.items()
            if word in words and (least == NOBODY or ORDER.index(least) > rank)
        ]
    return said


def test_nobody_who_is_not_logged_in_sees_anything(found: Planted) -> None:
    assert len(found.admin) > 250
    assert leaks(Client(), ANONYMOUS, found.admin, found.words) == []


def test_a_reader_sees_no_word_that_is_not_for_everyone(found: Planted) -> None:
    assert len(found.public) > 150 and len(found.words) > 30
    # Each room keeps its own words in `make test`; here the pages and what lists them.
    asked = (
        found.public if WHOLE else [path for path in found.public if re.search(r"canary|\.md|/m/|atom|sitemap", path)]
    )
    for path in asked:
        words = read(Client(), path).replace(path.lower(), "")
        seen = [word for word in found.words if word in words and f"q={word}" not in path]
        assert not seen, f"{path}: {seen}"


def test_a_session_of_before_the_second_factor_sees_nothing(found: Planted) -> None:
    """As a session that another way in would make, now or in a later version of Wagtail."""
    client = Client()
    client.force_login(editor(role=ADMINISTRATOR))
    session = SessionStore(client.session.session_key)
    del session["account_authentication_methods"]
    session.save()
    assert leaks(client, ANONYMOUS, found.admin, found.words) == []


@pytest.mark.parametrize("role", ORDER if WHOLE else [WRITER, PUBLISHER])
def test_a_role_opens_nothing_above_it(login: Callable[[str], Client], found: Planted, role: str) -> None:
    above = [one for one in found.admin if one.least and ORDER.index(one.least) > ORDER.index(role)]
    assert role == ADMINISTRATOR or len(above) > 25
    assert leaks(login(role), role, found.admin if WHOLE else above, found.words) == []


def test_each_role_opens_what_is_declared_for_it(login: Callable[[str], Client], found: Planted) -> None:
    """So that the test above does not pass because nothing opens for anybody."""
    for role in (PUBLISHER, ADMINISTRATOR):
        ours = [one for one in found.admin if one.least == role]
        own = [one for one in ours if one.name.endswith((":index", ":list", ":add", ":rights"))]
        seen = dict(opened(login(role), own))
        assert len(seen) > 0.8 * len(own) > 3, sorted(one.path for one in own if one not in seen)


def test_who_may_reads_the_words(publisher: Client, found: Planted) -> None:
    lists = [one for one in found.admin if not one.least and one.name.endswith((":index", ":list"))]
    shown = "".join(words for _, words in opened(publisher, lists))
    assert {"canaryreaderquestion", "canarycorrectionreport"} <= {word for word in found.words if word in shown}


def test_the_table_of_who_may_what_says_what_is_so(administrator: Client, writer: Client) -> None:
    page = administrator.get("/beheer/wie-mag-wat/").content.decode()
    assert all(right.what in page.replace("&#x27;", "'") for right in rights.DECLARED)
    Group.objects.get(name=PUBLISHER).permissions.filter(codename="delete_theme").delete()
    assert "deels" in administrator.get("/beheer/wie-mag-wat/").content.decode()
    assert writer.get("/beheer/wie-mag-wat/").status_code in (302, 403)
