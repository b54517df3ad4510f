"""Agreement with statsmodels on random sets, wherever both are defined (see `lab.evidence_agreement`)."""

from __future__ import annotations

from random import Random

import pytest

from lab.evidence_agreement import ALLOWED, SEED, agreement, differences, random_set
from tests.evidence.needs import require

# `make prove` takes 400.
SETS = 60


def test_agreement() -> None:
    require("statsmodels.stats.meta_analysis")
    found = agreement(SETS, SEED)
    assert found.largest < ALLOWED
    assert found.compared > 1.5 * SETS
    assert 0 < found.spread < SETS  # both kinds were among them


@pytest.mark.filterwarnings("ignore")
def test_a_difference_would_be_seen() -> None:
    require("statsmodels.stats.meta_analysis")
    counts = random_set(Random(1))
    for method in ("pm", "dl"):
        found, whole = differences(counts, method)
        assert whole
        assert len(found) == 3 * len(counts) + 10
