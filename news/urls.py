"""Addresses of this room, beside those of its pages."""

from __future__ import annotations

from django.urls import path

from core.submissions.views import ThanksView
from news.meetings import calendar
from news.meetings.views import SignUpView

urlpatterns = [
    path("bijeenkomsten/kalender.ics", calendar.all_meetings, name="meetings_calendar"),
    path("bijeenkomsten/<slug:slug>/kalender.ics", calendar.one_meeting, name="meeting_calendar"),
    path("bijeenkomsten/<slug:slug>/aanmelden/", SignUpView.as_view(), name="meeting_sign_up"),
    path(
        "bijeenkomsten/aanmelden/bedankt/",
        ThanksView.as_view(template_name="news/signed_up.html", title="Kijk in je mail"),
        name="meeting_signed_up",
    ),
]
