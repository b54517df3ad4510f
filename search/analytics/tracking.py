"""The one call of the search page: count that this was asked. No query, response unchanged."""

from __future__ import annotations

import logging

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from search.analytics.bots import is_visitor
from search.analytics.buffer import BUFFER
from search.analytics.flush import WRITER
from search.analytics.query_normalisation import counted
from search.contract import Answer

logger = logging.getLogger(__name__)


def count(request: HttpRequest, answer: Answer) -> None:
    """Count the question when a visitor asks it. Never raises.

    Further pages of results are the same question. What the database alone answered is no true number found.
    """
    try:
        if not settings.SEARCH_LOG or request.method != "GET" or not is_visitor(request):
            return
        if answer.question.page > 1 or answer.is_plain:
            return
        question = counted(answer.question, answer.asked, timezone.localdate())
        if question is not None:
            BUFFER.ask(question, answer.total)
            WRITER.wake()
    except Exception:
        logger.exception("a question was not counted")
