"""Addresses below `/toegang/`. Of django-allauth only what this site uses: nobody signs up, nobody logs in by mail."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as social
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path, re_path
from django.views.defaults import page_not_found
from django.views.generic import RedirectView

from accounts import views
from accounts.middleware import to_login

_to_overview = RedirectView.as_view(pattern_name="mfa_index")

urlpatterns: list[Any] = [
    path("toegang/", views.overview, name="mfa_index"),
    path("toegang/inloggen/", views.LoginView.as_view(), name="account_login"),
    path("toegang/uitloggen/", views.LogoutView.as_view(), name="account_logout"),
    path("toegang/uitgezet/", account.account_inactive, name="account_inactive"),
    path("toegang/geen-tweede-stap/", views.no_factor, name="accounts_no_factor"),
    path("toegang/instellen/", views.enrol, name="accounts_enrol"),
    path("toegang/opnieuw/", account.reauthenticate, name="account_reauthenticate"),
    path("toegang/opnieuw/code/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("toegang/opnieuw/passkey/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("toegang/opnieuw/organisatie/", views.again, name="accounts_again"),
    path("toegang/tweede-stap/", mfa.authenticate, name="mfa_authenticate"),
    path("toegang/app/", views.AddAppView.as_view(), name="mfa_activate_totp"),
    path("toegang/app/weg/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("toegang/herstelcodes/", views.codes, name="accounts_codes"),
    path("toegang/passkey/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("toegang/passkeys/", _to_overview, name="mfa_list_webauthn"),
    path("toegang/passkeys/nieuw/", views.AddPasskeyView.as_view(), name="mfa_add_webauthn"),
    path("toegang/passkeys/<int:pk>/weg/", passkeys.remove_webauthn, name="mfa_remove_webauthn"),
    path("toegang/wachtwoord/", views.change_password, name="account_change_password"),
    path("toegang/wachtwoord-vergeten/", views.forgotten, name="account_reset_password"),
    path("toegang/wachtwoord-vergeten/verstuurd/", views.forgotten_sent, name="accounts_forgotten_sent"),
    path("toegang/e-mailadres/", views.change_address, name="accounts_address"),
    path("toegang/sessies/weg/", views.end_session, name="accounts_end_session"),
    path("toegang/organisatie/<provider_id>/", oidc.login, name="openid_connect_login"),
    path("toegang/organisatie/<provider_id>/terug/", oidc.callback, name="openid_connect_callback"),
    path("toegang/organisatie-mislukt/", social.login_error, name="socialaccount_login_error"),
    path("toegang/organisatie-afgebroken/", to_login, name="socialaccount_login_cancelled"),
    # Of Wagtail: where a password alone would do, or what somebody would choose for another.
    path("beheer/login/", to_login),
    re_path(r"^beheer/password_reset/.*$", RedirectView.as_view(pattern_name="account_reset_password")),
    path("beheer/logout/", views.LogoutView.as_view()),
    path("_util/login/", to_login),
    # Pages of Wagtail with which its makers try out errors.
    re_path(r"^beheer/(?:failwhale|test404)/$", page_not_found, {"exception": None}),
]
