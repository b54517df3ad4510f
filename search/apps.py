from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from search import budget


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from search import checks, receivers  # noqa: F401

        request_started.connect(budget.start, dispatch_uid="search.budget.start")
        request_finished.connect(budget.stop, dispatch_uid="search.budget.stop")
