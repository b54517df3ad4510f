"""Pages below `/toegang/`: what somebody does to come in, and what he may change of how he does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import LoginView as AllauthLoginView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView as AllauthAddPasskeyView
from allauth.socialaccount.adapter import get_adapter as get_provider_adapter
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.views.account import LogoutView as WagtailLogoutView

from accounts import history, recovery_codes, sessions
from accounts.attempts import LIMITED, TOO_MANY_MAILS, Attempts, digest
from accounts.forms import ForgottenForm, NewPasswordForm, OwnAddressForm, OwnPasswordForm, PasswordAgainForm
from accounts.links import PASSWORD, end_link
from accounts.middleware import FORGET
from accounts.notices import tell, tell_former_address
from core.http.limits import coarse_sender
from core.secret_addresses.models import SecretAddress
from core.submissions.guard import refused_body
from core.users import User

_BACKEND = settings.AUTHENTICATION_BACKENDS[0]


class LoginView(AllauthLoginView):  # type: ignore[misc]
    """Answers 429 when too many passwords were wrong."""

    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if any(error.code == LIMITED for error in form.non_field_errors().as_data()):
            response.status_code = 429
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"providers": _providers(self.request), "can_mail": settings.SENDS_MAIL}
        return {**super().get_context_data(**kwargs), **own}


class _ThenCodes:
    """Leads who has no codes for recovery yet to where they are made."""

    request: HttpRequest

    def get_success_url(self) -> str:
        return reverse("mfa_index" if recovery_codes.left(_user(self.request)) else "accounts_codes")


class AddAppView(_ThenCodes, ActivateTOTPView):  # type: ignore[misc]
    """An app with codes."""


class AddPasskeyView(_ThenCodes, AllauthAddPasskeyView):  # type: ignore[misc]
    """A key that knows whose it is and asks for a finger, face or PIN, so that it is enough by itself."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": begin_registration(_user(self.request), passwordless=True)}
        context["form"] = kwargs.get("form") or context["form"]
        return context


class LogoutView(WagtailLogoutView):  # type: ignore[misc]
    """Wagtail's own deletes the cookie of whoever only asks for the address, and leaves the session as it is."""

    next_page = "account_login"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = FORGET
        return response


@require_safe
def no_factor(request: HttpRequest) -> HttpResponse:
    """For who has only a password."""
    return render(request, "accounts/no_factor.html", {"title": "Je hebt nog geen tweede stap"}, status=403)


@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """How somebody logs in and where he is logged in. Five queries."""
    user = _user(request)
    factors = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    here = request.session.session_key
    context = {
        "title": "Zo log je in",
        "app": next((one for one in factors if one.type == Authenticator.Type.TOTP), None),
        "passkeys": [one for one in factors if one.type == Authenticator.Type.WEBAUTHN],
        "codes": recovery_codes.left(user),
        "provider_accounts": SocialAccount.objects.filter(user=user),
        "sessions": [(one, one.key == here) for one in sessions.sessions_of(user)],
        "has_password": user.has_usable_password(),
    }
    return render(request, "accounts/overview.html", context)


@login_required
def enrol(request: HttpRequest) -> HttpResponse:
    """The choice of a second step, for who came by a link."""
    context = {
        "title": "Kies je tweede stap",
        "providers": _providers(request),
        "may_wait": not sessions.factor_is_required(),
    }
    return render(request, "accounts/enrol.html", context)


@login_required
@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Log out in one other place, or in all of them."""
    user = _user(request)
    if sessions.end_sessions(user, but=request.session.session_key, only=request.POST.get("sessie", "")):
        history.note(user, history.SESSIONS_ENDED, by=user)
    return redirect("mfa_index")


@login_required
def again(request: HttpRequest) -> HttpResponse:
    """For who logs in at his organisation only: there he proves again who he is."""
    context = {"title": "Log opnieuw in", "providers": _providers(request), "next": request.GET.get("next", "")}
    return render(request, "accounts/again.html", context)


@login_required
@reauthentication_required
def codes(request: HttpRequest) -> HttpResponse:
    """How many codes for recovery are left. New ones are made by a button, and shown by its answer only."""
    user = _user(request)
    if not sessions.has_own_factor(user):
        return redirect("mfa_index")
    made: list[str] = []
    if request.method == "POST":
        made = recovery_codes.renew(user)
        history.note(user, history.CODES_RENEWED, by=user)
        tell(user, "Er zijn nieuwe herstelcodes gemaakt. Codes van eerder werken niet meer.")
    context = {
        "title": "Je herstelcodes",
        "made": made,
        "left": recovery_codes.left(user),
        "count": recovery_codes.COUNT,
    }
    return render(request, "accounts/codes.html", context)


@sensitive_post_parameters()
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    user = _user(request)
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, user)
        _password_changed(user)
        return redirect("mfa_index")
    return _form(request, "Kies een ander wachtwoord", form, "Verander mijn wachtwoord")


@login_required
@reauthentication_required
def change_address(request: HttpRequest) -> HttpResponse:
    """Another address gets the letters about the account, so the former one is told."""
    user = _user(request)
    former = user.email
    form = OwnAddressForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        history.note(user, history.ADDRESS_CHANGED, by=user)
        tell_former_address(former, user)
        return redirect("mfa_index")
    return _form(request, "Verander je e-mailadres", form, "Verander mijn adres")


def forgotten(request: HttpRequest) -> HttpResponse:
    """Answers the same whether the address is that of an account or not, also when it refuses."""
    if not settings.SENDS_MAIL:
        raise Http404
    form = ForgottenForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        if Attempts("password reset", digest(form.cleaned_data["email"]), coarse_sender(request)).count():
            form.save()
            return redirect("accounts_forgotten_sent")
        form.add_error(None, ValidationError(TOO_MANY_MAILS))
        status = 429
    text = "We sturen je een link waarmee je een nieuw wachtwoord kiest. Je tweede stap blijft zoals hij is."
    return _form(request, "Wachtwoord vergeten", form, "Stuur mij een link", text, status)


@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    text = "Is dit het adres van een account, dan krijg je een mail met een link. Die werkt vier uur."
    return _form(request, "Kijk in je mail", None, "", text)


def _of_account(view: Callable[[HttpRequest, User], HttpResponse]) -> Callable[..., HttpResponse]:
    """What a secret address opens: the view, with the account it was made for; 404 when that is no more."""

    @sensitive_post_parameters()
    def opened(request: HttpRequest, address: SecretAddress, rest: str) -> HttpResponse:
        user = User.objects.filter(pk=address.subject, is_active=True).first()
        if user is None or rest:
            return render(request, "404_secret.html", status=404)
        refused = refused_body(request) if request.method == "POST" else None
        return refused or view(request, user)

    return opened


@_of_account
def by_password_link(request: HttpRequest, user: User) -> HttpResponse:
    """Choose a password with the link of a letter. It opens no session."""
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        end_link(PASSWORD, user)
        _password_changed(user)
        return redirect("account_login")
    return _form(request, "Kies een nieuw wachtwoord", form, "Bewaar mijn wachtwoord")


@_of_account
def by_enrol_link(request: HttpRequest, user: User) -> HttpResponse:
    """Begin a session in which a second step can be set up and nothing else. Who has a password types it first."""
    is_new = not user.has_usable_password()
    data = request.POST or None
    form: Any = NewPasswordForm(user, data) if is_new else PasswordAgainForm(data, user=user)
    elsewhere = is_new and bool(settings.OIDC_FORM_ACTION) and "organisatie" in request.POST
    if request.method == "POST" and (elsewhere or form.is_valid()):
        if is_new and not elsewhere:
            form.save()
            history.note(user, history.PASSWORD_CHANGED, by=user)
        login(request, user, backend=_BACKEND)
        if not elsewhere:
            record_authentication(request, user, "password", reauthenticated=True)
        request.session[sessions.ENROLLING] = True
        history.note(user, history.LINK_USED, by=user)
        return redirect("accounts_enrol")
    context = {"title": f"Welkom, {user}", "form": form, "is_new": is_new, "username": user.get_username()}
    return render(request, "accounts/link.html", {**context, "providers": _providers(request)})


def _password_changed(user: User) -> None:
    history.note(user, history.PASSWORD_CHANGED, by=user)
    tell(user, "Je wachtwoord is veranderd.")


def _form(request: HttpRequest, title: str, form: Any, button: str, text: str = "", status: int = 200) -> HttpResponse:
    context = {"title": title, "form": form, "button": button, "text": text}
    return render(request, "accounts/form.html", context, status=status)


def _providers(request: HttpRequest) -> list[Any]:
    return list(get_provider_adapter().list_providers(request)) if settings.OIDC_FORM_ACTION else []


def _user(request: HttpRequest) -> User:
    """The row itself, which forms and signals ask for."""
    return User.objects.get(pk=request.user.pk)  # type: ignore[misc]
