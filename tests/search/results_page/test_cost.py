"""What a search page costs."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question
from search.indexing.worker import Worker
from search.query_string import ParsedQuery
from search.results_page.page import build_page
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def engine(embedded: EmbeddedEngine) -> Engine:
    return embedded


def test_a_fixed_number_of_queries(worker: Worker) -> None:
    def make(count: int) -> None:
        for _ in range(count):
            method = make_method(
                title="Brief", families=[FamilyFactory()], channels=[ChannelFactory()], barriers=[BarrierFactory()]
            )
            make_case(title="Brief", methods=[method], results=[build_result(counts_for=[method])])
        worker.step()

    def queries() -> int:
        asked = ParsedQuery(Question("brief", {Facet.KIND: ("methode", "praktijkvoorbeeld")}))
        build_page(asked)
        with CaptureQueriesContext(connection) as captured:
            page: Any = build_page(asked)
        assert {result.hit.kind for result in page.results} == {"methode", "praktijkvoorbeeld"}
        return len(captured)

    make(2)
    few = queries()
    make(6)
    assert queries() == few <= 30
