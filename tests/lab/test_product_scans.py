"""The proof of generated product scans, small."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from lab.product_scans import play
from tests.factories.vocabulary import FamilyFactory, ProductFactory
from tests.reader_forms import ReaderClient

pytestmark = pytest.mark.django_db


def test_some_scans_without_a_server_error_or_a_number_that_is_none() -> None:
    for slug in ("gemeente", "waterschap", "andere-organisatie"):
        FamilyFactory(slug=slug)
    slugs = [ProductFactory().slug for _ in range(25)]
    random, client = Random(7), ReaderClient()
    outcomes = Counter[str]()
    for _ in range(24):
        outcome, problems = play(client, random, slugs)
        assert problems == []
        outcomes[outcome] += 1
    assert outcomes["kept"] > 8
    assert outcomes["refused"] > 2
