"""Addresses of this room. Each sub-room has a list of its own, added here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from contributions.intake.urls import urlpatterns as intake
from contributions.reading.urls import urlpatterns as reading

urlpatterns: list[URLPattern | URLResolver] = [*intake, *reading]
