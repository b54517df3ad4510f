"""A link in running text leads to where its page is now, as Wagtail draws it."""

from __future__ import annotations

import pytest
from wagtail.rich_text import expand_db_html
from wagtail.rich_text.pages import PageLinkHandler

from core.http.cache.kept import under
from core.text.page_links import KeptPageLinks
from tests.factories.pages import make_method, make_site

pytestmark = pytest.mark.django_db


def test_running_text_is_drawn_with_it_as_wagtail_does() -> None:
    pages = [make_method(title="Bel terug"), make_site().methods]
    attributes = [{"id": str(key)} for key in (*(page.pk for page in pages), 999_999, "x")]
    attributes.append({})
    known = [each for each in attributes if each.get("id") != "x"]
    with under((1, 1)):
        assert KeptPageLinks.expand_db_attributes_many(known) == PageLinkHandler.expand_db_attributes_many(known)
        assert KeptPageLinks.expand_db_attributes_many(attributes)[-2:] == ["<a>", "<a>"]
        text = f'<p><a linktype="page" id="{pages[0].pk}">hier</a></p>'
        assert expand_db_html(text) == f'<p><a href="{pages[0].url}">hier</a></p>'


def test_a_link_follows_its_page() -> None:
    page = make_method(title="Bel terug")
    text = f'<a linktype="page" id="{page.pk}">hier</a>'
    with under((1, 1)):
        assert f"/{page.slug}/" in expand_db_html(text)
    page.slug = "bel-meteen-terug"
    page.save()
    with under((2, 2)):
        assert "/bel-meteen-terug/" in expand_db_html(text)
