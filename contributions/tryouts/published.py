"""Try-outs as a kind of page, who takes part in them, and what stands on the page of their method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from wagtail.models import Page

from contributions.base.models import Contribution, State, anonymous
from contributions.tryouts.models import Joining, TryOut
from contributions.tryouts.pages import Event, TryOutPage, TryOutState
from core.http.cache.kept import by_stamp
from core.published import Action, Block, Document, PublishedKind
from core.text.numbers import enumeration, sentence_case
from methods.models import MethodPage

_NUMBERS = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
# On the page of a method; the rest stands in the list.
MOST_SHOWN = 3


class TryOutKind(PublishedKind):
    """What `PublishedKind` says of any page, with who takes part and the words of its method."""

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        """Two queries more than a plain page: only names that may be shown are in it."""
        pages = self.model.objects.filter(pk__in=page_ids).select_related("method__theme", "indicator", "family")
        by_id, takers = {page.pk: page for page in pages}, taking_part(page_ids)
        return [
            replace(
                each,
                texts={**each.texts, "labels": _labels(by_id[each.page_id], takers[each.page_id])},
                facets={**each.facets, **_facets(by_id[each.page_id], takers[each.page_id])},
            )
            for each in super().documents(page_ids)
        ]

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        takers = taking_part(page_ids)
        return {
            page.pk: self.card(page)._replace(label=who(takers[page.pk]))
            for page in self.model.objects.filter(pk__in=page_ids)
        }

    def about(self, pages: Collection[Page]) -> Mapping[int, Iterable[Block]]:
        """‘Drie organisaties proberen dit nu’ on a method. One query, and one for the names when there are any."""
        running: dict[int, list[TryOutPage]] = defaultdict(list)
        methods = [page.pk for page in pages if isinstance(page, MethodPage) and page.pk in _methods_tried()]
        if not methods:
            return {}
        found = self.public().filter(method__in=methods, state=TryOutState.RUNNING)
        for page in found.order_by("measure_on", "pk"):
            running[page.method_id].append(page)
        if not running:
            return {}
        takers = taking_part([page.pk for rows in running.values() for page in rows])
        return {method: [self._block(rows, takers)] for method, rows in running.items()}

    def _block(self, rows: list[TryOutPage], takers: Mapping[int, list[Contribution]]) -> Block:
        count = sum(max(len(takers[row.pk]), 1) for row in rows)
        cards = (self.card(row)._replace(label=who(takers[row.pk])) for row in rows[:MOST_SHOWN])
        return Block(_heading(count), tuple(cards), _MORE)


@by_stamp
def _methods_tried() -> frozenset[int]:
    """The methods of try-outs that run, public or not: the others need not be asked for."""
    return frozenset(TryOutPage.objects.filter(state=TryOutState.RUNNING).values_list("method_id", flat=True))


TRY_OUTS = TryOutKind(
    TryOutPage,
    "probeersel",
    rank=22,
    lookups={"familie": "family__slug__in", "thema": "method__theme__slug__in", "indicator": "indicator__slug__in"},
    open_fields=(
        *("method", "indicator", "family", "what", "start_value", "design", "success", "measure_on", "registered_on"),
        *("state", "reason", "ended_on", "case", "additions"),
    ),
)
_MORE = Action("Alle proeven", "/onderzoek/")


def taking_part(page_ids: Collection[int]) -> defaultdict[int, list[Contribution]]:
    """Who began each of these try-outs, and who joined, in that order. Two queries."""
    found: defaultdict[int, list[Contribution]] = defaultdict(list)
    began = TryOut.objects.filter(page_id__in=page_ids, status=State.PLACED)
    joined = Joining.objects.filter(try_out_id__in=page_ids, status=State.PLACED)
    for rows in (began, joined):
        for row in rows.select_related("organisation__family", "family").order_by("handled_at", "pk"):
            found[row.try_out_id if isinstance(row, Joining) else row.page_id or 0].append(row)
    return found


def history(page: TryOutPage) -> list[Event]:
    """What happened, oldest first. Three queries."""
    events = []
    if page.registered_on:
        events.append(Event(page.registered_on, "Vooraf vastgelegd. Sindsdien is daar niets aan veranderd."))
    for row in taking_part([page.pk])[page.pk]:
        if isinstance(row, Joining) and row.handled_at:
            words = f"{sentence_case(row.public_organisation)} doet mee."
            events.append(Event(row.handled_at.date(), f"{words} {sentence_case(row.text)}".strip()))
    events += [Event(row.day, row.text) for row in page.additions.all()]
    if page.ended_on and not page.is_running:
        reason = f"Gestopt, want {page.reason}" if page.state == TryOutState.STOPPED else page.get_state_display()
        events.append(Event(page.ended_on, f"{reason.rstrip('.')}."))
    return sorted(events, key=lambda event: event.day)


def who(rows: list[Contribution]) -> str:
    """‘Een gemeente en Delft’."""
    return sentence_case(enumeration([row.public_organisation for row in rows] or [anonymous(None)]))


def _heading(count: int) -> str:
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    words = f"{number} organisatie probeert dit nu" if count == 1 else f"{number} organisaties proberen dit nu"
    return sentence_case(words)


def _labels(page: TryOutPage, rows: list[Contribution]) -> str:
    words = [page.method.title if page.method else "", page.indicator.label if page.indicator else ""]
    return "\n".join(filter(None, [*words, *(row.public_organisation for row in rows)]))


def _facets(page: TryOutPage, rows: list[Contribution]) -> dict[str, tuple[str, ...]]:
    families = {row.organisation.family.slug for row in rows if row.organisation} or {
        each.slug for each in (page.family,) if each
    }
    return {
        "familie": tuple(sorted(families)),
        "thema": (page.method.theme.slug,) if page.method and page.method.theme else (),
        "indicator": (page.indicator.slug,) if page.indicator else (),
        "organisatie": tuple(row.organisation.slug for row in rows if row.may_be_named and row.organisation),
    }
