"""Take away the ways in of somebody who lost his phone."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from accounts import history, sessions
from accounts.notices import tell
from core.users import User


@transaction.atomic
def remove_factors(user: User, *, by: Any) -> int:
    """Delete factors, recovery codes and links with an organisation, and log out everywhere; how many factors."""
    removed, _ = Authenticator.objects.filter(user=user).delete()
    linked, _ = SocialAccount.objects.filter(user=user).delete()
    sessions.end_sessions(user)
    history.note(user, history.FACTOR_REMOVED, by=by, what="alles, na verlies")
    tell(user, "Je tweede stap is weggehaald, omdat iemand zei dat je hem kwijt was.")
    return int(removed + linked)
