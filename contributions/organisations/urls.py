"""Addresses of organisations, and the form of a help line."""

from __future__ import annotations

from django.urls import path

from contributions.organisations import views
from contributions.organisations.help_lines import HelpLineView

urlpatterns = [
    path("meedoen/hulp/", HelpLineView.as_view(), name="help_line"),
    path("organisaties/", views.organisation_list, name="organisations"),
    path("organisaties/atom.xml", views.organisations_feed, name="organisations_feed"),
    path("organisaties/<slug:slug>/", views.organisation_page, name="organisation"),
    path("organisaties/<slug:slug>/atom.xml", views.organisation_feed, name="organisation_feed"),
]
