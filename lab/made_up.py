"""Makes methods and cases up, with the factories of the tests; the same seed gives the same pages.

A site of made-up pages is made by `lab.sites`; by hand `python -m lab.inside made_up '[250, 750]'` on any site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import transaction
from taggit.models import Tag
from wagtail.models import Page

from cases.choices import CaseKind, Contrast, Design, Relation, Shape
from cases.models import CasePage, CaseSource, Result, ResultSource
from core.number_series import reserve_number
from lab.bulk import add_pages
from lab.language import dutch
from methods.models import MethodPage, MethodRelation, MethodSource, MethodTag
from tests.factories.pages import build_case, build_method, build_result
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Theme

SEED, CHUNK, ORGANISATIONS, TAGS = 1, 1000, 400, 300
_NEWEST = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
_RESULTS = UUID("c9a3a3e0-0d53-4a3f-9a53-2f7f2f0f9f11")
# How often each shape occurs, roughly as in the starter content but with every shape present.
SHAPES = {"counts": 14, "share": 26, "value": 12, "points": 8, "relative": 16, "range": 3, "text": 7, "single": 9}
SHAPES |= {"series": 3, "context": 2}
T = TypeVar("T")


def measure(methods: int, cases: int) -> None:
    """Fills the site of this process.

    :raises RuntimeError: when the page tree is not sound afterwards.
    """
    generate(methods, cases)
    problems = Page.find_problems()
    if any(problems):
        raise RuntimeError(f"the tree is not sound: {problems}")


def generate(methods: int, cases: int, seed: int = SEED) -> None:
    """Adds pages until the site has so many methods and cases, the real ones included. All or nothing.

    Neither the search index nor the admin's own index is touched.

    :raises Page.DoesNotExist: when the site has no page above methods or cases.
    """
    with transaction.atomic():
        words = Words()
        made = list(_numbers(MethodPage, methods))
        everything = [*MethodPage.objects.values_list("number", flat=True), *made]
        for chunk in _chunks(made):
            add_pages(_parent("methoden"), [draw_method(Random(f"{seed}/method/{n}"), words, n) for n in chunk])
        keys = dict(MethodPage.objects.values_list("number", "pk"))
        _relate(made, keys, seed)
        Random(f"{seed}/popular").shuffle(everything)
        popular = [MethodPage(pk=keys[number], number=number) for number in everything]
        for chunk in _chunks(list(_numbers(CasePage, cases))):
            pages = [draw_case(Random(f"{seed}/case/{n}"), words, n, popular) for n in chunk]
            add_pages(_parent("praktijk"), pages)
        for model in (MethodPage, CasePage):
            reserve_number(model.number_series, max(model.objects.values_list("number", flat=True), default=0))


class Words:
    """The words of the site; its tags and organisations are made up, so that no result is of somebody who exists."""

    def __init__(self) -> None:
        rng = Random("words")
        names = [word for word in dutch().words[-15_000:] if word.isascii() and word.isalpha()]
        self.families = list(OrganisationType.objects.all())
        self.lists: dict[type[Any], list[Any]] = {
            model: list(model.objects.order_by("pk")) for model in (Theme, Channel, Barrier, Product, Indicator)
        }
        self.organisations = self._made_up(
            Organisation,
            {
                f"gemeente-{name}": {
                    "label": f"Gemeente {name.capitalize()}",
                    "family_id": rng.choice(self.families).pk,
                }
                for name in rng.sample(names, ORGANISATIONS)
            },
        )
        self.tags = self._made_up(Tag, {name: {"name": name} for name in rng.sample(names, TAGS)})

    def some(self, rng: Random, model: type[Any], at_least: int, at_most: int) -> list[Any]:
        return skewed(rng, self.lists[model], at_least, at_most)

    def _made_up(self, model: type[Any], fields: dict[str, dict[str, Any]]) -> list[Any]:
        model.objects.bulk_create([model(slug=slug, **each) for slug, each in fields.items()], ignore_conflicts=True)
        return list(model.objects.filter(slug__in=fields).order_by("slug"))


def skewed(rng: Random, words: Sequence[T], at_least: int, at_most: int) -> list[T]:
    """Some different words, the first of the list more often than the last."""
    wanted = min(rng.randint(at_least, at_most), len(words))
    chosen: dict[int, None] = {}
    while len(chosen) < wanted:
        chosen[int(len(words) * rng.random() ** 2)] = None
    return [words[place] for place in chosen]


def draw_method(rng: Random, words: Words, number: int) -> MethodPage:
    """An unsaved method without relations."""
    topic, language = dutch().topic(rng), dutch()
    steps = [
        {
            "title": language.title(rng, topic),
            "text": _html(rng, topic),
            "who": rng.choice(topic),
            "duration": f"{rng.randint(1, 5)} weken",
            "outcome": language.sentence(rng, topic)[:255],
            "pitfall": "",
            "example": [],
        }
        for _ in range(rng.randint(4, 7))
    ]
    page = build_method(
        **_common(rng, topic, number, "methode", MethodSource),
        why=_html(rng, topic),
        steps=_stream("step", steps),
        when=_stream("condition", [language.sentence(rng, topic) for _ in range(3)]),
        when_not=_stream("condition", [language.sentence(rng, topic)]),
        effort_cost=rng.choice(["none", "low", "medium", "high"]),
        effort_expertise=rng.choice(["none", "some", "specialist"]),
        reviewed_on=date(2026, rng.randint(1, 11), 1),
        theme=words.some(rng, Theme, 1, 1)[0],
        families=skewed(rng, words.families, 1, 6),
        channels=words.some(rng, Channel, 1, 4),
        barriers=words.some(rng, Barrier, 1, 3),
        indicators=words.some(rng, Indicator, 1, 3),
    )
    page.tagged_items = [MethodTag(tag=tag) for tag in skewed(rng, words.tags, 4, 4)]
    return page


def draw_case(rng: Random, words: Words, number: int, methods: Sequence[MethodPage]) -> CasePage:
    """An unsaved case; the first of `methods` are used more often than the last."""
    topic = dutch().topic(rng)
    is_measured = rng.random() < 0.9
    used = skewed(rng, methods, 1, 3) if is_measured else []
    results = [draw_result(rng, topic, words, used) for _ in range(rng.choice([1, 1, 1, 2, 3]) if is_measured else 0)]
    for place, result in enumerate(results):
        result.uuid = uuid5(_RESULTS, f"{number}/{place}")
    return build_case(
        **_common(rng, topic, number, "praktijkvoorbeeld", CaseSource),
        kind=CaseKind.MEASUREMENT if is_measured else CaseKind.BACKGROUND,
        situation=_html(rng, topic),
        approach=_html(rng, topic),
        organisations=skewed(rng, words.organisations, 1, 2) if is_measured else [],
        products=words.some(rng, Product, 0, 2),
        channels=words.some(rng, Channel, 1, 3),
        methods=used,
        results=results,
    )


def draw_result(rng: Random, topic: Sequence[str], words: Words, methods: Sequence[MethodPage]) -> Result:
    """An unsaved result with figures that the form would accept."""
    [indicator] = words.some(rng, Indicator, 1, 1)
    unfit = ("value",) if indicator.unit == Indicator.Unit.PERCENT else ("counts", "share", "points")
    shape = _one(rng, {name: weight for name, weight in SHAPES.items() if name not in unfit})
    better = 1 if indicator.better == Indicator.Better.HIGHER else -1
    fields = _FIGURES[shape](rng, rng.choices([better, 0, -better], [72, 16, 12])[0])
    if shape in ("single", "series", "context"):
        fields |= {"contrast": Contrast.NONE, "design": "", "period_text": f"voorjaar {rng.randint(2012, 2025)}"}
    else:
        year = rng.randint(2012, 2024)
        fields |= {"contrast": rng.choice([Contrast.BEFORE_AFTER, Contrast.WITHOUT_WITH])}
        fields |= {"design": rng.choices(list(Design), [55, 10, 18, 4, 13])[0]}
        fields |= {"first_period": str(year), "second_period": f"mei {year + 1}"}
    counts_for = list(methods[: rng.randint(0, len(methods))])
    return build_result(
        **{"totals_not_published": shape not in ("counts", "single"), **fields},
        shape=shape,
        indicator=indicator,
        as_published=dutch().sentence(rng, topic)[:400],
        counts_for=counts_for,
        relation=Relation.BUNDLE if len(counts_for) > 1 else Relation.ALONE,
        sources=[_source(rng, topic, ResultSource)],
    )


def _common(rng: Random, topic: Sequence[str], number: int, slug: str, source: type[Any]) -> dict[str, Any]:
    """What both kinds of page have; published within the last four years."""
    return {
        "number": number,
        "slug": f"{slug}-{number}",
        "title": dutch().title(rng, topic),
        "gist": dutch().sentence(rng, topic)[:255],
        "sources": [_source(rng, topic, source)],
        "first_published_at": _NEWEST - timedelta(seconds=rng.randrange(4 * 365 * 24 * 3600)),
    }


def _source(rng: Random, topic: Sequence[str], model: type[Any]) -> Any:
    """Addresses end in `.example`, which nobody can own."""
    return model(
        title=dutch().title(rng, topic)[:255],
        url=f"https://bron.example/{rng.randrange(10**6)}",
        read_on=date(2026, rng.randint(1, 11), rng.randint(1, 23)),
    )


def _shares(rng: Random, towards: int) -> tuple[Decimal, Decimal]:
    """Two percentages with one decimal."""
    first = rng.randint(50, 850)
    return Decimal(first) / 10, Decimal(min(max(first + towards * rng.randint(5, 250), 0), 1000)) / 10


def _counts(rng: Random, towards: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, share in zip(("first", "second"), _shares(rng, towards), strict=True):
        total = int(10 ** rng.uniform(1.6, 5.3))
        found |= {f"{name}_events": round(float(share) / 100 * total), f"{name}_total": total}
    return found


def _value(rng: Random, towards: int) -> dict[str, Any]:
    first = int(10 ** rng.uniform(1, 6))
    return {"first": first, "second": first + towards * (first // rng.randint(2, 9))}


_FIGURES: dict[str, Callable[[Random, int], dict[str, Any]]] = {
    "counts": _counts,
    "share": lambda rng, towards: dict(zip(("first", "second"), _shares(rng, towards), strict=True)),
    "value": _value,
    "points": lambda rng, towards: {"change_points": towards * Decimal(rng.randint(5, 400)) / 10},
    "relative": lambda rng, towards: {"change_relative": towards * Decimal(rng.randint(10, 900)) / 10},
    "range": lambda rng, towards: dict(
        zip(("change_low", "change_high"), sorted(towards * rng.randint(5, 90) for _ in range(2)), strict=True)
    ),
    "text": lambda rng, towards: {"outcome": {0: "same", 1: "rose", -1: "fell"}[towards]},
    "single": lambda rng, _: {"second": rng.randint(1, 100)},
    "series": lambda rng, towards: {"series": "\n".join(f"{2014 + n}: {40 + towards * n * 3}" for n in range(6))},
    "context": lambda rng, _: {},
}
assert set(_FIGURES) == set(SHAPES) == set(Shape.values)


def _relate(numbers: Sequence[int], keys: dict[int, int], seed: int) -> None:
    """Relations between methods; they need all methods to be there."""
    rows = []
    for number in numbers:
        rng = Random(f"{seed}/relations/{number}")
        others = [key for key in rng.sample(list(keys.values()), min(3, len(keys))) if key != keys[number]]
        kinds = zip(("before", "together", "instead"), others, strict=False)
        rows += [MethodRelation(page_id=keys[number], kind=kind, method_id=key, sort_order=0) for kind, key in kinds]
    MethodRelation.objects.bulk_create(rows, batch_size=400)


def _numbers(model: type[Any], total: int) -> Iterator[int]:
    present = list(model.objects.values_list("number", flat=True))
    first = max(present, default=0) + 1
    yield from range(first, first + max(total - len(present), 0))


def _parent(slug: str) -> Page:
    return Page.objects.get(slug=slug, depth=3)


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def _html(rng: Random, topic: Sequence[str]) -> str:
    return "".join(f"<p>{dutch().paragraph(rng, topic)}</p>" for _ in range(2))


def _stream(kind: str, values: Sequence[Any]) -> list[dict[str, Any]]:
    """Raw blocks, as they are stored."""
    return [{"type": kind, "id": str(uuid5(_RESULTS, repr(value))), "value": value} for value in values]


def _one(rng: Random, weights: dict[str, int]) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]
