"""Activities and ambitions for tests."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import factory
from wagtail.models import Page

from agenda.models import (
    ActivityAmbition,
    ActivityCase,
    ActivityMethod,
    ActivityPage,
    ActivitySource,
    ActivityState,
    AmbitionMethod,
    AmbitionPage,
    AmbitionSource,
)
from tests.factories.pages import _PageFactory, make_listing, make_site
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory


def build_state(state: str = "loopt", known_on: str = "2026", **fields: Any) -> ActivityState:
    """An unsaved state with its source."""
    source = {"title": "Voortgangsbrief", "url": "https://bron.example/brief", "read_on": date(2026, 11, 1)}
    return ActivityState(state=state, known_on=known_on, **{"says": "Op schema.", **source, **fields})


class ActivityFactory(_PageFactory[ActivityPage]):
    """`families`, `states`, `ambitions`, `methods`, `cases` and `sources` are lists."""

    class Meta:
        model = ActivityPage

    title = factory.Sequence(lambda n: f"Activiteit {n}")
    slug = factory.Sequence(lambda n: f"activiteit-{n}")
    goal = "Minder brieven."
    organisation = factory.LazyFunction(OrganisationFactory)
    begins = "2026-K1"
    ends = "2027"

    @classmethod
    def _lists(cls, fields: dict[str, Any]) -> dict[str, Sequence[Any]]:
        source = ActivitySource(title="Plan", url="https://bron.example/plan", read_on=date(2026, 11, 1))
        return {
            "families": fields.pop("families", None) or [FamilyFactory()],
            "states": fields.pop("states", None) or [build_state()],
            "ambition_rows": [ActivityAmbition(ambition=each) for each in fields.pop("ambitions", ())],
            "method_rows": [ActivityMethod(method=each) for each in fields.pop("methods", ())],
            "case_rows": [ActivityCase(case=each) for each in fields.pop("cases", ())],
            "sources": [source],
        }

    @classmethod
    def _parent(cls) -> Page:
        return make_listing(make_site().home, "Activiteiten", "activiteiten", kind="activiteit")


class AmbitionFactory(_PageFactory[AmbitionPage]):
    """`methods` is a list."""

    class Meta:
        model = AmbitionPage

    title = factory.Sequence(lambda n: f"Ambitie {n}")
    slug = factory.Sequence(lambda n: f"ambitie-{n}")
    gist = "Iedereen kan meedoen."
    stated_in = "Een plan"

    @classmethod
    def _lists(cls, fields: dict[str, Any]) -> dict[str, Sequence[Any]]:
        return {
            "method_rows": [AmbitionMethod(method=each) for each in fields.pop("methods", ())],
            "sources": [AmbitionSource(title="Akkoord", url="https://bron.example/", read_on=date(2026, 11, 1))],
        }

    @classmethod
    def _parent(cls) -> Page:
        return make_listing(make_site().home, "Ambities", "ambities", kind="ambitie")


build_activity = ActivityFactory.build


def make_activity(**fields: Any) -> ActivityPage:
    """A saved activity with a revision."""
    return ActivityFactory.create(**fields)


def make_ambition(**fields: Any) -> AmbitionPage:
    """A saved ambition with a revision."""
    return AmbitionFactory.create(**fields)
