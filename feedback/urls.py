"""Addresses of the forms for readers."""

from __future__ import annotations

from django.urls import path

from feedback import correction_views
from feedback.views import AskView

urlpatterns = [
    path("vraag-de-redactie/", AskView.as_view(), name="ask_editors"),
    path("resultaten/<uuid:result>/klopt-niet/", correction_views.CorrectionView.as_view(), name="correction_report"),
]
