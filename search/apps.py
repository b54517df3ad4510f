from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from search import budget


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from core import jobs
        from search import checks, receivers  # noqa: F401
        from search.log import forgetting  # noqa: F401
        from search.worker import index_turn

        jobs.register_turn("search-index", index_turn)

        request_started.connect(budget.start, dispatch_uid="search.budget.start")
        request_finished.connect(budget.stop, dispatch_uid="search.budget.stop")
