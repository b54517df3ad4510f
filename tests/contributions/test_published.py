"""From what three organisations sent in to what all of them say together."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from cases.models import CasePage
from contributions.models import CaseContribution
from core import jobs
from methods.models import MethodPage
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine
from search.indexing.worker import Worker
from tests.contributions.test_desk import do
from tests.factories.vocabulary import OrganisationFactory
from tests.home.reading import soup, words
from vocabulary.models import Organisation

pytestmark = pytest.mark.django_db
FIGURES = (("Boomdorp", "96", "64"), ("Struikstad", "120", "70"), ("Heggenveen", "80", "61"))


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    """It makes no difference here which one."""
    return embedded


@pytest.fixture
def three(organisation: Organisation) -> None:
    for name, *_ in FIGURES[1:]:
        OrganisationFactory(label=name, family=organisation.family)


def test_the_third_organisation_makes_pooling_appear(
    reader: Client,
    method: MethodPage,
    three: None,
    sent: Callable[..., str],
    publisher: Client,
    worker: Worker,
) -> None:
    for count, (name, first, second) in enumerate(FIGURES, start=1):
        figures = {"first_total": "800", "second_total": "800", "design": "randomised"}
        sent(**figures, organisation=name, first_events=first, second_events=second, email=f"{count}@voorbeeld.example")
        row = CaseContribution.objects.latest("pk")
        do(publisher, row, "name", organisation=name, how="bron", note="Jaarverslag 2025")
        do(publisher, row, "draft")
        case = CasePage.objects.get(live=False)
        case.get_latest_revision().publish()
        row.refresh_from_db()
        assert row.status == "geplaatst"
        jobs.one_turn()
        worker.step()
        shown = soup(reader, method.url)
        assert name in words(shown.main)
        assert bool(shown.select("[data-pooled=mean]")) is (count == 3)
        asked = soup(reader, f"{method.url}?start=12&maat=gemiste-afspraken")
        assert bool(asked.select("[data-answer] .od-begin__figure")) is (count == 3)
        assert name in words(soup(reader, f"/zoeken/?q={name}").main)
