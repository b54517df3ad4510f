"""Fill a site with made-up methods and cases. `python -m lab.sites` makes such a site."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from django.db import transaction
from wagtail.models import Page

from cases.models import CasePage
from lab.bulk_pages import Keys, write_cases, write_methods, write_relations
from lab.drafts import Drafts, MethodDraft
from lab.palette import IndicatorWord, Palette, widened
from methods.models import MethodPage
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Theme

SEED = 1
CHUNK = 1000
T = TypeVar("T")


def generate(methods: int, cases: int, seed: int = SEED, *, more_words: bool = True) -> None:
    """Add pages until the site has so many methods and cases, the real ones included. All or nothing.

    The search index and the admin's own index are not touched. `more_words` adds made-up organisations and products
    first.

    :raises LookupError: when the site has no page above methods or cases.
    """
    with transaction.atomic():
        palette = palette_of_site()
        if more_words:
            wider = widened(palette)
            _write_words(palette, wider)
            palette = wider
        present = list(MethodPage.objects.values_list("number", flat=True))
        wanted = _numbers(present, methods)
        keys = Keys()
        drafts = Drafts(palette, sorted([*present, *wanted]), seed)
        written: list[MethodDraft] = []
        parent = _parent("methoden")
        for chunk in _chunks(wanted):
            written += drafts.draw_methods(chunk)
            write_methods(parent, written[-len(chunk) :], keys)
        write_relations(written, keys)
        parent = _parent("praktijk")
        for chunk in _chunks(_numbers(list(CasePage.objects.values_list("number", flat=True)), cases)):
            write_cases(parent, list(drafts.draw_cases(chunk)), keys)


def palette_of_site() -> Palette:
    """The words that are in the database."""
    lists = {model: list(model.objects.values_list("slug", flat=True)) for model in (OrganisationType, Channel, Theme)}
    indicators = Indicator.objects.values_list("slug", "unit", "better")
    return Palette(
        families=lists[OrganisationType],
        channels=lists[Channel],
        themes=lists[Theme],
        barriers=list(Barrier.objects.values_list("slug", flat=True)),
        organisations=list(Organisation.objects.values_list("slug", "family__slug")),
        products=list(Product.objects.values_list("slug", flat=True)),
        indicators=[IndicatorWord(slug, unit, better == "higher") for slug, unit, better in indicators],
    )


def _write_words(palette: Palette, wider: Palette) -> None:
    families = dict(OrganisationType.objects.values_list("slug", "pk"))
    Organisation.objects.bulk_create(
        Organisation(slug=slug, label=wider.labels["organisations", slug], family_id=families[family])
        for slug, family in wider.organisations
    )
    Product.objects.bulk_create(
        Product(slug=slug, label=wider.labels["products", slug]) for slug in wider.products[len(palette.products) :]
    )


def _numbers(present: Sequence[int], total: int) -> list[int]:
    first = max(present, default=0) + 1
    return list(range(first, first + max(total - len(present), 0)))


def _parent(slug: str) -> Page:
    found = Page.objects.filter(slug=slug, depth=3).first()
    if found is None:
        raise LookupError(f"there is no page /{slug}/")
    return found


def _chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]
