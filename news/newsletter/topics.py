"""What a subscriber can choose from, and what became public of it in a span of time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from wagtail.models import Page

from cases.summaries.history import all_changes
from core.published import documents_of, kind_of, kinds
from core.text.numbers import sentence_case
from core.visibility import public_pages
from methods.models import MethodPage

EVIDENCE = "bewijs"
_EVIDENCE_LABEL = "Wat er veranderde in het bewijs"
_MOST_CHANGES = 200

# One thing that became public: topic, page, at (ISO, UTC), title, text, url, families and themes (slugs).
Item = dict[str, Any]


def topics() -> dict[str, str]:
    """Every registered kind of page by its slug, and what changed in the evidence."""
    return {**{kind.slug: kind.plural for kind in kinds()}, EVIDENCE: _EVIDENCE_LABEL}


def collect(since: datetime, until: datetime) -> list[Item]:
    """What became public after `since`, up to and including `until`: a fixed number of queries a kind."""
    found: list[Item] = []
    for kind in kinds():
        changes = [change for change in kind.changes(since) if since < change.at <= until]
        words = _words(kind.slug, [change.page_id for change in changes])
        found += [
            _item(kind.slug, change.page_id, change.at, change.title, change.text, change.url, words)
            for change in changes
        ]
    return found + list(_evidence(since, until))


def _evidence(since: datetime, until: datetime) -> Iterator[Item]:
    entries = [entry for entry in all_changes(_MOST_CHANGES) if since < entry.at <= until and entry.is_change]
    numbers = {entry.method_number for entry in entries}
    page_ids = dict(MethodPage.objects.filter(number__in=numbers).values_list("number", "pk")) if numbers else {}
    words = _words("methode", list(page_ids.values()))
    for entry in entries:
        if page_id := page_ids.get(entry.method_number):
            title = f"Methode {entry.method_number}: {entry.method_title}"
            text = f"{sentence_case(entry.label)}: {entry.sentence}" if entry.label else entry.sentence
            yield _item(EVIDENCE, page_id, entry.at, title, text, entry.method_url, words)


def _item(topic: str, page_id: int, at: datetime, title: str, text: str, url: str, words: Any) -> Item:
    families, themes = words.get(page_id, ((), ()))
    place = {"topic": topic, "page": page_id, "at": _exact(at), "families": list(families), "themes": list(themes)}
    return {**place, "title": title, "text": text, "url": url}


def _exact(when: datetime) -> str:
    """In UTC to the microsecond, so that texts compare as moments do."""
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def _words(slug: str, page_ids: list[int]) -> dict[int, tuple[Sequence[str], Sequence[str]]]:
    kind = kind_of(slug)
    found = documents_of(kind, page_ids) if kind else []
    return {each.page_id: (each.facets.get("familie", ()), each.facets.get("thema", ())) for each in found}


def fitting(
    items: Iterable[Item], topics: Collection[str], families: Collection[str], themes: Collection[str], since: datetime
) -> list[Item]:
    """Those that fit a choice; a page about no family or theme in particular is for everybody."""
    after = _exact(since)
    return [
        item
        for item in items
        if item["topic"] in topics
        and item["at"] > after
        and (not families or not item["families"] or set(families) & set(item["families"]))
        and (not themes or not item["themes"] or set(themes) & set(item["themes"]))
    ]


def still_public(items: Sequence[Item]) -> list[Item]:
    """Those of which anyone may read the page now. One query."""
    found = public_pages(Page.objects.filter(pk__in={item["page"] for item in items}))
    visible = set(found.order_by().values_list("pk", flat=True)) if items else set()
    return [item for item in items if item["page"] in visible]


def in_groups(items: Iterable[Item], first: Sequence[int]) -> list[tuple[str, list[Item]]]:
    """The items under the names of their topics; pages that editors put first come before, without a name."""
    place = {page: number for number, page in enumerate(first)}
    ahead = sorted((item for item in items if item["page"] in place), key=lambda item: place[item["page"]])
    groups = [("", ahead)] if ahead else []
    for topic, label in topics().items():
        if own := [item for item in items if item["topic"] == topic and item["page"] not in place]:
            groups.append((label, own))
    return groups
