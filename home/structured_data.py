"""The structured data of a page, in the words of schema.org."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from core.http.links import LICENCE
from core.published import kind_of
from home.models import HomePage
from home.navigation import MenuLink

_CONTEXT = "https://schema.org"
_LANGUAGE = "nl"


def structured_data(page: Page, above: Iterable[MenuLink]) -> list[dict[str, Any]]:
    """JSON-LD of a page: its own type, and its breadcrumb."""
    blocks: list[dict[str, Any]] = []
    if isinstance(page, HomePage):
        blocks.append(_website(page))
    elif kind := kind_of(page):
        blocks.append(_described(page, kind.structured_data(page)))
    crumbs = list(above)
    if crumbs:
        blocks.append(_breadcrumbs(crumbs, page))
    return blocks


def data_set(name: str, description: str, path: str, files: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """A set of open data at `path`, with its files: path and media type of each."""
    return {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": f"{settings.SITE_URL}{path}",
        "inLanguage": _LANGUAGE,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": _publisher(),
        "publisher": _publisher(),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": f"{settings.SITE_URL}{file}", "encodingFormat": media_type}
            for file, media_type in files
        ],
    }


def _website(page: HomePage) -> dict[str, Any]:
    return {
        "@context": _CONTEXT,
        "@type": "WebSite",
        "name": settings.WAGTAIL_SITE_NAME,
        "url": page.canonical_url,
        "description": page.description,
        "inLanguage": _LANGUAGE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{settings.SITE_URL}{reverse('search')}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def _described(page: Any, own: dict[str, Any]) -> dict[str, Any]:
    address = page.canonical_url
    data = {
        "@context": _CONTEXT,
        "@type": own["@type"],
        "name": page.title,
        "description": page.description,
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": _LANGUAGE,
        "license": LICENCE,
        "publisher": _publisher(),
    }
    for name, moment in (("datePublished", page.first_published_at), ("dateModified", page.last_published_at)):
        if moment:
            data[name] = moment.date().isoformat()
    if own["@type"] == "Article":
        data["author"] = _publisher()
    return data | own


def _publisher() -> dict[str, str]:
    """The organisation that answers for the site, by its address in the register of the government."""
    same = {"sameAs": settings.PUBLISHER_URI} if settings.PUBLISHER_URI else {}
    name = settings.SITE_OWNER or settings.WAGTAIL_SITE_NAME
    return {"@type": "Organization", "name": name, "url": f"{settings.SITE_URL}/", **same}


def _breadcrumbs(above: list[MenuLink], page: Page) -> dict[str, Any]:
    places = [(link.title, f"{settings.SITE_URL}{link.url}") for link in above]
    places.append((page.title, f"{settings.SITE_URL}{page.get_url() or ''}"))
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(places, start=1)
        ],
    }
