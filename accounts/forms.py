"""Forms with which somebody proves who he is. Each counts over all processes, and a code that was used is used."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm as AllauthPasswordForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.fernet import InvalidToken
from django import forms
from django.contrib.auth.forms import PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict, ErrorList

from accounts import recovery_codes
from accounts.attempts import LIMITED, MOST, SPAN, TOO_MANY, digest
from accounts.links import PASSWORD, link_to
from core.http.limits import allow, give_back
from core.mail.queue import queue
from core.users import User

logger = logging.getLogger(__name__)

TOO_MANY_CODES = "Er is te vaak een verkeerde code ingevuld. Wacht tien minuten en probeer het dan opnieuw."
WRONG_CODE = "Deze code klopt niet, of is al gebruikt. Wacht op de volgende code in je app en probeer het opnieuw."
WRONG_PASSKEY = "Deze passkey klopt niet. Probeer het opnieuw."
# Longer than a code can be right: thirty seconds, and as much before and after for a clock that is not quite so.
_CODE_HOLDS = timedelta(minutes=3)


def _say_when_limited(error: ValidationError) -> ValidationError:
    return ValidationError(TOO_MANY, LIMITED) if context.request.META.get(LIMITED) else error


class LoginForm(AllauthLoginForm):  # type: ignore[misc]
    """Name and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = "Gebruikersnaam"
        self.fields["password"].label = "Wachtwoord"

    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError as error:
            raise _say_when_limited(error) from None


class PasswordAgainForm(AllauthPasswordForm):  # type: ignore[misc]
    """The own password, of who is logged in already."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Wachtwoord"

    def clean_password(self) -> str:
        try:
            return str(super().clean_password())
        except ValidationError as error:
            raise _say_when_limited(error) from None


def _use(user: User, code: str) -> None:
    """:raises ValidationError: when this code of an app was used before, by whatever process took it in."""
    if not allow("used code", 1, _CODE_HOLDS, sender=digest(f"{user.pk} {''.join(code.split())}")):
        raise ValidationError(WRONG_CODE)


class _Counted:
    """A form with a code of six figures, or one for recovery, of `user`."""

    user: User
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]
    authenticator: Authenticator

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "Code uit je app, of een herstelcode"

    def clean_code(self) -> str:
        name, sender = "code: account", str(self.user.pk)
        if not allow(name, MOST, SPAN, sender=sender):
            raise ValidationError(TOO_MANY_CODES)
        code: str = self.cleaned_data["code"]
        if (recovery := recovery_codes.use(self.user, code)) is not None:
            self.authenticator = recovery
        else:
            self._try(code)
        give_back(name, sender=sender)
        return code

    def _try(self, code: str) -> None:
        """:raises ValidationError: when it is no code of the app, or was used before."""
        try:
            super().clean_code()  # type: ignore[misc]
        except InvalidToken:
            logger.error("the app of account %s was set up with another FACTOR_KEY", self.user.pk)
            raise ValidationError(WRONG_CODE) from None
        except ValidationError:
            raise ValidationError(WRONG_CODE) from None
        _use(self.user, code)


class CodeForm(_Counted, AuthenticateForm):  # type: ignore[misc]
    """The second step of log-in."""


class CodeAgainForm(_Counted, ReauthenticateForm):  # type: ignore[misc]
    """Of who is logged in already."""


class _Hostile:
    """A form with what a browser says of a passkey. The package that reads it stumbles over what no browser says."""

    def full_clean(self) -> None:
        try:
            super().full_clean()  # type: ignore[misc]
        except (AttributeError, KeyError, IndexError, TypeError, ValueError):
            self._errors = ErrorDict({"credential": ErrorList([WRONG_PASSKEY])})


class PasskeyLoginForm(_Hostile, LoginWebAuthnForm):  # type: ignore[misc]
    """The first and only step of log-in."""


class PasskeyCodeForm(_Hostile, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """The second step of log-in."""


class PasskeyAgainForm(_Hostile, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Of who is logged in already."""


class PasskeyForm(_Hostile, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey and the name by which its owner knows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Naam van deze passkey"


class ActivateForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app; it opens nothing a second time."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = "De code die je app nu laat zien"

    def clean_code(self) -> str:
        try:
            code = str(super().clean_code())
        except ValidationError:
            raise ValidationError(WRONG_CODE) from None
        _use(self.user, code)
        return code


def check_own_password(user: User, password: str) -> None:
    """:raises ValidationError: when it is not the password of this account, or was tried too often."""
    name = f"own password: {user.pk}"
    if not allow(name, MOST, SPAN):
        raise ValidationError("Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over tien minuten opnieuw.")
    if not user.check_password(password):
        raise ValidationError("Dit is niet je huidige wachtwoord.")
    give_back(name)


class OwnPasswordForm(PasswordChangeForm):
    """As Django's, with a limit on how often the old one is tried."""

    def clean_old_password(self) -> str:
        password = str(self.cleaned_data["old_password"])
        check_own_password(self.user, password)  # type: ignore[arg-type]
        return password


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]
    """A password of one's own choice, twice."""


class OwnAddressForm(forms.ModelForm):  # type: ignore[type-arg]
    """One's own address, for who proved a moment ago who he is."""

    class Meta:
        model = User
        fields = ("email",)
        labels = {"email": "E-mailadres"}


class ForgottenForm(PasswordResetForm):
    """Mails a link to every account with this address that has a password. Others are told nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "E-mailadres van je account"

    def save(self, **_: Any) -> None:  # type: ignore[override]
        for user in self.get_users(self.cleaned_data["email"]):
            queue("account_password", user.email, {"address": link_to(PASSWORD, user)})  # type: ignore[arg-type]
