"""An independent judge asks what the document allows and what it forbids, and compares the answers with it."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.resources import resources
from tests.generated import draws

pytestmark = pytest.mark.django_db
_FEW = ["/methoden", "/resultaten/{resultaat}", "/_zoek"]
_ALL = ["/openapi.json", "/_zoek", *(f"/{name}" for name in resources())]


@pytest.fixture(scope="module")
def description(document: dict[str, Any]) -> Any:
    """The API as the judge reads it; it does not unpack what it gets."""
    served, found = get_wsgi_application(), schemathesis.openapi.from_dict(document)
    found.app = lambda environ, start: served({**environ, "HTTP_ACCEPT_ENCODING": ""}, start)
    return found


@pytest.mark.generated
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_is_as_the_document_says(made: dict[str, Any], description: Any, mode: GenerationMode) -> None:
    asked = set()
    for found in description.get_all_operations():
        operation = found.ok()
        path = operation.path
        if draws(0, 1) == 0 and path not in _FEW:
            continue
        if mode is GenerationMode.NEGATIVE and not list(operation.query):
            continue
        asked.add(path)

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(max_examples=draws(6, 50), deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def ask(case: Any) -> None:
            answer = case.call_and_validate(excluded_checks=[positive_data_acceptance])
            if mode is GenerationMode.POSITIVE and answer.status_code == 400:
                # A document cannot say which words there are.
                assert {fault["code"] for fault in answer.json()["errors"]} == {"onbekend"}

        ask()
    assert asked


def test_all_operations_are_asked(document: dict[str, Any]) -> None:
    assert {*_FEW, *_ALL} <= set(document["paths"])
