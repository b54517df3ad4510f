"""Whatever is sent: no server error, nothing typed is lost, nothing doubled."""

from __future__ import annotations

import pytest
from django.test import Client

from contributions.models import CaseContribution
from methods.models import MethodPage
from tests.contributions.conftest import address_of
from tests.contributions.sending import drawn, send_all
from tests.generated import draws

pytestmark = [pytest.mark.django_db, pytest.mark.generated]


def test_generated_submissions(
    reader: Client, method: MethodPage, organisation: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.submissions.views.MOST_IN_ALL", 10**9)
    monkeypatch.setattr("core.submissions.views.MOST_OF_A_NETWORK", 10**9)
    done = send_all(reader, address_of(method), drawn(draws(40, 10_000), seed=13))
    assert done.errors == [] and done.lost == []
    assert done.thanked == CaseContribution.objects.count() > 0
    assert done.refused > 0


def test_a_full_house_says_so_and_keeps_everything(
    reader: Client, method: MethodPage, organisation: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.submissions.views.MOST_OF_A_NETWORK", 2)
    done = send_all(reader, address_of(method), [{"tip": f"Tip {place}."} for place in range(4)])
    assert (done.thanked, done.busy, done.lost, done.errors) == (2, 2, [], [])
    assert CaseContribution.objects.count() == 2
