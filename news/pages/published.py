"""The kinds of page of this room, and what they have to say on pages of other kinds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from wagtail.models import Page

from core.http.cache.kept import by_stamp
from core.prefetch import words_of
from core.published import Action, Block, Card, Document, PublishedKind
from core.text.extraction import moment, paragraphs, plain
from core.text.numbers import enumeration
from methods.models import MethodPage
from news.pages.meeting import MeetingPage
from news.pages.models import NewsItem, ProgrammePage, Publication

# So many stand on a page of another kind; a link leads to the rest.
MOST_ABOUT = 4


class BearingKind(PublishedKind):
    """Pages with families and themes, by which they are found. `found_by` are the fields whose words are searched."""

    found_by: tuple[str, ...] = ("body",)

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        families, themes = words_of(self.model.families, page_ids), words_of(self.model.themes, page_ids)
        pages = self.model.objects.in_bulk(page_ids)
        return [
            replace(
                each,
                texts={
                    **each.texts,
                    "labels": paragraphs(word.label for word in (*families[each.page_id], *themes[each.page_id])),
                    "body": paragraphs(self._words(pages[each.page_id])),
                },
                facets={
                    **each.facets,
                    "familie": tuple(family.slug for family in families[each.page_id]),
                    "thema": tuple(theme.slug for theme in themes[each.page_id]),
                },
                published=moment(self.ordered_by(pages[each.page_id])),
            )
            for each in super().documents(page_ids)
        ]

    def _words(self, page: Any) -> Iterator[str]:
        for name in self.found_by:
            value = getattr(page, f"get_{name}_display", None) or getattr(page, name)
            stream = getattr(value, "stream_block", None)
            yield from (
                stream.get_searchable_content(value) if stream else [plain(value() if callable(value) else value)]
            )

    def ordered_by(self, page: Any) -> datetime | None:
        """The moment that a list with the newest first goes by."""
        moment: datetime | None = page.first_published_at
        return moment

    def card(self, page: Any) -> Card:
        return super().card(page)._replace(label=self.card_label(page))

    def card_label(self, page: Any) -> str:
        """What stands above the title of a card."""
        when = page.first_published_at
        return f"{self.label}, {_day(when)}" if when else self.label


class _ShownElsewhere(BearingKind):
    """Shown on the methods, themes and families it bears on."""

    heading = ""

    def about(self, pages: Collection[Page]) -> Mapping[int, Iterable[Block]]:
        return {page.pk: self._block(bearing) for page in pages if (bearing := self._bearing_on(page)) is not None}

    def _bearing_on(self, page: Page) -> Q | None:
        """What of this kind is about the page; None for a page of a kind that nothing is about."""
        if isinstance(page, MethodPage):
            return Q(methods__method=page.pk) if page.pk in _methods_named(self.model) else None
        if not hasattr(page, "query") or getattr(page, "kind", None):  # a list of all kinds, by its words
            return None
        return Q(themes__in=_words(page, "themes")) | Q(families__in=_words(page, "families"))

    def _block(self, bearing: Q) -> list[Block]:
        found = self.public().filter(pk__in=self.model.objects.filter(bearing).values("pk"))
        cards = [self.card(page) for page in self.in_order(found)[: MOST_ABOUT + 1]]
        more = Action(f"Alle {self.plural.lower()}", f"{reverse('search')}?soort={self.slug}&sorteer=nieuwste")
        return [Block(self.heading, tuple(cards[:MOST_ABOUT]), more)]

    def in_order(self, pages: Any) -> Any:
        raise NotImplementedError


@by_stamp
def _methods_named(model: Any) -> frozenset[int]:
    """The methods that a page of this kind names, public or not: the others need not be asked for."""
    return frozenset(model.objects.filter(methods__isnull=False).values_list("methods__method", flat=True))


def _words(page: Page, name: str) -> Any:
    """The keys of the words a listing page chose, as part of a query."""
    field: Any = page._meta.get_field(name)
    chosen = field.remote_field.through.objects.filter(**{f"{field.m2m_field_name()}": page.pk})
    return chosen.values(f"{field.m2m_reverse_field_name()}")


def _day(when: datetime) -> str:
    return date_format(localtime(when), "j F Y")


class PublicationsKind(_ShownElsewhere):
    heading = "Lees verder in publicaties"
    found_by = ("kind", "organisation", "dated", "year")

    def ordered_by(self, page: Publication) -> datetime | None:
        return datetime(page.year, 1, 1, tzinfo=UTC) if page.year else None

    def card_label(self, page: Publication) -> str:
        return ", ".join(filter(None, (page.get_kind_display(), page.organisation, str(page.year or ""))))

    def in_order(self, pages: Any) -> Any:
        return pages.order_by("-year", "title")

    def structured_data(self, page: Publication) -> dict[str, Any]:
        return {"@type": "Article", "headline": page.title[:110], "about": page.title, "isBasedOn": page.address}


class MeetingsKind(_ShownElsewhere):
    heading = "Bijeenkomsten hierover"
    # Not the address to join online: that is for who has a place.
    found_by = ("kind", "place", "audience", "organiser", "programme", "report")

    def ordered_by(self, page: MeetingPage) -> datetime | None:
        return page.begin

    def card_label(self, page: MeetingPage) -> str:
        where = enumeration([*([page.place] if page.place else []), *(["online"] if page.is_online else [])])
        return ", ".join(filter(None, (page.get_kind_display(), _day(page.begin), where, page.state_label.lower())))

    def in_order(self, pages: Any) -> Any:
        return pages.order_by("-begin")

    def structured_data(self, page: MeetingPage) -> dict[str, Any]:
        status = "EventCancelled" if page.is_cancelled else "EventScheduled"
        attendance = "Mixed" if page.is_online and page.place else "Online" if page.is_online else "Offline"
        begin, end = (localtime(moment) for moment in (page.begin, page.end))
        data: dict[str, Any] = {
            "@type": "Event",
            "startDate": begin.date().isoformat() if page.only_days else begin.isoformat(),
            "endDate": end.date().isoformat() if page.only_days else end.isoformat(),
            "eventStatus": f"https://schema.org/{status}",
            "eventAttendanceMode": f"https://schema.org/{attendance}EventAttendanceMode",
        }
        places = [{"@type": "Place", "name": page.place, "address": page.place}] if page.place else []
        if page.is_online:
            places.append({"@type": "VirtualLocation", "url": page.canonical_url})
        if places:
            data["location"] = places if len(places) > 1 else places[0]
        if page.organiser:
            address = {"url": page.organiser_url} if page.organiser_url else {}
            data["organizer"] = {"@type": "Organization", "name": page.organiser, **address}
        return data


_LOOKUPS = {"familie": "families__slug__in", "thema": "themes__slug__in"}
_FIELDS = {"body": "tekst", "related": "families en thema's"}

NEWS = BearingKind(
    NewsItem, "nieuws", rank=23, lookups=_LOOKUPS, field_labels=_FIELDS, open_fields=("families", "themes", "body")
)
PUBLICATIONS = PublicationsKind(
    Publication,
    "publicatie",
    rank=24,
    lookups=_LOOKUPS,
    field_labels=_FIELDS,
    open_fields=(
        *("kind", "organisation", "year", "dated", "licence", "address", "families", "themes", "barriers", "methods"),
        *("parts", "certainty_note", "read_on", "checked_on"),
    ),
)
MEETINGS = MeetingsKind(
    MeetingPage,
    "bijeenkomst",
    rank=25,
    lookups=_LOOKUPS,
    field_labels=_FIELDS,
    # Not the address to join online.
    open_fields=(
        *("kind", "begin", "end", "only_days", "is_online", "place", "audience", "organiser", "organiser_url"),
        *("families", "themes", "methods", "programme", "state", "change_note", "report", "report_url", "sources"),
    ),
)
PROGRAMME = PublishedKind(ProgrammePage, "programma", rank=26, open_fields=("body", "sources"))
KINDS = (NEWS, PUBLICATIONS, MEETINGS, PROGRAMME)
