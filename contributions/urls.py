"""Addresses of this room. Each sub-room has a list of its own, added here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from contributions import take_part
from contributions.intake.urls import urlpatterns as intake
from contributions.organisations.urls import urlpatterns as organisations
from contributions.reading.urls import urlpatterns as reading
from contributions.tryouts.urls import urlpatterns as try_outs

urlpatterns: list[URLPattern | URLResolver] = [
    path("meedoen/", take_part.take_part, name="take_part"),
    *intake,
    *try_outs,
    *organisations,
    *reading,
]
