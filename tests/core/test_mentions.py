"""A numbered page that plain text names becomes a link with its title."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.published.mentions import with_links
from tests.factories.pages import make_case, make_method, steps

pytestmark = pytest.mark.django_db


def test_a_number_is_a_link_with_the_title() -> None:
    method, case = make_method(title="Bel <terug>"), make_case(title="Geval")
    sentences = [f"Kies dan methode {method.number}.", f"Zie Praktijkvoorbeeld {case.number} & meer."]
    first, second = (text.replace("\u00ad", "") for text in with_links(sentences))
    assert first == f'Kies dan <a class="nl-link" href="{method.url}">methode {method.number} (Bel &lt;terug&gt;)</a>.'
    assert second == f'Zie <a class="nl-link" href="{case.url}">Praktijkvoorbeeld {case.number} (Geval)</a> &amp; meer.'


def test_what_is_not_there_or_not_public_stays_a_word() -> None:
    hidden = make_method(live=False)
    sentences = [f"Kies methode {hidden.number}.", "Methode 999999999.", "Wacht 3 weken en <b>5</b> dagen."]
    with CaptureQueriesContext(connection) as queries:
        assert with_links(sentences[2:]) == ["Wacht 3 weken en &lt;b&gt;5&lt;/b&gt; dagen."]
    assert not queries
    assert with_links(sentences[:2]) == sentences[:2]


def test_lessons_of_a_case_and_pitfalls_of_a_method_lead_there(client: Client) -> None:
    method = make_method(title="Bel terug")
    raw = steps()
    raw[0]["value"]["pitfall"] = f"Kies dan methode {method.number}."
    other = make_method(steps=raw)
    case = make_case(lessons=[("lesson", {"title": "Les", "text": f"Zie methode {method.number}."})])
    link = f'<a class="nl-link" href="{method.url}">methode {method.number} (Bel terug)</a>.'
    for page in (other, case):
        assert link in client.get(page.url).content.decode().replace("\u00ad", "")
