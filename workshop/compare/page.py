"""Two to four methods side by side: what decides, question by question. No winner, no order, no sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.urls import reverse

from cases.choices import COUNTING, Relation
from cases.models import ResultMethod
from cases.results.visibility import counting_results
from cases.summaries.dto import ScopeEvidence
from cases.summaries.read import method_evidence
from core.http.query_filters import with_query
from core.text.numbers import enumeration
from methods.choices import RelationKind
from methods.effort import ASPECTS
from methods.models import MethodPage, MethodRelation
from vocabulary.models import Channel, OrganisationType
from workshop.selection.same_trial import Trials, trials_behind
from workshop.selection.selection import PARAMETER, SelectedCard, SelectedCards, Selection

FEWEST, MOST = 2, 4
ONLY = "alleen"
DIFFERENCES = "verschillen"
_UNKNOWN = "Niet ingevuld"


class Cell(NamedTuple):
    """What the method with this number answers: lines of text, and for two questions what is drawn with an icon."""

    number: int
    lines: tuple[str, ...] = ()
    scope: ScopeEvidence | None = None


class Row(NamedTuple):
    """A question with the answer of each method. `kind` says how a cell is drawn."""

    label: str
    cells: tuple[Cell, ...]
    kind: str = "lines"

    @property
    def differs(self) -> bool:
        return len({(cell.lines, _drawn(cell.scope, self.kind)) for cell in self.cells}) > 1


class Column(NamedTuple):
    """A method: its card, the address of the comparison without it, and what its cells are made of."""

    card: SelectedCard
    page: MethodPage
    whole: ScopeEvidence
    off_url: str

    @property
    def number(self) -> int:
        return self.card.name.number


@dataclass(frozen=True)
class Comparison:
    """The context of `workshop/compare.html`, as `comparison`.

    `left_out` are cards that cannot be compared: no methods, or more than four.
    """

    chosen: SelectedCards
    columns: tuple[Column, ...]
    all_rows: tuple[Row, ...]
    left_out: tuple[SelectedCard, ...]
    only_differences: bool

    parameter = PARAMETER
    most = MOST

    @property
    def rows(self) -> list[Row]:
        return [row for row in self.all_rows if row.differs or not self.only_differences]

    @property
    def same(self) -> int:
        """How many questions have the same answer everywhere."""
        return sum(not row.differs for row in self.all_rows)

    @property
    def selection(self) -> Selection:
        return Selection.of(column.card.name for column in self.columns)

    @property
    def is_full(self) -> bool:
        return len(self.columns) >= MOST

    @property
    def address(self) -> str:
        return self.selection.address(reverse("compare"))

    @property
    def other_url(self) -> str:
        """The same with, or without, what is the same everywhere."""
        extra = "" if self.only_differences else f"&{with_query('', [(ONLY, DIFFERENCES)])[1:]}"
        return f"{self.address}{extra}"

    @property
    def title(self) -> str:
        numbers = [str(column.card.name) for column in self.columns]
        return f"Vergelijk {enumeration(numbers)}" if numbers else "Vergelijk methoden"

    @property
    def notices(self) -> list[str]:
        said = list(self.chosen.notices)
        cases = [card.name.spoken for card in self.left_out if card.kind.model is not MethodPage]
        if cases:
            said.append(f"Alleen methoden kun je vergelijken. Daarom staat {enumeration(cases)} hier niet.")
        if more := [card.name.spoken for card in self.left_out if card.kind.model is MethodPage]:
            said.append(f"Je vergelijkt hooguit {MOST} methoden. Daarom staat {enumeration(more)} hier niet.")
        return said


def compare(selection: Selection, *, only_differences: bool = False) -> Comparison:
    """A fixed number of queries, and one for each method."""
    chosen = selection.cards()
    methods = [card for card in chosen.found if card.kind.model is MethodPage]
    shown = methods[:MOST]
    left_out = tuple(card for card in chosen.found if card not in shown)
    if len(shown) < FEWEST:
        return Comparison(chosen, _columns(shown), (), left_out, only_differences)
    columns = _columns(shown)
    return Comparison(chosen, columns, tuple(_rows(columns)), left_out, only_differences)


def _columns(cards: Sequence[SelectedCard]) -> tuple[Column, ...]:
    words = (Prefetch("families", OrganisationType.objects.all()), Prefetch("channels", Channel.objects.all()))
    pages = MethodPage.objects.prefetch_related(*words).in_bulk([card.page_id for card in cards])
    here = Selection.of(card.name for card in cards)
    path = reverse("compare")
    return tuple(
        Column(card, pages[card.page_id], method_evidence(card.page_id).whole, here.without(card.name).address(path))
        for card in cards
    )


def _rows(columns: Sequence[Column]) -> list[Row]:
    chosen = SelectedCards(Selection(), tuple(column.card for column in columns), ())
    links, trials = _counted(columns), trials_behind(chosen)
    evidence = tuple(Cell(column.number, scope=column.whole) for column in columns)
    effort = [_row(aspect.label, columns, _band(aspect.field, aspect.bands)) for aspect in ASPECTS]
    together = _relations(columns)
    return [
        _row("Wat doe je?", columns, lambda page: (page.gist,)),
        Row("Werkt het?", evidence, "direction"),
        Row("Hoe sterk is het bewijs?", evidence, "level"),
        Row("Hoe vaak gemeten?", tuple(_measured(column, links[column.page.pk]) for column in columns)),
        Row("Zelfde proef", tuple(_same_trial(column, trials) for column in columns)),
        Row("Zelfde maat", tuple(_same_measure(column, columns, links) for column in columns)),
        *effort,
        _row(
            "Voor wie?",
            columns,
            lambda page: _listed(page.families.all(), 6, "Alle soorten organisaties"),
        ),
        _row("Kanalen", columns, lambda page: _listed(page.channels.all(), 12, "Alle kanalen")),
        _row("Doe dit niet als", columns, lambda page: tuple(str(block.value) for block in page.when_not)),
        Row("Samen gebruiken?", tuple(Cell(column.number, tuple(together[column.page.pk])) for column in columns)),
        _row("Eerste stap", columns, lambda page: tuple(str(step.value["title"]) for step in list(page.steps)[:1])),
        _row("Aantal stappen", columns, lambda page: (str(len(page.steps)),)),
    ]


def _row(label: str, columns: Sequence[Column], answer: Callable[[MethodPage], tuple[str, ...]]) -> Row:
    return Row(label, tuple(Cell(column.number, answer(column.page) or (_UNKNOWN,)) for column in columns))


def _band(field: str, bands: Mapping[str, object]) -> Callable[[MethodPage], tuple[str, ...]]:
    def answer(page: MethodPage) -> tuple[str, ...]:
        band = bands.get(getattr(page, field))
        return (str(getattr(band, "label", "")),) if band else ()

    return answer


def _counted(columns: Sequence[Column]) -> Mapping[int, list[ResultMethod]]:
    """What counts for each method, with its indicator. One query."""
    found: dict[int, list[ResultMethod]] = defaultdict(list)
    pages = [column.page.pk for column in columns]
    links = ResultMethod.objects.filter(
        method_id__in=pages, relation__in=COUNTING, result__in=counting_results().order_by().values("pk")
    )
    for link in links.select_related("result__indicator").order_by("result__indicator__label", "pk"):
        found[link.method_id].append(link)
    return found


def _measured(column: Column, links: Sequence[ResultMethod]) -> Cell:
    alone = sum(link.relation == Relation.ALONE for link in links)
    bundle = len(links) - alone
    said = [f"{alone} keer los getest"] if alone else []
    said += [f"{bundle} keer samen met iets anders"] if bundle else []
    return Cell(column.number, tuple(said) or ("Nog geen cijfers gevonden",))


def _same_trial(column: Column, trials: Trials) -> Cell:
    said = []
    for trial in trials.shared:
        if column.card in trial.cards:
            others = enumeration([str(card.name) for card in trial.cards if card != column.card])
            said.append(f"Praktijkvoorbeeld {trial.number} telt ook bij {others}. Dat is geen dubbel bewijs.")
    return Cell(column.number, tuple(said) or ("Geen",))


def _same_measure(column: Column, columns: Sequence[Column], links: Mapping[int, list[ResultMethod]]) -> Cell:
    said = []
    for indicator in dict.fromkeys(link.result.indicator for link in links[column.page.pk]):
        others = [
            str(other.card.name)
            for other in columns
            if other is not column and any(link.result.indicator_id == indicator.pk for link in links[other.page.pk])
        ]
        if others:
            said.append(f"{indicator.label} (ook bij {enumeration(others)})")
    return Cell(column.number, tuple(said) or ("Geen",))


def _relations(columns: Sequence[Column]) -> Mapping[int, list[str]]:
    """What each method says of the others. One query."""
    names = {column.page.pk: column.card.name for column in columns}
    kinds: dict[tuple[int, int], RelationKind] = {}
    rows = MethodRelation.objects.filter(page_id__in=names, method_id__in=names)
    own = [(row.page_id, row.method_id, RelationKind(row.kind)) for row in rows]
    for page, method, kind in own:
        kinds.setdefault((method, page), kind.inverse)
    for page, method, kind in own:  # what a page itself says wins
        kinds[page, method] = kind
    said: dict[int, list[str]] = {page: [] for page in names}
    for (page, method), kind in sorted(kinds.items(), key=lambda one: (one[1], names[one[0][1]])):
        said[page].append(f"{kind.label}: {names[method]}")
    return {page: lines or ["Daarover zegt de methode niets"] for page, lines in said.items()}


def _listed(words: Iterable[Any], every: int, all_of_them: str) -> tuple[str, ...]:
    labels = [str(word.label) for word in words]
    return (all_of_them,) if len(labels) >= every else (", ".join(labels),) if labels else ()


def _drawn(scope: ScopeEvidence | None, kind: str) -> object:
    if scope is None:
        return None
    return scope.level if kind == "level" else (scope.direction, scope.organisations, scope.is_bundle)
