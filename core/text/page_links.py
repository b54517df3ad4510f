"""Links to pages in running text, with addresses that are read once per public state."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.html import escape
from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from core.http.cache.kept import each_by_stamp


class KeptPageLinks(PageLinkHandler):
    """As Wagtail draws them; Wagtail reads each page whole, for every text with a link."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, str]]) -> list[str]:
        known = _addresses([attrs.get("id", "") for attrs in attrs_list])
        found = (known.get(attrs.get("id", "")) for attrs in attrs_list)
        return ["<a>" if address is None else f'<a href="{escape(address)}">' for address in found]


@each_by_stamp
def _addresses(keys: Collection[str]) -> dict[str, str]:
    pages = Page.objects.filter(pk__in=[key for key in keys if key.isdigit()]).order_by()
    return {str(page.pk): page.url for page in pages}
