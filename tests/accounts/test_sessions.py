"""Sessions: how long they hold, where one is logged in, and what is asked again before something dangerous."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import ModelLogEntry

from accounts import history, sessions
from accounts.recovery_codes import renew
from core.mail.models import OutgoingMail
from core.mail.rendering import message
from core.models import User
from editorial.setup.roles import ADMINISTRATOR, PUBLISHER, WRITER
from tests.accounts.steps import (
    HOME,
    PASSWORD,
    code,
    comes_in,
    editor,
    log_in,
    secret_on,
    with_app,
    wrong_code,
)

pytestmark = pytest.mark.django_db
AGAIN = "/toegang/opnieuw/"
HOUR = 60 * 60


def put_back(client: Client, **seconds: float) -> None:
    """As if so many seconds went by since a moment that the session knows."""
    session = client.session
    for name, ago in seconds.items():
        if name == "proved_at":
            for one in session["account_authentication_methods"]:
                one["at"] -= ago
        else:
            session[name] -= ago
    session.modified = True
    session.save()


@pytest.mark.parametrize(
    ("moments", "holds"),
    [
        ({"seen_at": HOUR - 60}, True),
        ({"seen_at": HOUR + 60}, False),
        ({"began_at": 12 * HOUR - 60}, True),
        ({"began_at": 12 * HOUR + 60}, False),
    ],
)
def test_a_session_ends_after_an_hour_of_nothing_and_after_twelve_in_any_case(
    writer: Client, moments: dict[str, float], holds: bool
) -> None:
    put_back(writer, **moments)
    assert comes_in(writer) == holds
    assert ("_auth_user_id" in writer.session) == holds, "what ended is gone"


def test_the_browser_forgets_what_it_kept_when_a_session_ends(writer: Client) -> None:
    assert "Clear-Site-Data" not in writer.get(HOME)
    put_back(writer, seen_at=2 * HOUR)
    assert writer.get(HOME)["Clear-Site-Data"] == '"cache", "storage"'
    writer.force_login(User.objects.get())
    assert writer.post("/beheer/logout/")["Clear-Site-Data"] == '"cache", "storage"'


def test_what_the_admin_sends_by_itself_keeps_no_session_open(writer: Client) -> None:
    put_back(writer, seen_at=1800)
    before = writer.session["seen_at"]
    writer.get("/beheer/ingelogd/")
    writer.post(HOME, headers={"accept": "application/json"})
    assert writer.session["seen_at"] == before
    writer.get(HOME)
    assert writer.session["seen_at"] > before


def test_saving_by_itself_says_that_the_session_ended_and_takes_nothing_away(writer: Client) -> None:
    put_back(writer, seen_at=2 * HOUR)
    reply = writer.post("/beheer/pages/1/edit/", {}, headers={"accept": "application/json"})
    assert reply.status_code == 401
    assert "Wat je typte staat er nog" in reply.json()["error_message"]


def test_a_public_page_asks_nothing_of_who_is_logged_in(writer: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert writer.get("/healthz").status_code == 200


def test_ones_own_sessions_are_listed_and_ended() -> None:
    user = editor()
    here, _, elsewhere = clients = (Client(), Client(), Client())
    agents = ("Mozilla/5.0 (Windows NT 10.0) Firefox/140.0", "Mozilla/5.0 (X11; Linux) Chrome/140.0 Safari/537", "x")
    for client, agent in zip(clients, agents, strict=True):
        client.force_login(user)
        session = client.session
        session["device"] = sessions.device(RequestFactory(headers={"user-agent": agent}).get("/"))
        session.save()
    Client().force_login(editor("bakker"))
    page = here.get("/toegang/").content.decode()
    assert all(words in page for words in ("Firefox op Windows", "Chrome op Linux", "Onbekend", "(hier)"))
    assert page.count("Log daar uit") == 2
    assert not any(client.session.session_key in page for client in clients), "a key would let in"
    name = next(one.name for one in sessions.sessions_of(user) if "Chrome" in one.device)
    assert here.post("/toegang/sessies/weg/", {"sessie": name}).status_code == 302
    assert [comes_in(client) for client in clients] == [True, False, True]
    here.post("/toegang/sessies/weg/")
    assert [comes_in(client) for client in (here, elsewhere)] == [True, False]
    assert len(sessions.sessions_of(User.objects.get(username="bakker"))) == 1


@pytest.mark.parametrize(
    "name", ["wagtailusers_users:index", "wagtailusers_users:add", "wagtailusers_groups:index", "wagtailsites:index"]
)
def test_before_what_is_dangerous_is_asked_again(administrator: Client, name: str) -> None:
    address = reverse(name)
    assert administrator.get(address).status_code == 200
    put_back(administrator, proved_at=16 * 60)
    assert unquote(administrator.get(address).url) == f"{AGAIN}?next={address}"
    assert "Verkeerd wachtwoord" not in administrator.get(AGAIN).content.decode()
    assert administrator.post(AGAIN, {"password": "verkeerd", "next": address}).status_code == 200
    assert administrator.get(address).status_code == 302
    assert administrator.post(AGAIN, {"password": PASSWORD, "next": address}).url == address
    assert administrator.get(address).status_code == 200


def test_what_was_typed_is_taken_in_after_proving_again(administrator: Client) -> None:
    put_back(administrator, proved_at=16 * 60)
    add, role = reverse("wagtailusers_users:add"), Group.objects.get(name=WRITER).pk
    names = {"first_name": "Nieuw", "last_name": "Iemand"}
    reply = administrator.post(add, {"username": "nieuw", "email": "n@example.nl", "groups": role, **names})
    assert not User.objects.filter(username="nieuw").exists()
    assert administrator.post(reply.url, {"password": PASSWORD}).status_code == 302
    assert User.objects.get(username="nieuw").groups.get().name == WRITER


def test_a_code_proves_it_too_and_counts_once(administrator: Client) -> None:
    user = User.objects.get()
    secret = with_app(user)
    put_back(administrator, proved_at=16 * 60)
    address = "/toegang/opnieuw/code/"
    assert administrator.post(address, {"code": wrong_code(secret), "next": HOME}).status_code == 200
    typed = code(secret)
    assert administrator.post(address, {"code": typed, "next": HOME}).status_code == 302
    assert administrator.post(address, {"code": typed, "next": HOME}).status_code == 200, "replayed"


def test_an_administrator_takes_away_what_was_lost(administrator: Client) -> None:
    user = editor()
    secret = with_app(user)
    renew(user)
    client, _ = log_in(user, code(secret))
    address = reverse("accounts_admin:access", args=[user.pk])
    assert "App met codes" in administrator.get(address).content.decode()
    assert administrator.post(address, {"wat": "kwijt"}).status_code == 302
    assert not Authenticator.objects.filter(user=user).exists()
    assert not comes_in(client), "logged out everywhere"
    assert set(OutgoingMail.objects.values_list("template", "to")) == {
        ("account_notice", "jansen@example.nl"),
        ("account_link", "jansen@example.nl"),
    }
    noted = ModelLogEntry.objects.filter(object_id=str(user.pk), user__groups__name=ADMINISTRATOR)
    assert {history.FACTOR_REMOVED, history.LINK_MADE} <= set(noted.values_list("action", flat=True))


@pytest.mark.parametrize("role", [WRITER, PUBLISHER])
def test_nobody_else_does_and_no_administrator_to_a_superuser(
    login: Callable[[str], Client], administrator: Client, role: str
) -> None:
    root = User.objects.create_superuser("root", "root@example.nl", PASSWORD)
    with_app(root)
    colleague = editor()
    with_app(colleague)
    for client, user in ((login(role), colleague), (administrator, root)):
        reply = client.post(reverse("accounts_admin:access", args=[user.pk]), {"wat": "kwijt"})
        assert reply.status_code in (302, 403)
    assert Authenticator.objects.count() == 2
    assert not OutgoingMail.objects.exists()


def test_the_history_report_holds_who_came_in_and_who_did_not(administrator: Client) -> None:
    user = editor()
    secret = with_app(user)
    log_in(user, wrong_code(secret), password="CANARYverkeerd")
    log_in(user, wrong_code(secret))
    client, _ = log_in(user, code(secret))
    client.post("/beheer/logout/")
    report = administrator.get("/beheer/reports/site-history/?export=csv")
    text = b"".join(report.streaming_content).decode()
    for words in ("Verkeerd wachtwoord", "Verkeerde code", "Inloggen", "Uitloggen"):
        assert words in text
    page = administrator.get("/beheer/reports/site-history/").content.decode()
    assert "Inloggen: wachtwoord, code" in page
    assert "Bestand gedownload: /beheer/reports/site-history/" in page
    assert "CANARY" not in text + page


def test_a_change_of_role_is_in_the_history(administrator: Client) -> None:
    user = editor()
    groups = [Group.objects.get(name=PUBLISHER).pk]
    data = {"username": user.username, "email": user.email, "first_name": "V", "last_name": "A", "is_active": "on"}
    administrator.post(reverse("wagtailusers_users:edit", args=[user.pk]), {**data, "groups": groups})
    said = ModelLogEntry.objects.filter(action=history.ROLES_CHANGED).values_list("data", flat=True)
    assert {one["what"] for one in said} == {f"+{PUBLISHER}", f"-{WRITER}"}


@pytest.mark.usefixtures("commits_at_once")
def test_another_factor_ends_the_other_sessions_and_is_told() -> None:
    user = editor()
    here, elsewhere = Client(), Client()
    for client in (here, elsewhere):
        client.force_login(user)
    secret = secret_on(here.get("/toegang/app/").content.decode())
    assert here.post("/toegang/app/", {"code": code(secret)}).status_code == 302
    assert [comes_in(client) for client in (here, elsewhere)] == [True, False]
    assert "app met codes" in message(OutgoingMail.objects.get()).body
    refused = here.post("/toegang/app/weg/")
    assert "enige tweede stap" in refused.content.decode(), "its owner would be shut out"
    assert Authenticator.objects.filter(user=user, type="totp").exists()
