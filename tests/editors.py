"""Editors in the three roles, and a client for each."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User
from editorial.setup.roles import ADMINISTRATOR, PUBLISHER, WRITER

Login = Callable[[str], Client]


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
