"""Everything a case page shows beside its running text, also for a draft with unsaved rows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from cases.charts.indicator_table import IndicatorTable, indicator_tables
from cases.choices import Relation
from cases.figures.display import FigureKind
from cases.models import CasePage, Result
from cases.pages.contribution_text import Addition, additions
from cases.results.result_row import NOT_PUBLISHED, ResultRow, case_organisations, case_rows
from core.charts.columns import ColumnChart, column_chart
from core.http.cache.kept import each_by_stamp
from core.prefetch import child_rows, words_of_page
from core.sources import SourceFields
from core.visibility import public_ids
from methods.cards import MethodCard, method_cards
from vocabulary.models import Channel, Organisation, OrganisationType, Product

# Why a result says nothing about the method by itself, the first that holds.
_NOTES = {
    Relation.ALONE: "Telt mee voor deze methode.",
    Relation.BUNDLE: "Gemeten samen met iets anders: zegt iets over het geheel, niet over deze methode alleen.",
    Relation.VERSUS: "Stond tegenover iets anders: je ziet welke beter was, niet of de methode werkt.",
    Relation.UNKNOWN: "De bron zegt niet wat er verschilde. Daarom telt dit niet mee.",
}
_ONLY_USED = "Gebruikt, telt niet mee."


@dataclass(frozen=True)
class GivenFact:
    """One line of ‘wat de bron wel en niet geeft’."""

    label: str
    value: str
    is_given: bool


@dataclass(frozen=True)
class UsedMethod:
    """A method the case used. `addition` is what the case adds to it, else `note` says why it adds nothing."""

    card: MethodCard
    note: str = ""
    addition: Addition | None = None


@dataclass(frozen=True)
class Measurement:
    """A result with what its source gives, and its drawing when it is a series."""

    row: ResultRow
    gives: tuple[GivenFact, ...]
    columns: ColumnChart | None


@dataclass(frozen=True)
class CaseView:
    """`first` is the result shown largest, `others` are the rest, in the editor's order."""

    first: Measurement | None
    others: tuple[Measurement, ...]
    organisations: tuple[Organisation, ...]
    products: tuple[Product, ...]
    channels: tuple[Channel, ...]
    methods: tuple[UsedMethod, ...]
    sources: tuple[SourceFields, ...]
    tables: tuple[IndicatorTable, ...]


def shown_case(page: CasePage) -> CaseView:
    """The same view each time for one object, that of a request: its head and its body both show it."""
    found: CaseView | None = page.__dict__.get("_shown")
    if found is None:
        found = page.__dict__["_shown"] = case_view(page)
    return found


def case_view(page: CasePage) -> CaseView:
    """What the page shows, in a fixed number of queries. Methods that not everyone may read are left out."""
    own, [results] = case_organisations(page), child_rows([page], "results")
    rows = case_rows(page, own, results)
    measurements = [
        Measurement(row, tuple(given_facts(row)), column_chart(row.series) if row.series else None) for row in rows
    ]
    [product_rows] = child_rows([page], "products")
    families = {each.family_id: each.family for each in own}
    return CaseView(
        first=measurements[0] if measurements else None,
        others=tuple(measurements[1:]),
        organisations=own,
        products=tuple(_products([row.product_id for row in product_rows if row.product_id]).values()),
        channels=tuple(words_of_page(page, "channels")[0]),
        methods=_used_methods(page, results, families),
        sources=_sources(page, rows),
        # One result stands there already, large.
        tables=tuple(indicator_tables(rows)) if len(rows) > 1 else (),
    )


def given_facts(row: ResultRow) -> list[GivenFact]:
    """The facts a source gives of a result, and those it leaves out."""
    facts = [GivenFact("Wat er is gemeten", row.indicator.label, is_given=True)]
    if row.kind in (FigureKind.PAIR, FigureKind.CHANGE, FigureKind.WORDS):
        first, second = row.contrast_words
        sides = ("Beginstand", "Eindstand") if row.is_over_time else (f"Cijfer {first}", f"Cijfer {second}")
        facts += [_fact(side, value) for side, value in zip(sides, (row.first, row.second), strict=True)]
        if row.result.first_derived:
            facts[1] = GivenFact(sides[0], f"{row.first}, zelf afgeleid", is_given=False)
    elif row.kind is FigureKind.SINGLE:
        facts += [_fact("Beginstand", ""), _fact("Cijfer", row.headline)]
    if any(row.totals):
        facts.append(_fact("Aantallen", " en ".join(total for total in row.totals if total)))
    elif not row.totals_known:
        facts.append(_fact("Aantallen", ""))
    if row.sample:
        facts.append(_fact("Onderzochte groep", row.sample))
    facts.append(_fact("Periode van de meting", row.period if row.period_known else ""))
    if row.compares:
        facts.append(
            GivenFact("Groep ter vergelijking", "ja", is_given=True)
            if row.has_control
            else GivenFact("Groep ter vergelijking", "nee", is_given=False)
        )
    facts.append(_fact("Gemeten of gemeld door", row.reported_by[:1].lower() + row.reported_by[1:]))
    return facts


def _fact(label: str, value: str) -> GivenFact:
    return GivenFact(label, value or NOT_PUBLISHED, is_given=bool(value))


@each_by_stamp
def _products(keys: Collection[int]) -> dict[int, Product]:
    return Product.objects.select_related("replaced_by").in_bulk(keys)


def _used_methods(
    page: CasePage, results: Sequence[Result], families: Mapping[int, OrganisationType]
) -> tuple[UsedMethod, ...]:
    """In the editor's order; a method that only a result names comes last. Background counts for nothing."""
    [used] = child_rows([page], "used_methods")
    related = {} if page.is_background else _related(results)
    wanted = list(dict.fromkeys([*(row.method_id for row in used if row.method_id), *related]))
    if not wanted:
        return ()
    visible = set(public_ids(wanted))
    cards = method_cards(visible)
    alone = {key for key, relations in related.items() if Relation.ALONE in relations}
    adds = additions(sorted(visible & alone), page.pk, families)
    return tuple(
        UsedMethod(cards[key], "" if key in adds else _note(related.get(key, set())), adds.get(key))
        for key in wanted
        if key in cards
    )


def _related(results: Sequence[Result]) -> dict[int, set[str]]:
    """For each method, what its results tested of it (alone, as part of a bundle, …)."""
    found: dict[int, set[str]] = {}
    for rows in child_rows(results, "counts_for"):
        for row in rows:
            if row.method_id:
                found.setdefault(row.method_id, set()).add(row.relation)
    return found


def _note(relations: Collection[str]) -> str:
    return next((note for relation, note in _NOTES.items() if relation in relations), _ONLY_USED)


def _sources(page: CasePage, rows: Sequence[ResultRow]) -> tuple[SourceFields, ...]:
    """Every source once: of the results first, then of the story."""
    [own] = child_rows([page], "sources")
    sources = [*(source for row in rows for source in row.sources), *own]
    unique: dict[tuple[str, str], SourceFields] = {}
    for source in sources:
        unique.setdefault((source.title, source.url), source)
    return tuple(unique.values())
