"""Addresses of this room, beside those of its pages."""

from __future__ import annotations

from django.urls import path

from core.submissions.views import ThanksView
from news.meetings import calendar
from news.meetings.views import SignUpView
from news.newsletter import views as newsletter

urlpatterns = [
    path("bijeenkomsten/kalender.ics", calendar.all_meetings, name="meetings_calendar"),
    path("bijeenkomsten/<slug:slug>/kalender.ics", calendar.one_meeting, name="meeting_calendar"),
    path("bijeenkomsten/<slug:slug>/aanmelden/", SignUpView.as_view(), name="meeting_sign_up"),
    path(
        "bijeenkomsten/aanmelden/bedankt/",
        ThanksView.as_view(template_name="news/signed_up.html", title="Kijk in je mail"),
        name="meeting_signed_up",
    ),
    path("nieuwsbrief/", newsletter.SubscribeView.as_view(), name="newsletter"),
    path(
        "nieuwsbrief/bedankt/",
        ThanksView.as_view(template_name="news/newsletter_asked.html", title="Kijk in je mail"),
        name="newsletter_asked",
    ),
    path("nieuwsbrief/archief/", newsletter.archive, name="newsletter_archive"),
    path("nieuwsbrief/archief/atom.xml", newsletter.archive_feed, name="newsletter_feed"),
    path("nieuwsbrief/archief/<int:number>/", newsletter.edition, name="newsletter_edition"),
]
