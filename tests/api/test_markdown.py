"""Methods and cases as Markdown: what the page says, as visible as the page, whatever an editor typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from wagtail.models import Page

from api.markdown import as_link, markdown_of
from core.http.cache.stamp import note_public_change
from core.jobs import one_turn
from core.text.markdown_writer import escape_marks
from tests.factories.pages import build_result, make_case, make_listing, make_method, make_site, steps
from tests.factories.vocabulary import OrganisationFactory
from tests.generated import draws
from tests.search.hiding import deleted, draft, expired, parent_restricted, restricted

pytestmark = pytest.mark.django_db
SITE = "https://www.example.nl"
CANARY = "kanariekwik"
HOSTILE = "# Kop [x](javascript:alert(1)) <script>alert(1)</script> `code` *vet* &amp; ![p](x)\n\n---\n\n- punt"


def _text(client: Client, page: Any) -> str:
    response = client.get(f"{page.url.rstrip('/')}.md")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    return response.content.decode()


def test_a_method_says_what_its_page_says(client: Client) -> None:
    method, organisation = (
        make_method(number=31, title="Stuur een herinnering"),
        OrganisationFactory(label="Gemeente Delft"),
    )
    case = make_case(organisations=[organisation], results=[build_result(counts_for=[method], randomised=True)])
    text = _text(client, method)
    assert text.startswith('---\nsoort: "methode"\nnummer: 31\n')
    for said in ("# Stuur een herinnering", method.gist, "## Stappen", "### 1. Stap 1", "- Wie: medewerker"):
        assert said in text
    assert f'vast_adres: "{SITE}/m/31"' in text
    assert f"[Praktijkvoorbeeld {case.number}]({SITE}{case.url})" in text
    assert "Gemeente Delft" in text
    assert "(zekerheid A)" in text
    assert "**Alles samen:**" in text


def test_a_case_says_what_its_page_says(client: Client) -> None:
    method = make_method(title="Methode ernaast")
    case = make_case(
        methods=[method], results=[build_result(as_published="van 34% naar 50%")], situation="<p>Het <b>begin</b>.</p>"
    )
    text = _text(client, case)
    assert "## De situatie\n\nHet **begin**." in text
    assert "Zoals gepubliceerd: van 34% naar 50%." in text
    assert f"[{method.number}. Methode ernaast]({SITE}{method.url})" in text
    assert "## Bronnen" in text


def test_page_and_text_name_each_other(client: Client) -> None:
    method = make_method()
    path = f"{method.url.rstrip('/')}.md"
    assert f'<{SITE}{method.url}>; rel="canonical"' in client.get(path)["Link"]
    page = client.get(method.url)
    assert f'<{SITE}{path}>; rel="alternate"; type="text/markdown"' in page["Link"]
    assert 'rel="license"' in page["Link"]
    assert f'href="{path}"' in page.content.decode()
    assert "canonical" not in client.get(f"{method.url}?familie=x")["Link"]


def _with_canary() -> tuple[Any, Any]:
    companion, written = make_method(title="Openbaar"), steps()
    written[0]["value"]["text"] = f"<p>{CANARY}</p>"
    page = make_method(
        make_listing(make_site().home, "Lijst", "lijst"), title=CANARY, gist=CANARY, slug=CANARY, steps=written
    )
    make_case(methods=[page, companion], results=[build_result(counts_for=[page])])
    link = f'<p>Zie <a linktype="page" id="{page.pk}">hier</a>.</p>'
    companion.why = link
    companion.relations.create(kind="before", method=page)
    companion.save()
    return page, companion


def _read(client: Client, page: Any, companion: Any) -> str:
    case = Page.objects.get(pk=page.case_rows.get().page_id)
    paths = [f"{each.url.rstrip('/')}.md" for each in (page, companion, case)] + ["/llms.txt", companion.url]
    return " ".join(f"{response.content.decode()}{response.get('Link', '')}" for response in map(client.get, paths))


def test_a_public_page_is_in_these_places(client: Client) -> None:
    assert _read(client, *_with_canary()).count(CANARY) > 8


@pytest.mark.parametrize("hide", [draft, expired, restricted, parent_restricted, deleted])
def test_hidden_content_is_nowhere(hide: Callable[[Any], None], client: Client) -> None:
    page, companion = _with_canary()
    _read(client, page, companion)
    case = Page.objects.get(pk=page.case_rows.get().page_id)
    hide(page)
    note_public_change()  # a row changed in bulk tells nobody
    assert client.get(f"/lijst/{CANARY}.md").status_code == 404
    for path in (f"{companion.url.rstrip('/')}.md", f"{case.url.rstrip('/')}.md", "/llms.txt"):
        assert CANARY not in client.get(path).content.decode()
    assert "Zie hier." in client.get(f"{companion.url.rstrip('/')}.md").content.decode()


def test_a_draft_of_a_public_page_is_not_in_its_text(client: Client) -> None:
    method = make_method()
    method.gist = CANARY
    method.save_revision()
    assert CANARY not in _text(client, method)


@pytest.mark.parametrize(
    "path", ["/methoden/bestaat-niet.md", "/methoden.md", "/.md", "/praktijk/a/b/c.md", "/m/31.md"]
)
def test_what_has_no_text_is_not_found(path: str, client: Client) -> None:
    make_method(number=31)
    assert client.get(path).status_code == 404


def test_it_is_kept_until_something_it_shows_changes(client: Client, kept_pages: None) -> None:
    method = make_method()
    path = f"{method.url.rstrip('/')}.md"
    first = client.get(path)
    assert client.get(path)["X-Page-Cache"] == "hit"
    assert client.get(f"{path}?utm=x", headers={"if-none-match": first["ETag"]}).status_code == 304
    make_case(results=[build_result(counts_for=[method])])
    assert client.get(path).content != first.content


def test_hostile_words_stay_words(client: Client) -> None:
    written = steps()
    written[0]["value"] |= {
        "title": HOSTILE,
        "who": HOSTILE,
        "text": "<p># Kop</p><ul><li>1. een</li><li>&gt; twee</li></ul>",
    }
    method = make_method(
        title=HOSTILE, gist=HOSTILE, steps=written, why='<p>a <a href="javascript:alert(1)">b</a> c</p>'
    )
    make_case(results=[build_result(counts_for=[method], note=HOSTILE, as_published=HOSTILE)], methods=[method])
    body = _text(client, method).split("---\n\n", 1)[1]
    html = MarkdownIt("commonmark").render(body)
    assert "javascript:" not in "".join(part.split('"', 1)[0] for part in html.split('href="')[1:])
    for mark in ("<script", "<code>", "<em>", "<img", "<hr", "<blockquote"):
        assert mark not in html
    assert html.count("<h1>") == 1


@pytest.mark.generated
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\\`*_[]<>!&#()")))
@settings(max_examples=draws(60, 2000), deadline=None)
def test_escaped_text_is_read_back_as_it_was(text: str) -> None:
    tokens = MarkdownIt("commonmark").parseInline(escape_marks(text))
    assert "".join(each.content for each in tokens[0].children or [] if each.type == "text") == text.strip() or not text


@pytest.mark.parametrize("address", ["javascript:alert(1)", "", "data:text/html,x", "ftp://x"])
def test_only_addresses_of_the_web_become_links(address: str) -> None:
    assert as_link("naam", address) == "naam"
    assert as_link("naam", "https://x.nl/a b(c)<d>") == "[naam](https://x.nl/a%20b%28c%29%3Cd%3E)"


def test_as_many_queries_for_two_results_as_for_twenty(django_assert_max_num_queries: Any) -> None:
    counts = []
    for count in (2, 20):
        method = make_method(why="<p>Zie</p>")
        make_case(methods=[method], results=[build_result(counts_for=[method]) for _ in range(count)])
        one_turn()
        with django_assert_max_num_queries(40) as found:
            markdown_of(type(method).objects.get(pk=method.pk))
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_the_guide_for_language_models_leads_to_every_method(client: Client) -> None:
    make_site()
    method = make_method(title="Een [rare] titel")
    response = client.get("/llms.txt")
    assert response["Content-Type"].startswith("text/markdown")
    text = response.content.decode()
    assert f"- [{method.number}. Een \\[rare\\] titel]({SITE}{method.url.rstrip('/')}.md)" in text
    for link in MarkdownIt("commonmark").parse(text):
        for child in link.children or []:
            if child.type == "link_open":
                path = str(child.attrs["href"]).removeprefix(SITE)
                assert client.get(path).status_code == 200, path
