"""How one account comes in, for an administrator: send a link, take away what was lost, log out everywhere."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.widgets.button import Button

from accounts import history, sessions
from accounts.links import mail_link
from accounts.removal import remove_factors
from accounts.users import AccountsPolicy
from core.users import User

MAY = "core.change_user"


@require_admin_access
@permission_required(MAY, raise_exception=True)
def access_of(request: HttpRequest, user: int) -> HttpResponse:
    """What is known, and the three things that help who is shut out."""
    account = get_object_or_404(User, pk=user)
    if not AccountsPolicy(User).user_has_permission_for_instance(request.user, "change", account):
        raise PermissionDenied
    if request.method == "POST":
        messages.success(request, _act(request, account, request.POST.get("wat", "")))
        return redirect("accounts_admin:access", account.pk)
    context = {
        "account": account,
        "factors": Authenticator.objects.filter(user=account).order_by("created_at"),
        "linked": SocialAccount.objects.filter(user=account).exists(),
        "sessions": sessions.sessions_of(account),
    }
    return render(request, "accounts/admin/access.html", context)


def _act(request: HttpRequest, account: User, what: str) -> str:
    """Do it, and say in Dutch what was done."""
    if what != "uitloggen" and not account.email:
        return "Niets gedaan: dit account heeft geen e-mailadres."
    if what == "kwijt":
        remove_factors(account, by=request.user)
    if what in ("kwijt", "link"):
        mail_link(account, by=request.user)
        return f"Er is een link gemaild naar {account.email}. Die werkt drie dagen."
    if what == "uitloggen":
        sessions.end_sessions(account)
        history.note(account, history.SESSIONS_ENDED, by=request.user)
        return f"{account} is overal uitgelogd."
    return "Niets gedaan."


def listing_button(user: User, request_user: Any) -> list[Button]:
    if not AccountsPolicy(User).user_has_permission_for_instance(request_user, "change", user):
        return []
    address = reverse("accounts_admin:access", args=[user.pk])
    return [Button("Inloggen", address, icon_name="key", priority=25)]
