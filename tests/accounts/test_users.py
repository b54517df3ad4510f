"""Who may change which account, and what a change of one's own asks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from core.mail.models import OutgoingMail
from core.mail.rendering import message
from core.models import User
from editorial.setup.roles import ADMINISTRATOR, WRITER

pytestmark = pytest.mark.django_db
PASSWORD, OTHER = "een-lang-wachtwoord", "een-heel-ander-wachtwoord"


@pytest.fixture
def root() -> User:
    return User.objects.create_superuser("root", "root@example.nl", PASSWORD)


@pytest.fixture
def colleague() -> User:
    user = User.objects.create_user("collega", "collega@example.nl", PASSWORD, first_name="Coll", last_name="Ega")
    user.groups.add(Group.objects.get(name=WRITER))
    return user


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def filled(user: User, **values: Any) -> dict[str, Any]:
    groups = list(user.groups.values_list("pk", flat=True))
    names = {"first_name": "Voor", "last_name": "Achter"}
    same = {"username": user.username, "email": user.email or "x@example.nl", "is_active": "on", "groups": groups}
    return {**same, **names, "password1": "", "password2": "", **values}


def edit(client: Client, user: User, **values: Any) -> Any:
    return client.post(reverse("wagtailusers_users:edit", args=[user.pk]), filled(user, **values))


def address(client: Client, user: User) -> Any:
    return edit(client, user, email="aanvaller@example.com")


def inactive(client: Client, user: User) -> Any:
    return edit(client, user, is_active="")


def delete(client: Client, user: User) -> Any:
    return client.post(reverse("wagtailusers_users:delete", args=[user.pk]))


def bulk(action: str, **values: Any) -> Callable[[Client, User], Any]:
    def act(client: Client, user: User) -> Any:
        role = Group.objects.get(name=ADMINISTRATOR).pk
        url = reverse("wagtail_bulk_action", args=["core", "user", action])
        other = User.objects.get_or_create(username="iemand")[0]
        return client.post(f"{url}?id={other.pk}&id={user.pk}", {"role": role, **values})

    act.__name__ = f"bulk_{action}"
    return act


WAYS = [
    *(address, inactive, delete),
    *(bulk("delete"), bulk("assign_role"), bulk("set_active_state", mark_as_active=False)),
]


def state(user: User) -> Any:
    now = User.objects.filter(pk=user.pk).first()
    return now and (now.password, now.email, now.is_active, sorted(now.groups.values_list("name", flat=True)))


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_administrator_touches_no_superuser(administrator: Client, root: User, way: Callable[..., Any]) -> None:
    before = state(root)
    assert way(administrator, root).status_code in (302, 403)
    assert state(root) == before


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_an_administrator_changes_others_and_a_superuser_everybody(
    administrator: Client, root: User, colleague: User, way: Callable[..., Any]
) -> None:
    before = state(colleague)
    way(administrator, colleague)
    assert state(colleague) != before
    other = User.objects.create_superuser("nog-een", "nog-een@example.nl", PASSWORD)
    before, client = state(other), Client()
    client.force_login(root)
    way(client, other)
    assert state(other) != before


def test_an_administrator_makes_no_superuser(administrator: Client, colleague: User) -> None:
    me = user_of(administrator)
    for user in (me, colleague):
        edit(administrator, user, is_superuser="on")
    new = filled(User(username="nieuw", email="n@example.nl", pk=0), is_superuser="on")
    add = reverse("wagtailusers_users:add")
    assert administrator.post(add, {**new, "groups": [], "password1": OTHER, "password2": OTHER}).status_code == 302
    group = Group.objects.get(name=ADMINISTRATOR)
    formsets = ("page_permissions", "collection_permissions", "document_permissions", "image_permissions")
    empty = {f"{name}-{part}_FORMS": "0" for name in formsets for part in ("TOTAL", "INITIAL", "MIN_NUM", "MAX_NUM")}
    administrator.post(
        reverse("wagtailusers_groups:edit", args=[group.pk]), {"name": group.name, "is_superuser": "on", **empty}
    )
    assert not User.objects.filter(is_superuser=True).exists()
    for url in (add, reverse("wagtailusers_users:edit", args=[colleague.pk])):
        assert "is_superuser" not in administrator.get(url).content.decode()


def test_a_superuser_makes_one(root: User, colleague: User) -> None:
    client = Client()
    client.force_login(root)
    assert edit(client, colleague, is_superuser="on").status_code == 302
    colleague.refresh_from_db()
    assert colleague.is_superuser


def with_address(client: Client) -> User:
    user = user_of(client)
    user.email = "oud@example.nl"
    user.save()
    return user


ADDRESS, OWN_PASSWORD = "/toegang/e-mailadres/", "/toegang/wachtwoord/"


def test_another_address_is_told_to_the_former_one(writer: Client) -> None:
    user = with_address(writer)
    assert writer.post(ADDRESS, {"email": "geen adres"}).status_code == 200
    assert not OutgoingMail.objects.exists()
    assert writer.post(ADDRESS, {"email": "nieuw@example.nl"}).status_code == 302
    user.refresh_from_db()
    assert user.email == "nieuw@example.nl"
    letter = OutgoingMail.objects.get()
    assert letter.to == "oud@example.nl"
    assert user.username in message(letter).body
    assert "nieuw@" not in f"{message(letter).body}{letter.context}"


def test_the_account_page_of_the_admin_changes_neither_address_nor_password(writer: Client) -> None:
    user = with_address(writer)
    before = state(user)
    look = {"theme-theme": "system", "theme-contrast": "system", "theme-density": "default"}
    name = {"name_email-first_name": "Anders", "name_email-last_name": "Achter", "name_email-email": "nieuw@example.nl"}
    new = {"password-old_password": PASSWORD, "password-new_password1": OTHER, "password-new_password2": OTHER}
    assert writer.post(reverse("wagtailadmin_account"), {**look, **name, **new}).status_code == 302
    assert state(user) == before
    assert user_of(writer).first_name == "Anders"


def test_the_password_of_an_open_screen_is_not_guessed(writer: Client) -> None:
    user = with_address(writer)
    before, new = state(user), {"new_password1": OTHER, "new_password2": OTHER}
    for _ in range(10):
        assert "Dit is niet je huidige" in writer.post(OWN_PASSWORD, {**new, "old_password": "x"}).content.decode()
    reply = writer.post(OWN_PASSWORD, {**new, "old_password": PASSWORD})
    assert "te vaak een verkeerd wachtwoord" in reply.content.decode()
    assert state(user) == before


def test_another_password_is_told_and_ends_the_other_sessions(writer: Client) -> None:
    user, elsewhere = with_address(writer), Client()
    elsewhere.force_login(user)
    new = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    assert writer.post(OWN_PASSWORD, new).status_code == 302
    assert "Je wachtwoord is veranderd" in message(OutgoingMail.objects.get()).body
    home = reverse("wagtailadmin_home")
    assert [client.get(home).status_code for client in (writer, elsewhere)] == [200, 302]


def test_a_new_account_is_invited_and_nobody_chooses_its_password(administrator: Client) -> None:
    role = Group.objects.get(name=WRITER)
    new = filled(User(username="nieuw", pk=0), email="", password1=OTHER, password2=OTHER) | {"groups": role.pk}
    add = reverse("wagtailusers_users:add")
    assert administrator.post(add, new | {"email": ""}).status_code == 200, "without an address nobody can be invited"
    assert administrator.post(add, new | {"email": "nieuw@example.nl"}).status_code == 302
    user = User.objects.get(username="nieuw")
    assert not user.has_usable_password()
    assert "/s/" in message(OutgoingMail.objects.get()).body


def test_an_administrator_changes_his_own_address_and_password_as_everybody(administrator: Client) -> None:
    user = with_address(administrator)
    before = state(user)
    edit(administrator, user, email="aanvaller@example.com", password1=OTHER, password2=OTHER)
    assert state(user) == before


def test_an_address_changed_by_an_administrator_is_told_to_the_former_one(
    administrator: Client, colleague: User
) -> None:
    assert edit(administrator, colleague, email="nieuw@example.nl").status_code == 302
    assert OutgoingMail.objects.get().to == "collega@example.nl"
    assert edit(administrator, colleague, email="NIEUW@example.nl").status_code == 302
    assert OutgoingMail.objects.count() == 1
