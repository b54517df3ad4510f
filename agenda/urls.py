"""Addresses of this room. Pages of activities and ambitions stand in the page tree."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from agenda import version_views, views
from agenda.reports import ProgressView
from core.submissions.views import ThanksView

urlpatterns: list[URLPattern | URLResolver] = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/atom.xml", views.feed, name="agenda_feed"),
    path("agenda/agenda.csv", views.as_csv, name="agenda_csv"),
    path("agenda/agenda.json", views.as_json, name="agenda_json"),
    path("agenda/agenda.ics", views.as_calendar, name="agenda_calendar"),
    path("agenda/doorgeven/<slug:slug>/", ProgressView.as_view(), name="report_progress"),
    path(
        "agenda/doorgegeven/",
        ThanksView.as_view(template_name="agenda/report_thanks.html", title="Bedankt voor je melding"),
        name="progress_thanks",
    ),
    path("agenda/<slug:family>/", views.agenda, name="family_agenda"),
    path("agenda/<slug:family>/versies/", version_views.versions, name="agenda_versions"),
    path("agenda/<slug:family>/atom.xml", views.feed, name="family_agenda_feed"),
    path("agenda/<slug:family>/agenda.csv", views.as_csv, name="family_agenda_csv"),
    path("agenda/<slug:family>/agenda.json", views.as_json, name="family_agenda_json"),
    path("agenda/<slug:family>/agenda.ics", views.as_calendar, name="family_agenda_calendar"),
]
