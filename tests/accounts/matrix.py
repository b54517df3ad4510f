"""Every address of the admin, and from which role on it may be opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from accounts.rights import ADMINISTRATOR, DECLARED, ORDER, PUBLISHER

ANONYMOUS, PASSWORD_ONLY = "niemand", "alleen een wachtwoord"
# Icons and words of the admin's own scripts, which are the same for everybody; and where our own log-in takes over.
OPEN = re.compile(r"^/beheer/(?:jsi18n/|sprite|login/|logout/|password_reset/|documenten/)")
# Of Wagtail itself: what is no model of ours. The chooser of steps of a workflow is open to every editor, who
# sees their names at each page anyway.
_OF_WAGTAIL = {
    ADMINISTRATOR: r"wagtailusers_|wagtailsites|wagtailadmin_workflows:(?!task_chooser)|wagtailadmin_workflow_"
    r"|wagtailadmin_collections|accounts_admin:",
    PUBLISHER: r"wagtailredirects",
}
_ACTIONS = {"add": "add", "edit": "change", "delete": "delete", "inspect": "view"}
_LISTS = ("list", "index")


@dataclass(frozen=True)
class Address:
    """`least` is the first role that may open it; empty when every editor may, or the page itself decides."""

    name: str
    path: str
    least: str


def addresses(values: dict[str, Any]) -> Iterator[Address]:
    """Those that can be spelled with these values for what stands in them."""
    for name, arguments in _named(get_resolver(), ""):
        try:
            path = reverse(name, kwargs={each: values[each] for each in arguments})
        except (KeyError, NoReverseMatch):
            continue
        if path.startswith("/beheer/"):
            yield Address(name, path, _least(name))


def public_addresses(values: dict[str, Any], pages: list[Any]) -> Iterator[str]:
    """Every named address for readers that can be spelled with these values, and those that lead to these pages."""
    for name, arguments in _named(get_resolver(), ""):
        try:
            path = reverse(name, kwargs={each: values[each] for each in arguments})
        except (KeyError, NoReverseMatch):
            continue
        if not path.startswith("/beheer/"):
            yield path
    for page in pages:
        path = page.url_path.removeprefix("/home")
        yield from (path, f"{path.rstrip('/')}.md", f"/m/{page.number}", f"/api/v1/methoden/{page.number}")
        yield from (f"/m/{page.number}/resultaten.json", f"/api/v1/oordelen/{page.number}", f"/stapel/?k={page.number}")
        yield from (f"{asked}q={page.title}" for asked in ("/zoeken/?", "/api/v1/_zoek?", "/zoeken/suggesties/?"))


def _named(resolver: Any, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            yield from _named(each, f"{prefix}{each.namespace}:" if each.namespace else prefix)
        elif each.name:
            yield (
                f"{prefix}{each.name}",
                tuple(each.pattern.converters)
                or tuple(each.pattern.regex.groupindex if hasattr(each.pattern, "regex") else ()),
            )


def _least(name: str) -> str:
    """As the rooms declare it; the strictest of what a model and Wagtail itself ask."""
    for role, pattern in _OF_WAGTAIL.items():
        if re.match(pattern, name):
            return role
    found = re.match(r"(?:wagtailsnippets_)?(?P<app>[a-z]+)_(?P<model>[a-z]+):(?P<view>[a-z_]+)", name)
    if found is None or found["view"] not in (*_ACTIONS, *_LISTS):
        return ""
    # A list opens for who may do anything with what is on it.
    actions = _ACTIONS.values() if found["view"] in _LISTS else [_ACTIONS[found["view"]]]
    wanted = {f"{found['app']}.{action}_{found['model']}" for action in actions}
    roles = [right.role for right in DECLARED if wanted.intersection(right.permissions)]
    return min(roles, key=ORDER.index) if roles else ""
