"""What we ask of django-allauth beyond settings: no sign-up, no password alone, secrets encrypted, mail queued."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import clear_authentication_records
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url

from accounts import history, sessions
from accounts.notices import tell
from core.users import User

# Of the mails of allauth, those that somebody must see: what changed. Of others there is nothing to tell.
_NOTICES = {
    "mfa/email/totp_activated": "Er is een app met codes toegevoegd.",
    "mfa/email/totp_deactivated": "De app met codes is weggehaald.",
    "mfa/email/webauthn_added": "Er is een passkey toegevoegd.",
    "mfa/email/webauthn_removed": "Er is een passkey weggehaald.",
}
NO_FACTOR_AT_PROVIDER = (
    "Je organisatie liet niet zien dat je met een tweede stap inlogde. Daarom kom je er niet in. "
    "Vraag het een beheerder van de site."
)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Log-in with a password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        """A password that is right and all there is gives nothing: no session, and no way to add a factor."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        by_provider = "sociallogin" in (kwargs.get("signal_kwargs") or {})
        if response or by_provider or not sessions.factor_is_required() or sessions.has_own_factor(user):
            return response
        clear_authentication_records(request)
        history.note(user, history.NO_FACTOR)
        return redirect("accounts_no_factor")

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        history.note(user, history.LOGGED_IN, by=user, what=_how(request, user))
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return resolve_url("account_login")

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Only what has words of its own, such as an error; the page itself shows that something was done."""
        if kwargs.get("message"):
            messages.add_message(request, level, kwargs["message"])

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:
        if words := _NOTICES.get(template_prefix):
            tell(user, words)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every other mail of allauth is about something that this site does not have."""


class FactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors. What makes codes is encrypted with a key that is not in the database."""

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: User, type: Any) -> str:
        return sessions.device(context.request) or "Mijn passkey"

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        """Not the last one, while one is required: its owner would be shut out."""
        others = type(authenticator).objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        return not sessions.factor_is_required() or others.exclude(type="recovery_codes").exists()


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Log-in at the organisation of the editor. It never makes an account, and must have asked for a second factor."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Look at what the provider said of the factor, and keep nothing else of what it said."""
        claims = sociallogin.account.extra_data.get("id_token") or {}
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        if not _shows_factor(claims):
            if sociallogin.account.pk:
                history.note(sociallogin.user, history.NO_FACTOR)
            messages.error(request, NO_FACTOR_AT_PROVIDER)
            raise ImmediateHttpResponse(redirect("account_login"))

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return resolve_url("mfa_index")


def _shows_factor(claims: dict[str, Any]) -> bool:
    if settings.OIDC_FACTOR == "provider":
        return True
    ways = claims.get("amr")
    shown = set(ways if isinstance(ways, list) else []) | {str(claims.get("acr"))}
    return bool(shown & set(settings.OIDC_FACTOR_CLAIMS))


def _cipher() -> Fernet:
    return Fernet(urlsafe_b64encode(sha256(settings.FACTOR_KEY.encode()).digest()))


def _how(request: HttpRequest, user: User) -> str:
    words = {"totp": "code", "webauthn": "passkey", "recovery_codes": "herstelcode"}
    ways = [words.get(one.get("type", ""), one["method"]) for one in sessions.records(request, user)]
    said = {"password": "wachtwoord", "socialaccount": "eigen organisatie"}
    return ", ".join(dict.fromkeys(said.get(way, way) for way in ways))
