"""Editors in the three roles, and a client for each."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY as METHODS
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User
from editorial.setup.roles import ADMINISTRATOR, PUBLISHER, WRITER

Login = Callable[[str], Client]
_force_login = Client.force_login


def force_login(client: Client, user: Any, backend: str | None = None) -> None:
    """As after a password and a second factor, a moment ago."""
    _force_login(client, user, backend)
    session = client.session
    session[METHODS] = [{"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": True}]
    session[f"{METHODS}_user"] = str(user.pk)
    session.save()


# In every test: Django's own would make a session that the site does not take for one of an editor.
Client.force_login = force_login  # type: ignore[assignment,method-assign]


@pytest.fixture
def login(db: None) -> Login:
    """A client that is logged in as a new user in this group."""

    def as_member_of(role: str) -> Client:
        name = f"{role.lower()}-{User.objects.count()}"
        user = User.objects.create_user(username=name, password="een-lang-wachtwoord")
        user.groups.add(Group.objects.get(name=role))
        client = Client()
        client.force_login(user)
        return client

    return as_member_of


@pytest.fixture
def writer(login: Login) -> Client:
    return login(WRITER)


@pytest.fixture
def publisher(login: Login) -> Client:
    return login(PUBLISHER)


@pytest.fixture
def administrator(login: Login) -> Client:
    return login(ADMINISTRATOR)
