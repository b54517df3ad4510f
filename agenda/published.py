"""Activities and ambitions as kinds of page that the site publishes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from agenda.models import ActivityAmbition, ActivityPage, ActivitySource, ActivityState, AmbitionMethod, AmbitionPage
from agenda.rows import owner_of, period_of, public_activities
from agenda.states import shown_state
from core.http.cache.kept import by_stamp
from core.prefetch import words_of
from core.published import Action, Block, Card, Change, Document, PublishedKind, kind_of
from core.text.extraction import moment, paragraphs, plain

# So many stand on the page of a method, a case or a family.
MOST_ABOUT = 3
_FAMILY_PAGES = "/families/"


class ActivityKind(PublishedKind):
    """Found by family and by the theme of the methods that serve it."""

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        families = words_of(ActivityPage.families, page_ids)
        themes, texts = defaultdict(set), defaultdict(list)
        rows = ActivityPage.objects.filter(pk__in=page_ids, method_rows__method__theme__isnull=False)
        for page_id, theme in rows.values_list("pk", "method_rows__method__theme__slug"):
            themes[page_id].add(theme)
        for state in ActivityState.objects.filter(page__in=page_ids):
            texts[state.page_id].append(state.says)
        for page_id, title in ActivitySource.objects.filter(page__in=page_ids).values_list("page_id", "title"):
            texts[page_id].append(title)
        pages = ActivityPage.objects.filter(pk__in=page_ids).select_related("organisation")
        return [
            Document(
                page_id=page.pk,
                kind=self.slug,
                rank=self.rank,
                number=0,
                url=page.get_url() or "",
                texts={
                    "title": page.title,
                    "gist": page.goal,
                    "labels": paragraphs([owner_of(page), *(word.plural for word in families[page.pk])]),
                    "body": paragraphs([*texts[page.pk], page.period_note, plain(page.result)]),
                },
                facets={
                    "soort": (self.slug,),
                    "familie": tuple(word.slug for word in families[page.pk]),
                    "thema": tuple(sorted(themes[page.pk])),
                },
                published=moment(page.first_published_at),
            )
            for page in pages
        ]

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        pages = ActivityPage.objects.filter(pk__in=page_ids).select_related("organisation")
        return {page.pk: self.card(page) for page in pages}

    def card(self, page: Any) -> Card:
        shown = shown_state(page.state, page.state_known, page.state_on)
        words = [self.label, f"{shown.label}, {shown.when}", period_of(page)]
        return Card(page.pk, self.code, 0, page.title, page.get_url() or "", page.goal, " · ".join(words))

    def structured_data(self, page: ActivityPage) -> dict[str, Any]:
        data = super().structured_data(page)
        if page.organisation:
            data["about"] = {"@type": "GovernmentOrganization", "name": page.organisation.label}
        return data

    def about(self, pages: Collection[Any]) -> Mapping[int, Iterable[Block]]:
        """Activities that name a method or case, and those of a family that go on. A query per kind of page."""
        keys: dict[str, list[int]] = defaultdict(list)
        for page in pages:
            if kind := kind_of(page):
                keys[kind.slug].append(page.pk)
        return {
            **self._naming("method_rows__method", keys["methode"]),
            **self._naming("case_rows__case", keys["praktijkvoorbeeld"]),
            **self._of_families({page.slug: page.pk for page in pages if _is_family(page)}),
        }

    def _naming(self, relation: str, keys: list[int]) -> dict[int, list[Block]]:
        keys = [key for key in keys if key in _named(relation)]
        if not keys:
            return {}
        found = _newest(public_activities().filter(**{f"{relation}__in": keys}).annotate(key=F(relation)), len(keys))
        more = Action("De hele agenda", reverse("agenda"))
        return {key: [self._block(of_key, more)] for key, of_key in _grouped(found).items()}

    def _of_families(self, keys: Mapping[str, int]) -> dict[int, list[Block]]:
        if not keys:
            return {}
        going_on = public_activities().exclude(state__in=("klaar", "gestopt")).filter(families__slug__in=keys)
        found = _newest(going_on.annotate(key=F("families__slug")), len(keys))
        return {
            keys[slug]: [self._block(pages, Action("De hele agenda", reverse("family_agenda", args=[slug])))]
            for slug, pages in _grouped(found).items()
        }

    def _block(self, pages: Iterable[Any], more: Action) -> Block:
        return Block("Op de agenda", tuple(self.card(page) for page in list(pages)[:MOST_ABOUT]), more)

    def changes(self, since: datetime) -> Iterable[Change]:
        """New activities, and states that were noted since."""
        noted = states_noted().filter(recorded_on__gte=timezone.localdate(since))
        return [
            *super().changes(since),
            *(
                Change(row.page_id, row.page.last_published_at, row.page.title, state_sentence(row), row.page.get_url())
                for row in noted
                if row.page.first_published_at and row.page.first_published_at < since
            ),
        ]


class AmbitionKind(PublishedKind):
    """Its card says what serves it."""

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        activities: dict[int, int] = defaultdict(int)
        public = public_activities().order_by().values("pk")
        rows = ActivityAmbition.objects.filter(ambition__in=page_ids, page__in=public)
        for key in rows.values_list("ambition_id", flat=True):
            activities[key] += 1
        methods: dict[int, int] = defaultdict(int)
        for key in AmbitionMethod.objects.filter(page__in=page_ids).values_list("page_id", flat=True):
            methods[key] += 1
        cards = {}
        for page in AmbitionPage.objects.filter(pk__in=page_ids):
            label = f"{page.stated_in} · {_served(activities[page.pk], methods[page.pk])}"
            cards[page.pk] = self.card(page)._replace(label=label)
        return cards


@by_stamp
def _named(relation: str) -> frozenset[int]:
    """What activities name, public or not: other pages need not be asked for."""
    return frozenset(ActivityPage.objects.filter(**{f"{relation}__isnull": False}).values_list(relation, flat=True))


def _served(activities: int, methods: int) -> str:
    words = [f"{activities} activiteit{'' if activities == 1 else 'en'}"] if activities else []
    words += [f"{methods} methode{'' if methods == 1 else 'n'}"] if methods else []
    return " en ".join(words) or "nog niets op deze site draagt hieraan bij"


def _newest(pages: Any, owners: int) -> Any:
    """What begins last first; of one page no more than it shows."""
    ordered = pages.order_by(F("first_day").desc(nulls_last=True), "title", "pk")
    return ordered[:MOST_ABOUT] if owners == 1 else ordered


def _grouped(pages: Iterable[Any]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for page in pages:
        if page not in found[page.key]:
            found[page.key].append(page)
    return found


def _is_family(page: Any) -> bool:
    return _FAMILY_PAGES in page.url_path and page._meta.model_name == "listingpage"


def states_noted(activities: Any = None) -> Any:
    """The states of these activities (of all that anyone may read), those noted last on top, with their page."""
    pages: Any = (public_activities() if activities is None else activities).order_by().values("pk")
    rows = ActivityState.objects.filter(page__in=pages).select_related("page__organisation")
    return rows.order_by("-recorded_on", F("page__state_on").desc(nulls_last=True), "page__title", "-sort_order")


def state_sentence(row: ActivityState) -> str:
    shown = shown_state(row.state, row.known_on, row.day)
    return f"{shown.label.capitalize()}, {shown.when}. {row.says}".strip()


ACTIVITIES = ActivityKind(
    ActivityPage,
    "activiteit",
    rank=20,
    lookups={"familie": "families__slug__in", "thema": "method_rows__method__theme__slug__in"},
    field_labels={"body": "stand en bronnen", "related": "wat erbij hoort"},
    open_fields=(
        *("goal", "families", "organisation", "owner_note", "begins", "ends", "period_note", "result", "state"),
        *("states", "method_rows", "case_rows", "ambition_rows", "others", "sources"),
    ),
)
AMBITIONS = AmbitionKind(
    AmbitionPage,
    "ambitie",
    rank=21,
    open_fields=("stated_in", "text", "method_rows", "case_rows", "sources"),
)
