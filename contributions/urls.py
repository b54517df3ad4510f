"""Addresses of this room. Each sub-room has a list of its own, added here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from contributions.intake import views as intake

urlpatterns: list[URLPattern | URLResolver] = [
    path("meedoen/bedankt/", intake.ThankYouView.as_view(), name="contribution_thanks"),
]
