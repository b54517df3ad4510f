"""How long what is kept of a sender is kept. An operator may give a kind another period, with the reason."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

from contributions.base.models import Contribution

UNCONFIRMED = timedelta(days=7)
# After a contribution is dealt with.
DEALING = timedelta(days=90)
A_YEAR = timedelta(days=365)
# Thirteen months: the question comes after twelve.
YEAR = timedelta(days=396)
# So long before it ends somebody is asked whether colleagues may still ask questions.
ASKED_BEFORE = timedelta(days=30)


def dealing(model: type[Contribution]) -> timedelta:
    own = settings.CONTRIBUTION_PERIODS.get(model.kind)
    return timedelta(days=own[0]) if own else DEALING


def reason(model: type[Contribution]) -> str:
    """Why an operator chose another period; empty for the usual one."""
    own = settings.CONTRIBUTION_PERIODS.get(model.kind)
    return str(own[1]) if own else ""
