"""Results are checked on every visit: a validator that says whether anything on the page has changed.

The validator is of the page as it was made, not of the stamp of the index. A page also shows cards, menus, words and
synonyms of the database, goes by the clock (expiry), and by what this process and its engine know at the moment; bulk
changes and the order of pages leave no common mark. Anything cheaper could say "not changed" while it was.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core.http.conditional import ALWAYS_ASK, conditional, with_etag


def with_validator(request: HttpRequest, response: HttpResponse, *, may_be_shared: bool) -> HttpResponseBase:
    """The page with its validator, or an empty 304 when the visitor has this very page already.

    `may_be_shared` is false for an answer that is only for now: no shared cache keeps that, whatever the settings say.
    """
    seconds = settings.SEARCH_SHARED_CACHE_SECONDS if may_be_shared else 0
    # A browser always asks; only a cache of the operator may answer for so many seconds.
    response.headers["Cache-Control"] = f"public, max-age=0, s-maxage={seconds}" if seconds else ALWAYS_ASK
    return conditional(request, with_etag(response))
