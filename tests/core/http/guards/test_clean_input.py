"""Whatever form or search it is typed in, text comes in without what nobody sees."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.views.decorators.csrf import csrf_exempt

from core.http.guards.clean_input import CleanInputMiddleware

ODD = "ge\u00admeente\x0b\u202e"


def seen_by(view: Any, request: HttpRequest) -> HttpRequest:
    CleanInputMiddleware(lambda _: HttpResponse()).process_view(request, view, (), {})
    return request


def a_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def test_the_parameters_of_an_address_and_the_fields_of_a_form_are_clean() -> None:
    request = seen_by(a_view, RequestFactory().post(f"/?q={ODD}&q=b", {"title": ODD, "rows": [ODD, "x"]}))
    assert request.GET.getlist("q") == ["gemeente ", "b"]
    assert (request.POST["title"], request.POST.getlist("rows")) == ("gemeente ", ["gemeente ", "x"])
    with pytest.raises(AttributeError):
        request.POST["title"] = "more"  # type: ignore[index]


def test_what_is_clean_is_left_as_it_came() -> None:
    request = RequestFactory().post("/?q=brief", {"title": "een\r\ntwee"})
    before = request.GET, request.POST
    seen_by(a_view, request)
    assert before == (request.GET, request.POST)
    assert request.GET is before[0]


@pytest.mark.parametrize("name", ["password", "new_password1", "password-old_password"])
def test_a_password_stays_as_it_was_typed(name: str) -> None:
    assert seen_by(a_view, RequestFactory().post("/", {name: ODD})).POST[name] == ODD


def test_a_form_that_limits_its_own_body_is_not_read() -> None:
    request = RequestFactory().post("/", {"title": ODD})
    seen_by(csrf_exempt(a_view), request)
    assert not hasattr(request, "_post")
