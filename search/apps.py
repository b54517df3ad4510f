from django.apps import AppConfig
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.signals import request_finished, request_started

from search.backends.elasticsearch import deadline
from search.backends.elasticsearch.address import WrongAddress, parse_address


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"

    def ready(self) -> None:
        from accounts import rights
        from core import jobs
        from search import checks, signal_handlers  # noqa: F401
        from search.analytics import retention  # noqa: F401
        from search.indexing.worker import index_turn

        curated = ("synonymgroup", "featuredquestion", "wholeword")
        rights.declare(rights.PUBLISHER, "Zoeken bijsturen", "search", *curated)

        _refuse_wrong_address()
        jobs.register_turn("search-index", index_turn)

        request_started.connect(deadline.start, dispatch_uid="search.backends.elasticsearch.deadline.start")
        request_finished.connect(deadline.stop, dispatch_uid="search.backends.elasticsearch.deadline.stop")


def _refuse_wrong_address() -> None:
    """A web server runs no checks, and would meet it in the first search of a visitor."""
    try:
        if settings.SEARCH_URL != "embedded:":
            parse_address(settings.SEARCH_URL)
    except WrongAddress as error:
        raise ImproperlyConfigured(str(error)) from None
