"""A bank of methods and cases that the tests of this room find."""

from __future__ import annotations

from copy import deepcopy
from typing import Any, NamedTuple

import pytest

from cases.maintenance import recompute_stale
from methods.choices import RelationKind
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory
from tests.home.conftest import fill_index, own_index

__all__ = ["fill_index", "own_index"]


class Bank(NamedTuple):
    """`first` is done before `second`, `trial` counts for both, `hidden` is not public; `many` are the
    numbers of as many methods as the module says in `METHODS`.
    """

    first: Any
    second: Any
    hidden: Any
    trial: Any
    background: Any
    many: str


@pytest.fixture(scope="module")
def made_bank(request: pytest.FixtureRequest, module_rows: None) -> Bank:
    make_site()
    first = make_method(title="Schrijf gewoon")
    second = make_method(title="Herinner op tijd", relations=[(RelationKind.BEFORE, first)])
    hidden = make_method(title="Kanarie in de mijn")
    hidden.unpublish()
    result = build_result(indicator=IndicatorFactory(label="op tijd betaald"), counts_for=[first, second])
    trial = make_case(title="De proef", results=[result])
    others = [make_method() for _ in range(getattr(request.module, "METHODS", 2) - 2)]
    background = make_case(title="Achtergrond bij dit alles", background=True)
    while recompute_stale():
        pass
    many = ",".join(str(each.number) for each in (first, second, *others))
    return Bank(first, second, hidden, trial, background, many)


@pytest.fixture
def bank(made_bank: Bank, db: None) -> Bank:
    return deepcopy(made_bank)
