"""Addresses of this room. Each sub-room has a list of its own, added here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from contributions import take_part
from contributions.intake import views as intake
from contributions.organisations import views as organisations

urlpatterns: list[URLPattern | URLResolver] = [
    path("meedoen/", take_part.take_part, name="take_part"),
    path("meedoen/bedankt/", intake.ThankYouView.as_view(), name="contribution_thanks"),
    path("organisaties/", organisations.organisation_list, name="organisations"),
    path("organisaties/atom.xml", organisations.organisations_feed, name="organisations_feed"),
    path("organisaties/<slug:slug>/", organisations.organisation_page, name="organisation"),
    path("organisaties/<slug:slug>/atom.xml", organisations.organisation_feed, name="organisation_feed"),
]
