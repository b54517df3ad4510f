"""Take in which result was chosen: a beacon of the browser, never a redirect in the link."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.http.guards.request_guards import is_from_here
from search.analytics.bots import is_visitor
from search.analytics.buffer import BUFFER
from search.analytics.flush import WRITER
from search.analytics.query_normalisation import counted, question_in
from search.dutch.questions import analyse_question

# The address of the results, and the place of the chosen one among all of them.
ASKED, RANK = "gezocht", "plaats"
_LONGEST = 4000


# No cookie, so no CSRF cookie: it only counts, only for a question somebody asked today, and only from this site.
@csrf_exempt
@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """Count a choice. The response is always empty and the same."""
    if settings.SEARCH_LOG and is_from_here(request) and is_visitor(request):
        _count(request.POST)
    return HttpResponse(status=204)


def _count(sent: QueryDict) -> None:
    address, rank = sent.get(ASKED, ""), sent.get(RANK, "")
    if len(address) > _LONGEST or not (rank.isascii() and rank.isdigit() and len(rank) <= 3):
        return
    try:
        data = QueryDict(urlsplit(address).query)
    except ValueError:
        return
    question = question_in(data)
    choice = counted(question, analyse_question(question.text), timezone.localdate())
    if choice is not None:
        BUFFER.choose(choice, int(rank))
        WRITER.wake()
