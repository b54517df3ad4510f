"""Pages for tests: a small site, methods and cases with results. Everything made is live unless said otherwise.

What several tests want of a page is a trait of its factory: `make_case(background=True)`,
`build_result(randomised=True)`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar
from uuid import uuid4

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Orderable, Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cases.choices import CaseKind, Contrast, Design, Relation, Shape
from cases.models import CaseMethod, CaseOrganisation, CasePage, CaseProduct, Result, ResultMethod, ResultSource
from home.models import HomePage, ListingPage
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory, ThemeFactory

P = TypeVar("P", bound=Page)


@dataclass(frozen=True)
class SiteTree:
    """The front page and the two lists that methods and cases stand under."""

    home: HomePage
    methods: ListingPage
    cases: ListingPage


def make_site() -> SiteTree:
    """The smallest site; the one that is there already when called again."""
    home = HomePage.objects.first() or _plant_site()
    return SiteTree(home, make_listing(home, "Methoden", "methoden"), make_listing(home, "Praktijk", "praktijk"))


def _plant_site() -> HomePage:
    """In place of Wagtail's page of welcome. Nearly every test begins here, so rows are written as of a fixture."""
    root = Page.get_first_root_node()
    old = list(root.get_children())
    home = HomePage(title="Voorpagina", slug="voorpagina", claim="Wat werkt?", introduction="Zo werkt het.")
    _plant(home, root, len(old) + 1)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "www.example.nl", "port": 443, "root_page": home}
    )
    Site.clear_site_root_paths_cache()
    # Nothing knows the page of welcome by now; deleting it as an editor does takes longer than all the rest.
    Page.objects.filter(pk__in=[page.pk for page in old])._raw_delete(Page.objects.db)
    _plant(ListingPage(title="Methoden", slug="methoden"), home, 1)
    _plant(ListingPage(title="Praktijk", slug="praktijk"), home, 2)
    Page.objects.filter(pk=root.pk).update(numchild=1)
    Page.objects.filter(pk=home.pk).update(numchild=2)
    return HomePage.objects.get(pk=home.pk)


def _plant(page: Page, parent: Page, place: int) -> None:
    """Write a page as the child at this place, both of its rows, without what a save sets in motion."""
    page.depth, page.path = parent.depth + 1, Page._get_path(parent.path, parent.depth + 1, place)
    page.set_url_path(parent)
    page.locale_id, page.draft_title = parent.locale_id, page.title
    page.content_type = ContentType.objects.get_for_model(type(page))
    fields = [field.attname for field in Page._meta.concrete_fields if not field.primary_key]
    row = Page(**{name: getattr(page, name) for name in fields})
    row.save_base(raw=True)
    page.pk = page.id = row.pk
    page.save_base(raw=True)


def _listing(slug: str) -> ListingPage | None:
    return ListingPage.objects.filter(slug=slug).first()


def make_listing(parent: Page, title: str, slug: str, **fields: Any) -> ListingPage:
    found = ListingPage.objects.child_of(parent).filter(slug=slug).first()
    return found or parent.add_child(instance=ListingPage(title=title, slug=slug, **fields))


def steps(count: int = 4) -> list[dict[str, Any]]:
    """Raw steps of a method, as they are stored."""
    return [
        {
            "type": "step",
            "id": str(uuid4()),
            "value": {
                "title": f"Stap {number}",
                "text": f"<p>Zo doe je stap {number}.</p>",
                "who": "medewerker",
                "duration": "een dagdeel",
                "outcome": f"uitkomst {number}",
                "pitfall": "",
                "example": [],
            },
        }
        for number in range(1, count + 1)
    ]


class _PageFactory(factory.Factory[P], Generic[P]):
    """A page whose lists are set before it is saved. `build` does not save; `create` saves below `parent`."""

    class Meta:
        abstract = True

    @classmethod
    def _lists(cls, fields: dict[str, Any]) -> dict[str, Sequence[Any]]:
        """Take the lists out of the fields; by the name they have on the page."""
        raise NotImplementedError

    @classmethod
    def _parent(cls) -> Page:
        raise NotImplementedError

    @classmethod
    def _build(cls, model_class: type[P], *_: Any, **fields: Any) -> P:
        lists = cls._lists(fields)
        page = model_class(**fields)
        for name, rows in lists.items():
            getattr(page, name).set(_in_order(rows))
        return page

    @classmethod
    def _create(cls, model_class: type[P], *_: Any, parent: Page | None = None, live: bool = True, **fields: Any) -> P:
        return _save(cls._build(model_class, **fields), parent or cls._parent(), live=live)


class MethodFactory(_PageFactory[MethodPage]):
    """`families`, `channels`, `barriers`, `tags`, `indicators`, `relations` (kind, method) and `sources` are lists."""

    class Meta:
        model = MethodPage

    title = factory.Sequence(lambda n: f"Methode {n}")
    slug = factory.Sequence(lambda n: f"methode-{n}")
    gist = "Eén zin over de methode."
    theme = factory.LazyFunction(ThemeFactory)
    why = "<p>Daarom.</p>"
    steps = factory.LazyFunction(steps)
    effort_time = "weeks"
    effort_people = "team"
    effort_cost = "low"
    effort_expertise = "some"
    sources = factory.LazyFunction(lambda: [MethodSource(title="Onderzoek", url="https://bron.example/")])

    @classmethod
    def _lists(cls, fields: dict[str, Any]) -> dict[str, Sequence[Any]]:
        words = {name: fields.pop(name, ()) for name in ("families", "channels", "barriers", "tags")}
        indicators, relations = fields.pop("indicators", ()), fields.pop("relations", ())
        return {name: chosen for name, chosen in words.items() if chosen} | {
            "main_indicators": [MethodIndicator(indicator=indicator) for indicator in indicators],
            "relations": [MethodRelation(kind=kind, method=other) for kind, other in relations],
            "sources": fields.pop("sources"),
        }

    @classmethod
    def _parent(cls) -> Page:
        return _listing("methoden") or make_site().methods


class ResultFactory(factory.Factory[Result]):
    """An unsaved result: 10% before, 20% after, with one source. `counts_for` and `sources` are lists.

    `relation` is what it tested of each of its methods.
    """

    class Meta:
        model = Result

    class Params:
        null = factory.Trait(second=10, as_published="Het bleef 10%.")
        with_totals = factory.Trait(first_total=1200, second_total=1300, totals_not_published=False)
        randomised = factory.Trait(design=Design.RANDOMISED, contrast=Contrast.WITHOUT_WITH)
        unmeasured = factory.Trait(design="", contrast=Contrast.NONE)

    indicator = factory.LazyFunction(IndicatorFactory)
    as_published = "Van 10% naar 20%."
    contrast = Contrast.BEFORE_AFTER
    shape = Shape.SHARE
    design = Design.BEFORE_AFTER
    reported_by = "doer"
    first = factory.LazyAttribute(lambda made: 10 if made.shape == Shape.SHARE else None)
    second = factory.LazyAttribute(lambda made: 20 if made.shape == Shape.SHARE else None)
    totals_not_published = factory.LazyAttribute(lambda made: made.shape == Shape.SHARE)
    counts_for: Sequence[MethodPage] = ()
    relation = Relation.ALONE
    sources = factory.LazyFunction(
        lambda: [ResultSource(title="Jaarverslag", url="https://bron.example/", read_on=date(2026, 1, 15))]
    )

    @classmethod
    def _build(cls, model_class: type[Result], *_: Any, **fields: Any) -> Result:
        counts_for, sources, relation = (fields.pop(name) for name in ("counts_for", "sources", "relation"))
        result = model_class(**fields)
        result.counts_for = _in_order([ResultMethod(method=method, relation=relation) for method in counts_for])
        result.sources = _in_order(sources)
        return result


class CaseFactory(_PageFactory[CasePage]):
    """`organisations`, `products`, `methods`, `channels`, `tags`, `results` and `sources` are lists."""

    class Meta:
        model = CasePage

    class Params:
        background = factory.Trait(kind=CaseKind.BACKGROUND)

    title = factory.Sequence(lambda n: f"Praktijk {n}")
    slug = factory.Sequence(lambda n: f"praktijk-{n}")
    gist = "Eén zin over de praktijk."
    organisations = factory.LazyFunction(lambda: [OrganisationFactory()])

    @classmethod
    def _lists(cls, fields: dict[str, Any]) -> dict[str, Sequence[Any]]:
        words = {name: fields.pop(name, ()) for name in ("channels", "tags")}
        return {name: chosen for name, chosen in words.items() if chosen} | {
            "organisations": [CaseOrganisation(organisation=each) for each in fields.pop("organisations")],
            "products": [CaseProduct(product=each) for each in fields.pop("products", ())],
            "used_methods": [CaseMethod(method=each) for each in fields.pop("methods", ())],
            "results": fields.pop("results", ()),
            "sources": fields.pop("sources", ()),
        }

    @classmethod
    def _parent(cls) -> Page:
        return _listing("praktijk") or make_site().cases


build_method, build_case, build_result = MethodFactory.build, CaseFactory.build, ResultFactory.build


def make_method(parent: Page | None = None, **fields: Any) -> MethodPage:
    """A saved method with a revision."""
    return MethodFactory.create(parent=parent, **fields)


def make_case(parent: Page | None = None, **fields: Any) -> CasePage:
    """A saved case with a revision."""
    return CaseFactory.create(parent=parent, **fields)


def _in_order(rows: Sequence[Any]) -> list[Any]:
    """Rows with their place; what has none (words, tags) as it is."""
    for place, row in enumerate(rows):
        if isinstance(row, Orderable):
            row.sort_order = place
    return list(rows)


def _save(page: P, parent: Page, *, live: bool) -> P:
    """As publishing leaves it, with half the saves: the page is written as it is, and a revision of it."""
    page.live = live
    if live:
        page.first_published_at = page.last_published_at = timezone.now()
    with disable_reference_index_auto_update():
        page = parent.specific.add_child(instance=page)
        revision = page.save_revision(clean=False, changed=not live)
        if live:
            type(page).objects.filter(pk=page.pk).update(live_revision=revision)
            log(instance=page, action="wagtail.publish", revision=revision, content_changed=True)
    saved = type(page).objects.get(pk=page.pk)
    ReferenceIndex.create_or_update_for_object(saved)
    return saved
