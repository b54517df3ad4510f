from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API en open data"

    def ready(self) -> None:
        from api.text_views import alternates
        from core.http.links import add_alternates

        add_alternates(alternates)
