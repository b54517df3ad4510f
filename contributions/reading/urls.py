"""Addresses of reading along."""

from __future__ import annotations

from django.urls import URLPattern, path

from contributions.reading import views

urlpatterns: list[URLPattern] = [
    path("meedoen/meelezen/", views.PoolView.as_view(), name="reading"),
    path("meedoen/meelezen/bedankt/", views.ReadingThanksView.as_view(), name="reading_thanks"),
    path("meedoen/meelezen/<int:pk>/", views.OpenRoundView.as_view(), name="reading_round"),
]
