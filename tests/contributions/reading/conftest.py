"""A draft with a canary in it, a round on it, and readers of that round."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from contributions.reading import rounds
from contributions.reading.models import ReviewRound
from core.mail import rendering
from core.mail.models import OutgoingMail
from tests.factories.pages import make_method, steps
from tests.reader_forms import ReaderClient
from tests.search.conftest import embedded, own_index, site_engine, worker

__all__ = ["embedded", "own_index", "site_engine", "worker"]

CANARY = "kanariekwik"
MakeRound = Callable[..., ReviewRound]


@pytest.fixture
def reader() -> ReaderClient:
    return ReaderClient()


@pytest.fixture
def make_round(db: None) -> MakeRound:
    """A round on the newest draft of a live method, with these typed addresses invited."""

    def make(*addresses: str, days: int = 7, page: Any = None, **fields: Any) -> ReviewRound:
        if page is None:
            page = make_method(title="Openbare methode")
            written = steps(2)
            written[0]["value"]["title"] = f"Doe de {CANARY}"
            page.title, page.steps, page.why = f"Nieuwe {CANARY}", written, f"<p>Omdat {CANARY} werkt.</p>"
            page.save_revision()
        review = rounds.opened(page, None, ends_at=timezone.now() + timedelta(days=days), **fields)
        rounds.invite(review, [], addresses)
        return review

    return make


def letters_to(address: str) -> list[OutgoingMail]:
    return list(OutgoingMail.objects.filter(to=address).order_by("pk"))


def secret(letter: OutgoingMail) -> str:
    """The path of the secret address in a letter."""
    found = re.search(r"/s/[a-z2-7]{26}/", rendering.text(letter))
    assert found
    return found[0]


def address_of(email: str) -> str:
    return secret(letters_to(email)[-1])


def begin(reader: ReaderClient, email: str) -> str:
    """Press the button behind the address in the letter; that address."""
    path = address_of(email)
    assert reader.post(path, {"ja": "1"}).status_code == 303
    return path
