from __future__ import annotations

from datetime import time, timedelta

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"
    verbose_name = "API en open data"

    def ready(self) -> None:
        from django.conf import settings
        from django.urls import reverse

        from api.package import write_package
        from api.text_views import alternates
        from core import jobs
        from core.http import sitemap
        from core.http.links import add_alternates

        add_alternates(alternates)
        sitemap.add(lambda: [reverse("open_data")])
        if settings.OPEN_DATA_FILE:
            jobs.register("open-data", write_package, every=timedelta(days=1), at=time(3, 30))
