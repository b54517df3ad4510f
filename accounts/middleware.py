"""Let nobody into the site as an editor who did not log in as the site demands, whatever address let him in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import resolve, reverse
from django.urls.exceptions import Resolver404
from django.utils.functional import SimpleLazyObject

from accounts import history, sessions
from accounts.dangerous import is_dangerous

_ADMIN, _OWN = "/beheer/", "/toegang/"
# A request that came in a session that is over, and what a browser does at the end of one. What was typed on a page
# that is still open stays there.
_ENDED = "session ended"
FORGET = '"cache", "storage"'
# What somebody may do who came by a link and has no second factor yet.
_ENROLMENT = frozenset(
    {
        *("accounts_enrol", "mfa_activate_totp", "mfa_add_webauthn", "account_reauthenticate", "account_logout"),
        *("openid_connect_login", "openid_connect_callback", "socialaccount_login_error"),
    }
)
# The pages from which a browser is sent to the organisation that logs somebody in.
_LEADS_AWAY = frozenset({"account_login", "accounts_enrol", "accounts_again"})


class AccessMiddleware:
    """Everybody is a visitor who is not logged in with a second factor, in a session that still holds.

    Asked only when somebody wants to know who the user is, so that a public page asks nothing of the database.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _user_of(request))  # type: ignore[assignment]
        response = self.get_response(request)
        if request.META.get(_ENDED):
            response.headers["Clear-Site-Data"] = FORGET
        if request.path.startswith(_OWN):
            response.headers["Cache-Control"] = "no-store"
            if settings.OIDC_FORM_ACTION and _name_of(request) in _LEADS_AWAY:
                response._csp_update = {"form-action": list(settings.OIDC_FORM_ACTION)}  # type: ignore[attr-defined]
        elif request.path.startswith(_ADMIN) and response.status_code == 200 and _takes_away(request):
            history.note(request.user, history.EXPORTED, by=request.user, what=request.path)  # type: ignore[arg-type]
        return response

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        """Ask again who it is, before what is dangerous; what was typed is kept and taken in afterwards."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        user: Any = request.user if request.path.startswith(_ADMIN) and _needs_proof(request, name) else None
        if user is None or not user.is_authenticated or sessions.is_recent(request, user):
            return None
        ways = get_adapter().get_reauthentication_methods(user)
        asked: HttpResponse = suspend_request(request, ways[0]["url"] if ways else reverse("accounts_again"))
        return asked


def _takes_away(request: HttpRequest) -> bool:
    """Whether an editor asked for a list of the admin as a file."""
    return request.GET.get("export") in ("csv", "xlsx") and request.user.is_authenticated


def _needs_proof(request: HttpRequest, name: str) -> bool:
    arguments = request.resolver_match.kwargs if request.resolver_match else {}
    if name == "wagtail_bulk_action":
        name = ":".join(str(arguments.get(part)) for part in ("app_label", "model_name", "action"))
    return is_dangerous(name)


def _user_of(request: HttpRequest) -> Any:
    user = get_user(request)
    if not user.is_authenticated:
        return user
    if sessions.is_over(request):
        request.session.flush()
        request.META[_ENDED] = True
        return AnonymousUser()
    if sessions.is_complete(request, user):  # type: ignore[arg-type]
        return user
    is_enrolling = bool(request.session.get(sessions.ENROLLING)) and _name_of(request) in _ENROLMENT
    return user if is_enrolling else AnonymousUser()


def _name_of(request: HttpRequest) -> str:
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def to_login(request: HttpRequest, **_: Any) -> HttpResponse:
    """Instead of every page of Wagtail where a password alone would do: our own, which leads on afterwards."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(f"{reverse('account_login')}?{query}" if query else reverse("account_login"))
