"""Answer for secret addresses: never kept, never indexed, never told to another site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from core.secret_addresses.addresses import find, view_of
from core.secret_addresses.button_page import is_one_click


# No other site knows the address, so none can make a browser send a form to it; and no cookie is set.
@csrf_exempt
@never_cache
def secret_page(request: HttpRequest, secret: str, rest: str = "") -> HttpResponseBase:
    """Whatever the room behind this secret answers, with the headers that keep it secret.

    A GET must change nothing: scanners of mail follow every link.
    """
    address = find(secret)
    view = view_of(address) if address else None
    response: HttpResponseBase
    if address is None and is_one_click(request):
        # A mail program may press its button again, after the address went with what it led to.
        response = HttpResponse("Je bent al afgemeld.", content_type="text/plain; charset=utf-8")
    elif address is None or view is None:
        response = render(request, "404_secret.html", status=404)
    else:
        response = view(request, address, rest.strip("/"))
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
