from __future__ import annotations

from typing import Any

import pytest

from tests.commits import Commit
from tests.factories.pages import make_method
from tests.factories.vocabulary import IndicatorFactory


@pytest.fixture
def indicator() -> Any:
    return IndicatorFactory(label="Digitaal aangevraagd")


@pytest.fixture
def method(commit: Commit, indicator: Any) -> Any:
    """A method that aims at the indicator, announced."""
    with commit():
        return make_method(indicators=[indicator], title="Herinneren")
