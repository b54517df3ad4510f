"""What editors put first is the same on every engine, and what the engine found stays what it was."""

from __future__ import annotations

import pytest

from search.contract import Question
from search.indexing.worker import Worker
from search.service import answer
from tests.factories.pages import make_method
from tests.search.curation.test_promoted_results import feature

pytestmark = pytest.mark.django_db


def test_featured_results(worker: Worker) -> None:
    found, wanted = make_method(title="Schrijf een brief"), make_method(title="Iets heel anders")
    worker.step()
    before = answer(Question("brief"))
    feature("brief", wanted, found)
    after = answer(Question("brieven"))
    assert [hit.title for hit in after.featured] == ["Iets heel anders", "Schrijf een <mark>brief</mark>"]
    assert (after.hits, after.total, after.facets) == (before.hits, 1, before.facets)
