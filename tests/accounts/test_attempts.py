"""Logging in: wrong passwords run out, each attempt is one line in the log, and what is typed is nowhere in it."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.auth import password_validation
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from accounts import attempts as logging_in
from accounts.attempts import MOST, TOO_MANY, TOO_MANY_MAILS
from core.mail.models import OutgoingMail
from core.models import RateWindow, User
from editorial.setup.roles import WRITER
from tests.clock import Later
from tests.factories.pages import make_method

pytestmark = pytest.mark.django_db
RIGHT, WRONG = "een-lang-wachtwoord", "CANARYwachtwoord"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.1"


@pytest.fixture(autouse=True)
def accounts() -> list[User]:
    made = [User.objects.create_user(name, f"{name}@example.nl", RIGHT) for name in ("jansen", "bakker")]
    for user in made:
        user.groups.add(Group.objects.get(name=WRITER))
    return made


def log_in(name: str, password: str, address: str = HERE) -> Any:
    return Client(REMOTE_ADDR=address).post("/toegang/inloggen/", {"login": name, "password": password})


@pytest.mark.parametrize("name", ["jansen", "CANARYonbekend"])
def test_the_eleventh_wrong_password_for_an_account_is_refused_from_everywhere(name: str) -> None:
    replies = [log_in(name, WRONG, f"203.0.{number}.1").status_code for number in range(MOST)]
    assert replies == [200] * MOST
    for password in (WRONG, RIGHT):
        reply = log_in(name, password, ELSEWHERE)
        assert reply.status_code == 429
        assert TOO_MANY in reply.content.decode()
        assert f'value="{name}"' in reply.content.decode(), "only the password is typed again"
        assert password not in reply.content.decode()


def test_the_eleventh_from_one_network_is_refused_for_every_account_and_others_go_on() -> None:
    for number in range(MOST):
        log_in(f"gok{number}", WRONG, f"192.0.2.{number}")
    assert log_in("jansen", RIGHT).status_code == 429
    assert log_in("jansen", RIGHT, ELSEWHERE).status_code == 302


def test_what_is_refused_takes_no_place_of_another() -> None:
    """One network locks one account for a while, never all."""
    for number in range(3 * MOST):
        log_in("jansen", WRONG, f"192.0.2.{number}")
        log_in("bakker", WRONG, f"192.0.2.{number}")
    assert log_in("bakker", RIGHT, ELSEWHERE).status_code == 302


def test_who_logged_in_from_a_network_is_not_kept_out_by_others(later: Later) -> None:
    def flood() -> None:
        for number in range(MOST):
            log_in("jansen", WRONG, f"203.0.{number}.1")

    assert log_in("jansen", RIGHT).status_code == 302
    flood()
    assert log_in("jansen", RIGHT, ELSEWHERE).status_code == 429
    assert log_in("jansen", RIGHT, "192.0.2.77").status_code == 302, "the same network"
    assert [log_in("jansen", WRONG).status_code for _ in range(MOST)] == [200] * MOST
    assert log_in("jansen", RIGHT).status_code == 429, "there too wrong passwords run out"
    later(days=31)
    flood()
    assert log_in("jansen", RIGHT).status_code == 429


def test_a_right_password_costs_nothing() -> None:
    for _ in range(2 * MOST):
        assert log_in("jansen", RIGHT).status_code == 302
    assert set(RateWindow.objects.values_list("count", flat=True)) == {0}


def test_each_attempt_is_one_line_without_what_was_typed(
    accounts: list[User], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger=logging_in.__name__)
    log_in("jansen", RIGHT)
    log_in("jansen", WRONG)
    for _ in range(MOST + 1):
        log_in("CANARYonbekend", WRONG, ELSEWHERE)
    lines = [record.getMessage() for record in caplog.records if record.name == logging_in.__name__]
    assert lines == [
        f"login succeeded: account {accounts[0].pk}",
        f"login failed: account {accounts[0].pk}",
        *["login failed: unknown account"] * MOST,
        "login refused by the limit: unknown account",
    ]
    assert "CANARY" not in caplog.text
    assert "CANARY" not in str(list(RateWindow.objects.values_list()))


@pytest.mark.parametrize("address", ["jansen@example.nl", "niemand@example.nl"])
def test_the_eleventh_mail_for_a_new_password_is_refused(address: str) -> None:
    def ask(number: int) -> Any:
        return Client(REMOTE_ADDR=f"203.0.{number}.1").post(reverse("account_reset_password"), {"email": address})

    assert [ask(number).status_code for number in range(MOST)] == [302] * MOST
    sent = OutgoingMail.objects.count()
    reply = ask(MOST)
    assert (reply.status_code, OutgoingMail.objects.count()) == (429, sent)
    assert TOO_MANY_MAILS in reply.content.decode()
    assert f'value="{address}"' in reply.content.decode()


def page_with_password() -> str:
    page = make_method()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="geheim-woord")
    return reverse("wagtailcore_authenticate_with_password", args=[restriction.pk, page.pk])


def document_with_password() -> str:
    collection = Collection.get_first_root_node().add_child(name="Besloten")
    Document.objects.create(title="x", file=ContentFile(b"x", name="x.pdf"), collection=collection)
    restriction = CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="password", password="geheim-woord"
    )
    return reverse("wagtaildocs_authenticate_with_password", args=[restriction.pk])


@pytest.mark.parametrize("make", [page_with_password, document_with_password])
def test_a_shared_password_is_tried_ten_times_from_a_network(make: Any) -> None:
    url = make()

    def try_one(password: str, address: str = HERE) -> Any:
        return Client(REMOTE_ADDR=address).post(url, {"password": password, "return_url": "/"})

    assert try_one("geheim-woord").status_code == 302
    assert [try_one(WRONG).status_code for _ in range(MOST)] == [200] * MOST
    reply = try_one("geheim-woord")
    assert reply.status_code == 429
    assert TOO_MANY in reply.content.decode()
    assert try_one("geheim-woord", ELSEWHERE).status_code == 302
    assert Client(REMOTE_ADDR=HERE).get(url).status_code == 200


EASY = (
    *("optimaaldigitaal", "Optimaal-Digitaal2026", "redacteur1234", "wachtwoord1234", "Welkom2026!!", "aaaaaaaaaaaa"),
    *("Zomer2026Zomer", "abababababab", "qwertyuiop123", "gemeente!!2026", "MijnWachtwoord01", "Wáchtwoord1234"),
    *("0031612345678", "0612345678061", "123456789012", "010119802026", "19800101198001", "121212121212"),
)


@pytest.mark.parametrize(
    "password",
    ["830476195028", "zonderhoofdletter", "ALLEENHOOFDLETTERS", "!#?%(&)=+;:~", "ναι σας ακούω εδώ", "мы здесь живём"],
)
def test_any_composition_is_taken(password: str) -> None:
    password_validation.validate_password(password)


@pytest.mark.parametrize("password", EASY)
def test_a_password_that_everybody_would_try_is_refused(password: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        password_validation.validate_password(password)
    assert "te makkelijk te raden" in str(refusal.value)


@pytest.mark.parametrize("password", ["een-lang-wachtwoord", "groene tafel vliegt", "x9$kQ2!vL0pz", "1984$72!3a9#"])
def test_a_password_of_ones_own_is_taken(password: str) -> None:
    password_validation.validate_password(password)
