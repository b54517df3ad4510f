"""Logging in: the form, a limit on wrong passwords over all processes, and one line in the log for each attempt."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

from django.contrib.auth import views as auth_views
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.views.account import LoginView as WagtailLoginView
from wagtail.admin.views.account import LogoutView as WagtailLogoutView
from wagtail.admin.views.account import PasswordResetView as WagtailPasswordResetView
from wagtail.documents.views.serve import authenticate_with_password as ask_document_password
from wagtail.views import authenticate_with_password as ask_page_password

from core.http.limits import allow, coarse_sender, give_back, network_of
from core.http.models import RateWindow
from core.users import User

# Wrong passwords, or mails for a new one: per account or address, and per network that asks.
MOST = 10
SPAN = timedelta(minutes=10)
# Of a password that readers share, also from everywhere together.
MOST_SHARED = 100
# So long an account has room of its own in a network where its password was right: who tries it from elsewhere cannot
# keep the one whose it is out.
KNOWN = timedelta(days=30)
_KNOWN = "login: known network"
TOO_MANY = "Er is te vaak een verkeerd wachtwoord ingevuld. Wacht tien minuten en probeer het dan opnieuw."
TOO_MANY_MAILS = "Er is te vaak om een nieuw wachtwoord gevraagd. Wacht tien minuten en probeer het dan opnieuw."
_LIMITED = "limited"

logger = logging.getLogger(__name__)


def _digest(name: str) -> str:
    """Of what was typed as account or address, because a password may be typed there by mistake."""
    return salted_hmac(__name__, name.casefold(), algorithm="sha256").hexdigest()


class Attempts:
    """One attempt counts for what it is about and for the network it comes from, or for neither."""

    def __init__(self, kind: str, about: str, network: str, most: int = MOST) -> None:
        self._counters = ((f"{kind}: account", about, most), (f"{kind}: network", network, MOST))

    def count(self) -> bool:
        """False when there is no room. Counted before the password is tried, so that many at once gain nothing."""
        for place, (name, sender, most) in enumerate(self._counters):
            if not allow(name, most, SPAN, sender=sender):
                self._take_back(place)
                return False
        return True

    def was_right(self) -> None:
        self._take_back(len(self._counters))

    def _take_back(self, how_many: int) -> None:
        for name, sender, _ in self._counters[:how_many]:
            give_back(name, sender=sender)


class LimitedBackend(ModelBackend):
    """Refuses to try a password when too many were wrong. Every form that logs somebody in comes here."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> User | None:
        if request is None or username is None or password is None:
            return super().authenticate(request, username, password, **kwargs)
        here = _digest(f"{username}\n{network_of(request)}")
        known = RateWindow.objects.filter(name=_KNOWN, sender=here, ends_at__gt=timezone.now()).exists()
        attempts = Attempts("login", here if known else _digest(username), coarse_sender(request))
        if not attempts.count():
            request.META[_LIMITED] = True
            _log("refused by the limit", username)
            return None
        user = super().authenticate(request, username, password, **kwargs)
        if user is not None:
            attempts.was_right()
            until = {"count": 0, "ends_at": timezone.now() + KNOWN}
            RateWindow.objects.update_or_create(name=_KNOWN, sender=here, defaults=until)
        _log("succeeded" if user else "failed", username)
        return user


def _log(outcome: str, username: str) -> None:
    known = User.objects.filter(username=username).values_list("pk", flat=True).first()
    logger.info("login %s: %s", outcome, f"account {known}" if known else "unknown account")


class LimitedForm(AuthenticationForm):
    """Says that the limit was reached, whatever the password was."""

    def get_invalid_login_error(self) -> ValidationError:
        if self.request and self.request.META.get(_LIMITED):
            return ValidationError(TOO_MANY, _LIMITED)
        return super().get_invalid_login_error()


class LoginForm(LimitedForm, WagtailLoginForm):  # type: ignore[misc]
    """Wagtail's own form leaves one label in English."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = "Wachtwoord"


class _AnswersLimit:
    """A view whose form answers 429 when it was refused by a limit."""

    def form_invalid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if any(error.code == _LIMITED for error in form.non_field_errors().as_data()):
            response.status_code = 429
        return response


class LoginView(_AnswersLimit, WagtailLoginView):  # type: ignore[misc]
    """Of the admin."""


class LogoutView(WagtailLogoutView):  # type: ignore[misc]
    """Wagtail's own deletes the cookie of whoever only asks for the address, and leaves the session as it is."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class ReaderLoginView(_AnswersLimit, auth_views.LoginView):
    """Of a page or document that only who is logged in may read."""

    template_name = "wagtailcore/login.html"
    authentication_form = LimitedForm


class PasswordResetView(_AnswersLimit, WagtailPasswordResetView):  # type: ignore[misc]
    """Answers the same whether the address is that of an account or not, also when it refuses."""

    def form_valid(self, form: Any) -> HttpResponse:
        address = _digest(form.cleaned_data["email"])
        if Attempts("password reset", address, coarse_sender(self.request)).count():
            return super().form_valid(form)  # type: ignore[no-any-return]
        form.add_error(None, ValidationError(TOO_MANY_MAILS, _LIMITED))
        return self.form_invalid(form)


def page_password(request: HttpRequest, page_view_restriction_id: int, page_id: int) -> HttpResponse:
    """The password that readers of a closed page share."""
    return _shared_password(
        request, f"page {page_view_restriction_id}", ask_page_password, (page_view_restriction_id, page_id)
    )


def document_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """The password that readers of a closed collection share."""
    return _shared_password(request, f"collection {restriction_id}", ask_document_password, (restriction_id,))


def _shared_password(request: HttpRequest, about: str, ask: Any, numbers: tuple[int, ...]) -> HttpResponse:
    if request.method != "POST":
        return ask(request, *numbers)  # type: ignore[no-any-return]
    attempts = Attempts(f"shared password of {about}", "", coarse_sender(request), MOST_SHARED)
    if not attempts.count():
        logger.info("shared password refused by the limit: %s", about)
        return render(request, "429.html", {"text": TOO_MANY}, status=429)
    response: HttpResponse = ask(request, *numbers)
    is_right = response.status_code == 302
    if is_right:
        attempts.was_right()
    logger.info("shared password %s: %s", "succeeded" if is_right else "failed", about)
    return response
