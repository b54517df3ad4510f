"""Addresses of the pages about the evidence."""

from __future__ import annotations

from django.urls import path

from core.submissions.views import ThanksView
from evidence_site import corrections, views

urlpatterns = [
    path("zo-beoordelen-wij/", views.judging, name="judging"),
    path("resultaten/", views.results, name="results"),
    path("resultaten/atom.xml", views.results_feed, name="results_feed"),
    path("resultaten/resultaten.csv", views.results_csv, name="results_csv"),
    path("resultaten/resultaten.json", views.results_json, name="results_json"),
    path(
        "resultaten/klopt-niet/bedankt/",
        ThanksView.as_view(template_name="evidence/correction_thanks.html", title="Bedankt voor je melding"),
        name="correction_thanks",
    ),
    path("wijzigingen/", views.changes, name="changes"),
    path("wijzigingen/atom.xml", views.changes_feed, name="changes_feed"),
    path("wijzigingen/<uuid:state>/", views.state, name="evidence_state"),
    path("correcties/", corrections.log, name="corrections"),
    path("correcties/atom.xml", corrections.feed, name="corrections_feed"),
]
