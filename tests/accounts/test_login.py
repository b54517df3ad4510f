"""Log-in: what each factor opens, what it does not, and that nothing opens twice."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.attempts import MOST
from accounts.forms import TOO_MANY_CODES, WRONG_CODE
from accounts.links import ENROL, link_to
from accounts.recovery_codes import COUNT, left, renew
from core.mail.models import OutgoingMail
from core.mail.rendering import message
from core.models import User
from tests.accounts.steps import (
    HOME,
    LOGIN,
    PASSWORD,
    SECOND,
    code,
    comes_in,
    editor,
    log_in,
    secret_on,
    send,
    with_app,
    wrong_code,
)

pytestmark = pytest.mark.django_db
NEW = "een-heel-ander-wachtwoord"
APP, ENROLLING = "/toegang/app/", "/toegang/instellen/"


def test_a_visitor_of_the_admin_logs_in_with_a_password_and_a_code_and_goes_where_he_was_going() -> None:
    user = editor()
    secret = with_app(user)
    client = Client()
    asked = client.get("/beheer/pages/")
    assert asked.url == f"{LOGIN}?next=/beheer/pages/"
    assert "Inloggen voor de redactie" in client.get(asked.url).content.decode()
    _, reply = log_in(user, client=client, next="/beheer/pages/")
    assert reply.url == SECOND
    assert not comes_in(client), "a password alone"
    reply = client.post(SECOND, {"code": code(secret)})
    assert reply.url == "/beheer/pages/"
    assert comes_in(client)


def test_the_foot_of_the_page_is_honest_about_cookies() -> None:
    reply = Client().get(LOGIN)
    assert reply.cookies
    assert "Deze site plaatst geen cookies" not in reply.content.decode()
    assert "Wie inlogt, krijgt cookies" in reply.content.decode()


def test_a_password_alone_opens_nothing_and_no_enrolment() -> None:
    user = editor()
    client, reply = log_in(user)
    assert reply.url == "/toegang/geen-tweede-stap/"
    assert "een wachtwoord alleen is niet genoeg" in client.get(reply.url).content.decode()
    assert "_auth_user_id" not in client.session
    for address in (HOME, APP, "/toegang/passkeys/nieuw/", ENROLLING, "/toegang/", "/toegang/herstelcodes/"):
        assert client.get(address).url.startswith(LOGIN), address
    client.post(APP, {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_a_wrong_code_a_code_again_and_one_of_another_open_nothing() -> None:
    user, other = editor(), editor("bakker")
    secret, of_other = with_app(user), with_app(other)
    for typed in (wrong_code(secret), "12345", "zes", code(of_other), ""):
        client, reply = log_in(user, typed or " ")
        assert reply.status_code == 200
        assert typed == "" or WRONG_CODE in reply.content.decode()
        assert not comes_in(client)
    used = code(secret)
    first, _ = log_in(user, used)
    second, reply = log_in(user, f"{used[:3]} {used[3:]}")
    assert (comes_in(first), comes_in(second)) == (True, False)
    assert WRONG_CODE in reply.content.decode()


def test_the_eleventh_wrong_code_is_refused_in_every_process_and_a_right_one_too() -> None:
    """Both are counted in the database; `lab/` does the same with two processes."""
    user = editor()
    secret = with_app(user)
    for _ in range(MOST):
        log_in(user, wrong_code(secret))
    client, reply = log_in(user, code(secret))
    assert TOO_MANY_CODES in reply.content.decode()
    assert not comes_in(client)


def test_a_recovery_code_opens_once_and_its_owner_is_told() -> None:
    user = editor()
    with_app(user)
    former, (typed, *others) = renew(user)[3], renew(user)
    assert not comes_in(log_in(user, former)[0]), "of before they were renewed"
    client, _ = log_in(user, f"{typed[:4]} {typed[4:]}")
    assert comes_in(client)
    assert "herstelcode" in message(OutgoingMail.objects.get()).body
    client, reply = log_in(user, typed)
    assert not comes_in(client)
    assert WRONG_CODE in reply.content.decode()
    assert left(user) == COUNT - 1
    assert comes_in(log_in(user, others[-1])[0])


def test_secrets_are_not_readable_in_the_database() -> None:
    user = editor()
    secret = with_app(user)
    codes = renew(user)
    stored = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in stored
    assert not any(each in stored for each in codes)
    assert stored.count("gAAAA") == 1, "of Fernet"
    assert stored.count("md5$") == COUNT, "made as passwords are, by what makes those in these tests"


@pytest.mark.parametrize("key", ["", "of-another-key-" + "z" * 50])
def test_codes_of_a_release_before_become_digests_and_go_on_working(key: str, settings: Any) -> None:
    user = editor()
    with_app(user)
    of_before = RecoveryCodes.activate(user)
    used, unused, *_ = of_before.get_unused_codes()
    assert of_before.validate_code(used)
    settings.FACTOR_KEY = key or settings.FACTOR_KEY
    import_module("accounts.migrations.0001_digests_of_recovery_codes").digest_codes(apps, None)
    assert "seed" not in Authenticator.objects.get(type="recovery_codes").data
    assert left(user) == (0 if key else COUNT - 1)
    assert not comes_in(log_in(user, used)[0])
    assert comes_in(log_in(user, unused)[0]) == (not key)


@pytest.mark.parametrize(
    "address",
    ["/beheer/login/", "/_util/login/", "/beheer/password_reset/", "/beheer/password_reset/confirm/MQ/abc-def/"],
)
def test_former_addresses_lead_to_ours_whatever_is_sent(address: str) -> None:
    user = editor()
    for reply in (
        Client().get(address),
        Client().post(address, {"username": user.username, "password": PASSWORD, "next": HOME}),
    ):
        assert reply.status_code == 302
        assert reply.url.startswith("/toegang/")
        assert "sessionid" not in reply.cookies
    assert Client().get("/beheer/login/?next=/beheer/reports/").url == f"{LOGIN}?next=/beheer/reports/"


HOSTILE = [
    *("", "x", "[]", "null", "1", "{}", '{"id": 1}', '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}'),
    '{"response": {"userHandle": "\\u00e9"}}',
    '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"e30","authenticatorData":"AA",'
    '"signature":"AA","userHandle":"MQ","attestationObject":"AA"}}',
]


@pytest.mark.parametrize("typed", HOSTILE)
def test_what_no_browser_says_of_a_passkey_opens_nothing_and_breaks_nothing(typed: str) -> None:
    user = editor()
    with_app(user)
    client = Client()
    client.get("/toegang/passkey/", headers={"x-requested-with": "XMLHttpRequest"})
    assert client.post("/toegang/passkey/", {"credential": typed}).url == LOGIN
    log_in(user, client=client)
    assert client.post(SECOND, {"credential": typed}).status_code == 200
    assert not comes_in(client)
    client.force_login(user)
    assert client.post("/toegang/passkeys/nieuw/", {"credential": typed, "name": "x"}).status_code == 200
    assert not Authenticator.objects.filter(type="webauthn").exists()


@pytest.mark.parametrize("address", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site(address: str) -> None:
    user = editor()
    secret = with_app(user)
    _, reply = log_in(user, next=address)
    assert "evil" not in reply.url
    _, reply = log_in(user, code(secret), next=address)
    assert reply.url == HOME


def test_nobody_signs_up() -> None:
    for address in (
        "/toegang/signup/",
        "/toegang/aanmelden/",
        "/toegang/3rdparty/",
        "/accounts/login/",
        "/accounts/signup/",
    ):
        assert Client().get(address).status_code == 404, address


def test_an_account_that_is_switched_off_does_not_come_in() -> None:
    user = editor()
    secret = with_app(user)
    client, _ = log_in(user, code(secret))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert not comes_in(client)
    assert not comes_in(log_in(user, code(secret, 1))[0])


@pytest.mark.parametrize("name", ["failwhale", "test404"])
def test_pages_with_which_wagtail_tries_out_errors_are_not_there(administrator: Client, name: str) -> None:
    assert administrator.get(f"/beheer/{name}/").status_code == 404


@pytest.mark.usefixtures("commits_at_once")
def test_a_link_sets_up_a_new_account_from_password_to_recovery_codes() -> None:
    user = editor(password=None)
    link = link_to(ENROL, user).partition("example.nl")[2]
    client = Client()
    assert "Kies een wachtwoord" in client.get(link).content.decode()
    assert send(client, link, new_password1="kort", new_password2="kort").status_code == 200
    assert send(client, link, new_password1=NEW, new_password2=NEW).url == ENROLLING
    assert not comes_in(client), "without a second factor"
    secret = secret_on(client.get(APP).content.decode())
    assert client.post(APP, {"code": wrong_code(secret)}).status_code == 200
    typed, following = code(secret), code(secret, 1)
    assert client.post(APP, {"code": typed}).url == "/toegang/herstelcodes/"
    page = client.post("/toegang/herstelcodes/").content.decode()
    assert page.count("<code>") == COUNT
    again = client.get("/toegang/herstelcodes/").content.decode()
    assert again.count("<code>") == 0, "shown once"
    assert f"nog {COUNT} van de {COUNT}" in again
    assert comes_in(client), "the code was just proved"
    assert Client().get(link).status_code == 404, "a link is used once"
    assert not comes_in(log_in(user, typed, password=NEW)[0]), "the code of enrolment opens nothing more"
    assert comes_in(log_in(user, following, password=NEW)[0])


def test_the_link_of_an_existing_account_asks_the_password_as_well() -> None:
    user = editor()
    link = link_to(ENROL, user).partition("example.nl")[2]
    for typed in ("iets-anders", ""):
        client = Client()
        assert send(client, link, password=typed).status_code == 200
        assert client.get(APP).url.startswith(LOGIN)
    assert send(client, link, new_password1=NEW, new_password2=NEW).status_code == 200
    assert User.objects.get().check_password(PASSWORD)
    assert send(client, link, password=PASSWORD).url == ENROLLING
    assert client.get(APP).status_code == 200


def test_a_new_link_ends_the_one_before_and_each_ends_by_itself(later: Any) -> None:
    user = editor()
    first, second = (link_to(ENROL, user).partition("example.nl")[2] for _ in range(2))
    assert [Client().get(link).status_code for link in (first, second)] == [404, 200]
    later(days=3, minutes=1)
    assert Client().get(second).status_code == 404


def test_an_operator_gives_a_link_when_mail_fails(capsys: pytest.CaptureFixture[str]) -> None:
    """So does the administrator of a site of before the second factor come in after an upgrade."""
    user = editor()
    with_app(user)
    call_command("access_link", user.username, lost=True, new_password=True)
    link = capsys.readouterr().out.strip().partition("example.nl")[2]
    assert not Authenticator.objects.exists()
    assert send(Client(), link, new_password1=NEW, new_password2=NEW).url == ENROLLING


def test_a_forgotten_password_is_chosen_anew_and_the_second_factor_stays() -> None:
    user = editor()
    secret, invited = with_app(user), link_to(ENROL, user).partition("example.nl")[2]
    editor("bakker", password=None)
    for address in ("jansen@example.nl", "bakker@example.nl", "niemand@example.nl"):
        assert Client().post("/toegang/wachtwoord-vergeten/", {"email": address}).url.endswith("/verstuurd/")
    letter = OutgoingMail.objects.get()
    assert letter.to == "jansen@example.nl"
    link = letter.context["address"].partition("example.nl")[2]
    client = Client()
    assert client.get(link).status_code == 200
    assert send(client, link, new_password1=NEW, new_password2=NEW).url == LOGIN
    assert "_auth_user_id" not in client.session
    assert client.get(link).status_code == 404
    assert Client().get(invited).status_code == 200, "who forgot his password goes on with the link he has"
    assert not comes_in(log_in(user, password=NEW)[0])
    assert comes_in(log_in(user, code(secret), password=NEW)[0])


def test_on_a_developers_machine_a_password_is_enough(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = False
    client, reply = log_in(editor())
    assert reply.url == HOME
    assert comes_in(client)


def test_an_operator_may_give_days_to_set_it_up(settings: Any) -> None:
    settings.SECOND_FACTOR_FROM = timezone.localdate() + timedelta(days=10)
    user = editor()
    client, _ = log_in(user)
    assert comes_in(client)
    assert client.get(reverse("mfa_index")).status_code == 200
    settings.SECOND_FACTOR_FROM = timezone.localdate()
    assert not comes_in(client), "that day a session of before it ends as well"
    assert log_in(user)[1].url == "/toegang/geen-tweede-stap/"
