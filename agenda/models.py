"""Models of the agenda room, gathered where Django looks for them."""

from agenda.pages.activity import (
    ActivityAmbition,
    ActivityCase,
    ActivityMethod,
    ActivityOrganisation,
    ActivityPage,
    ActivitySource,
    ActivityState,
)
from agenda.pages.ambition import AmbitionCase, AmbitionMethod, AmbitionPage, AmbitionSource
from agenda.reports import ProgressReport
from agenda.versions import AgendaVersion

__all__ = [
    "ActivityAmbition",
    "ActivityCase",
    "ActivityMethod",
    "ActivityOrganisation",
    "ActivityPage",
    "ActivitySource",
    "ActivityState",
    "AgendaVersion",
    "AmbitionCase",
    "AmbitionMethod",
    "AmbitionPage",
    "AmbitionSource",
    "ProgressReport",
]
