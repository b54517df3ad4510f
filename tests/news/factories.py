"""Pages of the room for tests, published."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from news.models import MeetingMethod, MeetingPage, NewsItem, ProgrammePage, Publication, PublicationMethod
from tests.factories.pages import make_listing, make_site

_LISTS = {
    NewsItem: ("Nieuws", "nieuws", "nieuws"),
    Publication: ("Publicaties", "publicaties", "publicatie"),
    MeetingPage: ("Bijeenkomsten", "bijeenkomsten", "bijeenkomst"),
    ProgrammePage: ("Over", "over", "programma"),
}


def _publish(page: Any, *, live: bool, words: dict[str, Any]) -> Any:
    title, slug, kind = _LISTS[type(page)]
    parent = make_listing(make_site().home, title, slug, kind=kind)
    page.live = live
    made = parent.add_child(instance=page)
    for name, chosen in words.items():
        getattr(made, name).set(chosen)
    revision = made.save_revision()
    if live:
        revision.publish()
    return type(page).objects.get(pk=made.pk)


def make_news(title: str = "Nieuws van de kanarie", *, live: bool = True, **fields: Any) -> NewsItem:
    words: dict[str, Any] = {name: fields.pop(name) for name in ("families", "themes") if name in fields}
    page = NewsItem(title=title, gist=fields.pop("gist", "Over de kanarie."), **fields)
    return _publish(page, live=live, words=words)  # type: ignore[no-any-return]


def make_publication(title: str = "Kanarierapport", *, live: bool = True, **fields: Any) -> Publication:
    words: dict[str, Any] = {name: fields.pop(name) for name in ("families", "themes", "barriers") if name in fields}
    words["methods"] = [PublicationMethod(method=method) for method in fields.pop("methods", ())]
    facts = {"gist": "Over de kanarie.", "kind": "rapport", "address": "https://bron.example/rapport", **fields}
    return _publish(Publication(title=title, **facts), live=live, words=words)  # type: ignore[no-any-return]


def make_programme(title: str = "Wat het was", **fields: Any) -> ProgrammePage:
    page = ProgrammePage(title=title, gist="Zo was het.", **fields)
    return _publish(page, live=True, words={})  # type: ignore[no-any-return]


def make_meeting(
    title: str = "Kanariedag", *, begin: datetime | None = None, live: bool = True, **fields: Any
) -> MeetingPage:
    """Over ten days, with five places, unless said otherwise."""
    words: dict[str, Any] = {name: fields.pop(name) for name in ("families", "themes") if name in fields}
    words["methods"] = [MeetingMethod(method=method) for method in fields.pop("methods", ())]
    start = begin or timezone.now() + timedelta(days=10)
    facts = {
        "gist": "Een dag over de kanarie.",
        "kind": "dag",
        "begin": start,
        "end": start + timedelta(hours=2),
        "place": "Utrecht",
        "takes_sign_ups": True,
        "places": 5,
        **fields,
    }
    return _publish(MeetingPage(title=title, **facts), live=live, words=words)  # type: ignore[no-any-return]
