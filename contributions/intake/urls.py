"""Addresses of the forms."""

from __future__ import annotations

from django.urls import path

from contributions.intake import views

urlpatterns = [
    path("meedoen/bedankt/", views.ThankYouView.as_view(), name="contribution_thanks"),
    path("meedoen/wij-deden-dit-ook/", views.DidThisTooView.as_view(), name="did_this_too"),
    path("meedoen/praktijkvoorbeeld/", views.CaseView.as_view(), name="contribute_case"),
    path("meedoen/methode/", views.MethodView.as_view(), name="propose_method"),
]
