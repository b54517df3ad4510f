"""The agenda as files and feeds: CSV, JSON, Atom, calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet

from agenda.choices import State
from agenda.models import ActivityPage, ActivityState
from agenda.published import state_sentence
from agenda.rows import LINKS, Row, public_activities, rows_of
from agenda.states import is_day
from core.http.calendar import Event
from core.http.exports import Column, Form
from core.http.feeds import MOST_ENTRIES, FeedEntry, tag_uri
from core.prefetch import child_rows
from core.text.extraction import plain

_AT_ONCE = 200
# A calendar is for what is near: so many dates at most, the last ones first.
MOST_DATES = 500


class Exported(NamedTuple):
    """`state` is the newest row of its history, None without any; `links` are what it leads to, by column."""

    row: Row
    state: ActivityState | None
    sources: list[Any]
    elaborates: str | None
    links: Mapping[str, list[Any]]


def _keys(name: str, one: Exported) -> list[str]:
    return [str(getattr(target, LINKS[name].key)) for target in one.links[name]]


COLUMNS: tuple[Column[Exported], ...] = (
    Column("slug", "laatste deel van het adres, vast", lambda one: one.row.page.slug),
    Column("titel", "titel", lambda one: one.row.page.title),
    Column("families", "families (vaste adressen)", lambda one: [word.slug for word in one.row.families], many=True),
    Column("eigenaar", "eigenaar (vast adres)", lambda one: _slug(one.row.page.organisation)),
    Column("anderen", "wie de bron nog meer noemt", lambda one: one.row.page.owner_note or None),
    Column("van", "begin: jaar, kwartaal, maand of dag", lambda one: one.row.page.begins or None),
    Column("tot", "einde: jaar, kwartaal, maand of dag", lambda one: one.row.page.ends or None),
    Column("periode", "periode zoals de bron die noemt", lambda one: one.row.page.period_note or None),
    Column("doel", "doel", lambda one: one.row.page.goal),
    Column("resultaat", "resultaat", lambda one: plain(one.row.page.result) or None),
    Column("werkt_uit", "activiteit die hij uitwerkt (vast adres)", lambda one: one.elaborates),
    *(
        Column(
            name,
            f"{name} ({'nummers' if link.key == 'number' else 'vaste adressen'})",
            partial(_keys, name),
            many=True,
        )
        for name, link in LINKS.items()
    ),
    Column("stand", "gepland, loopt, klaar, gestopt of onbekend", lambda one: one.row.page.state),
    Column("bekend_op", "wanneer die stand bekend was", lambda one: one.row.page.state_known or None),
    Column("bron_zegt", "wat de bron over de stand zegt", lambda one: one.state.says or None if one.state else None),
    Column("bron", "bron van de stand", lambda one: one.state.title if one.state else None),
    Column(
        "bron_adres", "adres van die bron", lambda one: one.state.url or None if one.state else None, form=Form.ADDRESS
    ),
    Column("gelezen_op", "dag waarop die bron gelezen is", lambda one: _iso(one.state.read_on if one.state else None)),
    Column("zekerheid", "A, B of C", lambda one: one.state.certainty if one.state else None),
    Column(
        "bronnen",
        "bronnen van de activiteit",
        lambda one: [source.url or source.title for source in one.sources],
        many=True,
    ),
    Column("adres", "adres van de pagina", lambda one: f"{settings.SITE_URL}{one.row.url}", form=Form.ADDRESS),
)


def exported(pages: QuerySet[ActivityPage]) -> Iterator[Exported]:
    """Eight queries for each two hundred."""
    remaining = pages.iterator(chunk_size=_AT_ONCE)
    while batch := list(islice(remaining, _AT_ONCE)):
        rows = rows_of(batch)
        states, sources = child_rows(batch, "states"), child_rows(batch, "sources")
        above = public_activities().filter(pk__in={page.elaborates_id for page in batch if page.elaborates_id})
        slugs = dict(above.order_by().values_list("pk", "slug"))
        links = {name: link.of([page.pk for page in batch]) for name, link in LINKS.items()}
        for row, history, of_page in zip(rows, states, sources, strict=True):
            own = {name: found.get(row.page.pk, []) for name, found in links.items()}
            newest = max(history, key=ActivityState.place, default=None)
            yield Exported(row, newest, of_page, slugs.get(row.page.elaborates_id), own)


def entries(states: Iterable[ActivityState]) -> list[FeedEntry]:
    """States as entries of a feed; one that an editor words better keeps its identity."""
    return [
        FeedEntry(
            identity=tag_uri(f"activiteit/{row.page.translation_key}/{row.recorded_on}/{row.state}/{row.sort_order}"),
            path=row.page.get_url() or "/",
            title=f"{row.page.title}: {row.get_state_display()}",
            text=state_sentence(row),
            updated=row.page.last_published_at,
        )
        for row in states[:MOST_ENTRIES]  # type: ignore[index]
    ]


def events(pages: QuerySet[ActivityPage]) -> list[Event]:
    """The begin and the end of activities where the source gives a day."""
    dated = pages.exclude(first_day=None, last_day=None).order_by("-first_day", "pk")[:MOST_DATES]
    return [event for page in dated for event in _events(page)]


def _events(page: ActivityPage) -> Iterator[Event]:
    begin = page.first_day if is_day(page.begins) else None
    end = page.last_day if is_day(page.ends) else None
    if begin and begin == end:
        yield _event(page, "dag", begin, page.title)
        return
    if begin:
        yield _event(page, "begin", begin, f"Begint: {page.title}")
    if end:
        yield _event(page, "einde", end, f"Eindigt: {page.title}")


def _event(page: ActivityPage, what: str, day: date, title: str) -> Event:
    changed = page.last_published_at or page.first_published_at
    return Event(
        uid=f"activiteit-{page.translation_key}-{what}@{urlsplit(settings.SITE_URL).hostname}",
        start=day,
        end=day,
        title=title,
        changed=changed,
        # Rises with each publication, as a calendar wants of what was moved.
        sequence=int(changed.timestamp()) // 60,
        text=page.goal,
        url=f"{settings.SITE_URL}{page.get_url()}",
        is_cancelled=page.state == State.STOPPED,
    )


def _slug(word: Any) -> str | None:
    return word.slug if word else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
