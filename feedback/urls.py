"""Addresses of the forms for readers."""

from __future__ import annotations

from django.urls import path, re_path

from core.submissions.views import ThanksView
from feedback import correction_views
from feedback.relay.views import AskOrganisationView
from feedback.useful.views import RemarkView, UsefulView
from feedback.views import AskView

urlpatterns = [
    path("vraag-de-redactie/", AskView.as_view(), name="ask_editors"),
    re_path(
        r"^nuttig/(?P<prefix>[a-z]{1,3})(?P<number>[0-9]{1,9})/(?P<answer>ja|nee)/$",
        UsefulView.as_view(),
        name="useful",
    ),
    re_path(
        r"^nuttig/(?P<prefix>[a-z]{1,3})(?P<number>[0-9]{1,9})/wat-miste-je/$",
        RemarkView.as_view(),
        name="useful_remark",
    ),
    path(
        "nuttig/bedankt/",
        ThanksView.as_view(template_name="feedback/useful_thanks.html", title="Bedankt voor je antwoord"),
        name="useful_thanks",
    ),
    re_path(
        r"^vraag-de-organisatie/(?P<prefix>[a-z]{1,3})(?P<number>[0-9]{1,9})/$",
        AskOrganisationView.as_view(),
        name="relay_ask",
    ),
    path(
        "vraag-de-organisatie/bedankt/",
        ThanksView.as_view(template_name="feedback/relay_thanks.html", title="Kijk in je mail"),
        name="relay_thanks",
    ),
    re_path(r"^m/(?P<number>[0-9]{1,9})/klopt-niet/$", correction_views.StepView.as_view(), name="step_report"),
    path("resultaten/<uuid:result>/klopt-niet/", correction_views.CorrectionView.as_view(), name="correction_report"),
]
