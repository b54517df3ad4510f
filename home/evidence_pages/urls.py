"""Addresses of the pages about the evidence."""

from __future__ import annotations

from django.urls import path

from home.evidence_pages import correction_views, views

urlpatterns = [
    path("zo-beoordelen-wij/", views.judging, name="judging"),
    path("resultaten/", views.results, name="results"),
    path("resultaten/resultaten.csv", views.results_csv, name="results_csv"),
    path("resultaten/resultaten.json", views.results_json, name="results_json"),
    path("resultaten/<uuid:result>/klopt-niet/", correction_views.report, name="correction_report"),
    path("resultaten/klopt-niet/bedankt/", correction_views.thanks, name="correction_thanks"),
    path("wijzigingen/", views.changes, name="changes"),
    path("wijzigingen/atom.xml", views.changes_feed, name="changes_feed"),
    path("wijzigingen/<uuid:state>/", views.state, name="evidence_state"),
    path("correcties/", correction_views.log, name="corrections"),
]
