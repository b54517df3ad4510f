from django.apps import AppConfig
from django.core.signals import request_finished, request_started

from search.backends.elasticsearch import deadline


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from core import jobs
        from search import checks, signal_handlers  # noqa: F401
        from search.analytics import retention  # noqa: F401
        from search.indexing.worker import index_turn

        jobs.register_turn("search-index", index_turn)

        request_started.connect(deadline.start, dispatch_uid="search.backends.elasticsearch.deadline.start")
        request_finished.connect(deadline.stop, dispatch_uid="search.backends.elasticsearch.deadline.stop")
