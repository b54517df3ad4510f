"""What follows when somebody logs in or out, gets or loses a factor, or gets another role."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_used,
)
from allauth.socialaccount.signals import social_account_added
from django.contrib.auth.models import Group
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.http import HttpRequest
from wagtail.log_actions import get_active_log_context

from accounts import history, sessions
from accounts.links import ENROL, end_link
from accounts.notices import tell
from core.users import User

_NAMES = {
    Authenticator.Type.TOTP: "app met codes",
    Authenticator.Type.WEBAUTHN: "passkey",
}


@receiver(user_logged_in, dispatch_uid="accounts.sessions.begin")
def begin(sender: type, request: HttpRequest, **_: Any) -> None:
    sessions.begin(request)


@receiver(user_logged_out, dispatch_uid="accounts.history.logged_out")
def logged_out(sender: type, request: HttpRequest | None, user: User | None, **_: Any) -> None:
    if user is not None and request is not None and request.path:
        history.note(user, history.LOGGED_OUT, by=user)


@receiver(authenticator_added, dispatch_uid="accounts.history.factor_added")
def factor_added(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    history.note(user, history.FACTOR_ADDED, by=user, what=_NAMES[authenticator.type])
    # Its owner just showed that it works.
    record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
    enrolled(request, user)


@receiver(social_account_added, dispatch_uid="accounts.history.provider_added")
def provider_added(sender: type, request: HttpRequest, sociallogin: Any, **_: Any) -> None:
    user, account = sociallogin.user, sociallogin.account
    history.note(user, history.FACTOR_ADDED, by=user, what="account van de eigen organisatie")
    tell(user, "Je kunt nu inloggen met het account van je organisatie.")
    if request.user.is_authenticated:
        record_authentication(request, user, "socialaccount", provider=account.provider, uid=account.uid)
        enrolled(request, user)


def enrolled(request: HttpRequest, user: User) -> None:
    """Somebody who came by a link has what he came for, and sessions elsewhere end because the way in changed."""
    request.session.pop(sessions.ENROLLING, None)
    end_link(ENROL, user)
    sessions.end_sessions(user, but=request.session.session_key)


@receiver(authenticator_removed, dispatch_uid="accounts.history.factor_removed")
def factor_removed(sender: type, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    history.note(authenticator.user, history.FACTOR_REMOVED, by=user, what=_NAMES[authenticator.type])
    sessions.end_sessions(authenticator.user, but=request.session.session_key)


@receiver(authenticator_used, dispatch_uid="accounts.history.recovery_used")
def recovery_code_used(sender: type, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        tell(user, "Er is ingelogd met een herstelcode. Die code werkt nu niet meer.")


@receiver(authentication_failed, dispatch_uid="accounts.history.code_wrong")
def code_was_wrong(sender: type, user: User, **_: Any) -> None:
    history.note(user, history.CODE_WRONG)


@receiver(m2m_changed, sender=User.groups.through, dispatch_uid="accounts.history.roles")
def roles_changed(sender: type, instance: Any, action: str, pk_set: set[int] | None, **_: Any) -> None:
    signs = {"post_add": "+", "post_remove": "-"}
    if action not in signs or not pk_set or not isinstance(instance, User):
        return
    by = get_active_log_context().user
    if by is not None:  # not when the site sets itself up
        names = ", ".join(
            f"{signs[action]}{name}" for name in Group.objects.filter(pk__in=pk_set).values_list("name", flat=True)
        )
        history.note(instance, history.ROLES_CHANGED, by=by, what=names)
