"""The room of contributions: what other organisations bring."""

from __future__ import annotations

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Bijdragen"

    def ready(self) -> None:
        from contributions.base import letters, status_page
        from contributions.reading import setup as reading
        from core.secret_addresses import addresses

        addresses.serve(letters.STATUS, status_page.status_page)
        reading.ready()
