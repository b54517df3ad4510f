"""Log-in at the organisation of an editor: whom it lets in, how an account is linked, and what is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from accounts.adapters import NO_FACTOR_AT_PROVIDER
from accounts.links import ENROL, link_to
from config import services
from config.environment import Environment
from core.models import User
from tests.accounts.provider import CLIENT, SECRET, Provider, running
from tests.accounts.steps import HOME, LOGIN, PASSWORD, comes_in, editor, send, with_app

pytestmark = pytest.mark.django_db
START = "/toegang/organisatie/organisatie/"
STRONG = {"amr": ["pwd", "mfa"]}
VERIFIED = {"email": "jansen@example.nl", "email_verified": True}


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with running() as provider:
        yield provider


@pytest.fixture
def use(server: Provider, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Configure the site as an operator does, from the environment."""

    def configured(**more: str) -> Provider:
        own = {"OIDC_SERVER_URL": server.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET}
        for name, value in {**own, "OIDC_NAME": "Gemeente Pluimstad", **more}.items():
            monkeypatch.setenv(name, value)
        env = Environment()
        for name, value in services.sign_on(env).items():
            setattr(settings, name, value)
        assert not env.problems
        server.claims, server.asked[:] = {"sub": "u-1", **STRONG}, []
        return server

    return configured


def sign_on(provider: Provider, client: Client | None = None, query: str = "") -> tuple[Client, Any]:
    client = client or Client()
    away = client.post(f"{START}{query}")
    assert away.url.startswith(provider.address)
    return client, client.get(provider.log_in(away.url))


def linked(user: User, uid: str = "u-1") -> SocialAccount:
    return SocialAccount.objects.create(user=user, provider="organisatie", uid=uid)


def test_without_settings_there_is_none() -> None:
    assert Client().post(START).status_code == 404
    page = Client().get(LOGIN)
    assert "organisatie/organisatie" not in page.content.decode()
    assert "form-action 'self';" in f"{page.headers['Content-Security-Policy']};"


def test_the_browser_may_go_to_the_provider_from_the_page_of_log_in_only(use: Any) -> None:
    provider = use()
    page = Client().get(LOGIN)
    assert "Log in met het account van Gemeente Pluimstad" in page.content.decode()
    assert f"form-action 'self' {provider.address}" in page.headers["Content-Security-Policy"]
    assert provider.address not in Client().get("/toegang/wachtwoord-vergeten/").headers["Content-Security-Policy"]
    assert provider.address not in Client().get("/").headers.get("Content-Security-Policy", "")


def test_a_linked_account_comes_in_and_nothing_of_the_provider_is_kept(use: Any) -> None:
    provider = use()
    provider.claims["name"] = "CANARY Jansen"
    linked(editor(password=None))
    client, reply = sign_on(provider)
    assert reply.url == HOME
    assert comes_in(client)
    assert provider.asked[0]["code_challenge_method"] == "S256"
    assert SocialAccount.objects.get().extra_data == {}
    assert not SocialToken.objects.exists()


@pytest.mark.parametrize("claims", [{"amr": ["pwd"]}, {"amr": "mfa"}, {"amr": None}, {"acr": "1"}])
def test_who_showed_no_second_factor_there_does_not_come_in(use: Any, claims: dict[str, Any]) -> None:
    provider = use()
    linked(editor())
    provider.claims = {"sub": "u-1", **claims}
    client, reply = sign_on(provider)
    assert reply.url == LOGIN
    assert NO_FACTOR_AT_PROVIDER in client.get(LOGIN).content.decode()
    assert not comes_in(client)


@pytest.mark.parametrize(
    ("more", "claims"),
    [
        ({"OIDC_FACTOR": "provider"}, {}),
        ({"OIDC_FACTOR_CLAIMS": "otp,hwk"}, {"amr": ["hwk"]}),
        ({"OIDC_FACTOR_CLAIMS": "goud", "OIDC_ACR_VALUES": "goud"}, {"acr": "goud"}),
    ],
)
def test_an_operator_says_how_a_second_factor_is_shown(use: Any, more: dict[str, str], claims: dict[str, Any]) -> None:
    provider = use(**more)
    provider.claims = {"sub": "u-1", **claims}
    linked(editor())
    assert comes_in(sign_on(provider)[0])
    assert provider.asked[0].get("acr_values") == more.get("OIDC_ACR_VALUES")


@pytest.mark.parametrize(
    ("more", "claims", "is_linked"),
    [
        ({}, VERIFIED, False),
        ({"OIDC_LINK_BY_EMAIL": "true"}, VERIFIED, True),
        ({"OIDC_LINK_BY_EMAIL": "true"}, {**VERIFIED, "email_verified": False}, False),
        ({"OIDC_LINK_BY_EMAIL": "true"}, {"email": "jansen@example.nl"}, False),
        ({"OIDC_LINK_BY_EMAIL": "true"}, {**VERIFIED, "email": "ander@example.nl"}, False),
    ],
)
def test_an_account_is_linked_by_a_verified_address_where_an_operator_trusts_it(
    use: Any, more: dict[str, str], claims: dict[str, Any], is_linked: bool
) -> None:
    provider = use(**more)
    editor()
    provider.claims |= claims
    client, reply = sign_on(provider)
    assert comes_in(client) == is_linked
    assert SocialAccount.objects.filter(uid="u-1").exists() == is_linked
    assert is_linked or "Je hebt hier nog geen account" in reply.content.decode()
    assert User.objects.count() == 1, "none is made"


def test_a_link_of_an_administrator_links_an_account_that_never_has_a_password(use: Any) -> None:
    provider = use()
    user = editor(password=None)
    client, link = Client(), link_to(ENROL, user).partition("example.nl")[2]
    assert send(client, link, organisatie="1").url == "/toegang/instellen/"
    assert "Koppel het account van Gemeente Pluimstad" in client.get("/toegang/instellen/").content.decode()
    sign_on(provider, client, "?process=connect")
    assert comes_in(client)
    assert Client().get(link).status_code == 404
    assert not User.objects.get().has_usable_password()
    assert comes_in(sign_on(provider)[0])


def test_the_password_of_an_account_cannot_be_left_out(use: Any) -> None:
    use()
    user = editor()
    link = link_to(ENROL, user).partition("example.nl")[2]
    assert send(Client(), link, organisatie="1").status_code == 200


def test_an_account_that_logs_in_there_still_needs_its_own_factor_with_a_password(use: Any) -> None:
    use()
    user = editor()
    linked(user)
    assert Client().post(LOGIN, {"login": user.username, "password": PASSWORD}).url == "/toegang/geen-tweede-stap/"
    with_app(user)
    assert Client().post(LOGIN, {"login": user.username, "password": PASSWORD}).url == "/toegang/tweede-stap/"


def test_an_answer_that_was_not_asked_for_opens_nothing(use: Any) -> None:
    provider = use()
    linked(editor())
    away = Client().post(START)
    stranger = Client()
    assert "lukte niet" in stranger.get(provider.log_in(away.url)).content.decode()
    assert not comes_in(stranger)
    assert "lukte niet" in stranger.get(f"{START}terug/?error=server_error&state=x").content.decode()
    client = Client()
    back = provider.log_in(client.post(START).url)
    client.get(back)
    again = Client()
    assert "lukte niet" in again.get(back).content.decode(), "replayed"


def test_before_what_is_dangerous_it_is_asked_there_again(use: Any) -> None:
    provider = use()
    user = editor(password=None)
    user.is_superuser = True
    user.save()
    linked(user)
    client, _ = sign_on(provider)
    assert client.get("/beheer/users/").status_code == 200
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 16 * 60
    session.modified = True
    session.save()
    asked = client.get("/beheer/users/")
    assert asked.url.startswith("/toegang/opnieuw/organisatie/")
    page = client.get(asked.url)
    assert "prompt%3Dlogin" in page.content.decode()
    assert provider.address in page.headers["Content-Security-Policy"]
    _, reply = sign_on(provider, client, "?process=login&auth_params=prompt%3Dlogin&next=/beheer/users/")
    assert provider.asked[-1]["prompt"] == "login"
    assert client.get(reply.url).status_code == 200
