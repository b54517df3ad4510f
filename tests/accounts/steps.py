"""What somebody does to log in, step by step, with a client instead of a browser."""

from __future__ import annotations

import re
import time
from typing import Any
from urllib.parse import urlencode

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.contrib.auth.models import Group
from django.test import Client

from core.models import User
from editorial.setup.roles import WRITER

PASSWORD = "een-lang-wachtwoord"
LOGIN, SECOND, HOME = "/toegang/inloggen/", "/toegang/tweede-stap/", "/beheer/"


def editor(name: str = "jansen", role: str = WRITER, password: str | None = PASSWORD) -> User:
    user = User.objects.create_user(name, f"{name}@example.nl", password)
    user.groups.add(Group.objects.get(name=role))
    return user


def with_app(user: User) -> str:
    """Give somebody an app with codes; its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def wrong_code(secret: str) -> str:
    """One that is right at no moment near now."""
    near = {code(secret, steps) for steps in range(-3, 4)}
    return next(
        each
        for each in ("000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777")
        if each not in near
    )


def log_in(
    user: User, typed: str = "", *, password: str = PASSWORD, client: Client | None = None, **query: str
) -> tuple[Client, Any]:
    """Name and password, and then a code when there is one; the client and the last answer."""
    client = client or Client()
    reply = client.post(LOGIN, {"login": user.username, "password": password, **query})
    return client, client.post(SECOND, {"code": typed}) if typed else reply


def send(client: Client, address: str, **values: str) -> Any:
    """As the form of a secret address does."""
    return client.post(address, urlencode(values), content_type="application/x-www-form-urlencoded")


def comes_in(client: Client) -> bool:
    return bool(client.get(HOME).status_code == 200)


def secret_on(page: str) -> str:
    """The secret that a page of enrolment shows to be typed over."""
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    return found[1]
