"""A small site with a page of every kind that has one, made once a module."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from django.test import Client

from methods.choices import RelationKind
from methods.models import MethodSource
from tests.cases.summaries.stored import counted
from tests.commits import committed
from tests.factories.agenda import make_activity, make_ambition
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ThemeFactory,
)
from tests.news.factories import make_meeting, make_news, make_publication


@pytest.fixture(scope="module")
def made_once(module_rows: None) -> dict[str, Any]:
    theme, channel = ThemeFactory(slug="inclusie", label="inclusie"), ChannelFactory(slug="post", label="post")
    family = FamilyFactory(slug="gemeente", label="gemeente", plural="gemeenten")
    indicator, organisation = IndicatorFactory(slug="digitaal"), OrganisationFactory(family=family, slug="beterdam")
    with committed():
        other = make_method(title="Bellen", number=7)
        method = make_method(
            title="Herinneren",
            number=31,
            theme=theme,
            channels=[channel],
            families=[family],
            barriers=[BarrierFactory(slug="vergeten")],
            indicators=[indicator],
            relations=[(RelationKind.AFTER, other)],
            reviewed_on=date(2026, 11, 1),
            sources=[MethodSource(title="Onderzoek", url="https://bron.example/", read_on=date(2026, 1, 15))],
        )
        case = make_case(
            title="Beter in Beterdam",
            number=3,
            organisations=[organisation],
            methods=[method, other],
            channels=[channel],
            results=[
                counted(100, 300, indicator=indicator, counts_for=[method]),
                build_result(indicator=indicator, counts_for=[other]),
            ],
        )
        return {
            "method": method,
            "other": other,
            "case": case,
            "activity": make_activity(title="Een pilot", methods=[method]),
            "ambition": make_ambition(title="Samen"),
            "news": make_news("Nieuws"),
            "publication": make_publication("Rapport"),
            "meeting": make_meeting("Dag", join_url="https://meedoen.example/papegaai"),
        }


@pytest.fixture
def made(made_once: dict[str, Any], db: None) -> dict[str, Any]:
    return deepcopy(made_once)


@pytest.fixture(scope="module")
def document(made_once: dict[str, Any]) -> dict[str, Any]:
    """The document of the API, as it is sent."""
    with committed():
        found: dict[str, Any] = Client().get("/api/v1/openapi.json").json()
    return found
