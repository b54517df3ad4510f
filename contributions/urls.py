"""Addresses of this room. Each sub-room has a list of its own, added here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from contributions.intake import views as intake
from contributions.reading import views as reading

urlpatterns: list[URLPattern | URLResolver] = [
    path("meedoen/bedankt/", intake.ThankYouView.as_view(), name="contribution_thanks"),
    path("meedoen/meelezen/", reading.PoolView.as_view(), name="reading"),
    path("meedoen/meelezen/bedankt/", reading.ReadingThanksView.as_view(), name="reading_thanks"),
    path("meedoen/meelezen/<int:pk>/", reading.OpenRoundView.as_view(), name="reading_round"),
]
