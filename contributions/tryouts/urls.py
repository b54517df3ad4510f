"""Addresses of the forms."""

from __future__ import annotations

from django.urls import path

from contributions.tryouts import views

urlpatterns = [
    path("meedoen/probeersel/", views.TryOutView.as_view(), name="try_out"),
    path("meedoen/probeersel/<slug:slug>/doe-mee/", views.JoinView.as_view(), name="join_try_out"),
]
