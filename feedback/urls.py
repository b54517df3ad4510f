"""Addresses of the forms for readers."""

from __future__ import annotations

from django.urls import path, re_path

from feedback import correction_views
from feedback.views import AskView

urlpatterns = [
    path("vraag-de-redactie/", AskView.as_view(), name="ask_editors"),
    re_path(r"^m/(?P<number>[0-9]{1,9})/klopt-niet/$", correction_views.StepView.as_view(), name="step_report"),
    path("resultaten/<uuid:result>/klopt-niet/", correction_views.CorrectionView.as_view(), name="correction_report"),
]
