"""Pages for tests: a small site, methods and cases with results. Everything made is live unless said otherwise."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from cases.choices import Contrast, Design, Shape
from cases.models import CaseMethod, CaseOrganisation, CasePage, CaseProduct, Result, ResultMethod, ResultSource
from home.models import HomePage, ListingPage
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory, ThemeFactory

_count = itertools.count(1)


@dataclass(frozen=True)
class SiteTree:
    """The front page and the two lists that methods and cases stand under."""

    home: HomePage
    methods: ListingPage
    cases: ListingPage


def make_site() -> SiteTree:
    """The smallest site; the one that is there already when called again."""
    home = HomePage.objects.first()
    if home is None:
        root = Page.get_first_root_node()
        old = list(root.get_children())
        home = root.add_child(
            instance=HomePage(title="Voorpagina", slug="voorpagina", claim="Wat werkt?", introduction="Zo werkt het.")
        )
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "www.example.nl", "port": 443, "root_page": home}
        )
        Site.clear_site_root_paths_cache()
        for page in old:
            page.delete()
    return SiteTree(home, make_listing(home, "Methoden", "methoden"), make_listing(home, "Praktijk", "praktijk"))


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


def build_method(**fields: Any) -> MethodPage:
    """An unsaved method. `families`, `channels`, `barriers`, `tags`, `indicators`, `relations`, `sources` are lists."""
    number = next(_count)
    relations = fields.pop("relations", [])
    indicators = fields.pop("indicators", [])
    sources = fields.pop("sources", [MethodSource(title="Onderzoek", url="https://bron.example/")])
    words = {name: fields.pop(name, []) for name in ("families", "channels", "barriers", "tags")}
    values: dict[str, Any] = {
        "title": f"Methode {number}",
        "slug": f"methode-{number}",
        "gist": "Eén zin over de methode.",
        "why": "<p>Daarom.</p>",
        "steps": steps(),
        "effort_time": "weeks",
        "effort_people": "team",
        "effort_cost": "low",
        "effort_expertise": "some",
    }
    page = MethodPage(**{**values, "theme": fields.pop("theme", None) or ThemeFactory(), **fields})
    for name, chosen in words.items():
        if chosen:
            getattr(page, name).set(chosen)
    page.main_indicators = _in_order([MethodIndicator(indicator=indicator) for indicator in indicators])
    page.relations = _in_order([MethodRelation(kind=kind, method=other) for kind, other in relations])
    page.sources = _in_order(sources)
    return page


def make_method(parent: Page | None = None, *, live: bool = True, **fields: Any) -> MethodPage:
    """A saved method with a revision."""
    return _save(build_method(**fields), parent or make_site().methods, live=live)


def build_result(**fields: Any) -> Result:
    """An unsaved result: 10% before, 20% after, with one source. `counts_for` and `sources` are lists."""
    counts_for: Sequence[MethodPage] = fields.pop("counts_for", [])
    sources = fields.pop("sources", None)
    if sources is None:
        sources = [ResultSource(title="Jaarverslag", url="https://bron.example/", read_on=date(2026, 1, 15))]
    values: dict[str, Any] = {"as_published": "Van 10% naar 20%.", "contrast": Contrast.BEFORE_AFTER}
    values |= {"shape": Shape.SHARE, "design": Design.BEFORE_AFTER, "reported_by": "doer"}
    if fields.get("shape", Shape.SHARE) == Shape.SHARE:
        values |= {"first": 10, "second": 20, "totals_not_published": True}
    result = Result(**{**values, "indicator": fields.pop("indicator", None) or IndicatorFactory(), **fields})
    result.counts_for = _in_order([ResultMethod(method=method) for method in counts_for])
    result.sources = _in_order(sources)
    return result


def build_case(**fields: Any) -> CasePage:
    """An unsaved case. `organisations`, `products`, `methods`, `channels` and `results` are lists."""
    number = next(_count)
    organisations = fields.pop("organisations", None)
    rows = {
        "organisations": [CaseOrganisation(organisation=each) for each in organisations or []],
        "products": [CaseProduct(product=each) for each in fields.pop("products", [])],
        "used_methods": [CaseMethod(method=each) for each in fields.pop("methods", [])],
        "results": fields.pop("results", []),
        "sources": fields.pop("sources", []),
    }
    if organisations is None:
        rows["organisations"] = [CaseOrganisation(organisation=OrganisationFactory())]
    channels = fields.pop("channels", [])
    page = CasePage(
        **{"title": f"Praktijk {number}", "slug": f"praktijk-{number}", "gist": "Eén zin over de praktijk.", **fields}
    )
    for name, values in rows.items():
        setattr(page, name, _in_order(values))
    if channels:
        page.channels.set(channels)
    return page


def make_case(parent: Page | None = None, *, live: bool = True, **fields: Any) -> CasePage:
    """A saved case with a revision."""
    return _save(build_case(**fields), parent or make_site().cases, live=live)


def _in_order(rows: Sequence[Any]) -> list[Any]:
    for place, row in enumerate(rows):
        row.sort_order = place
    return list(rows)


def _save(page: Any, parent: Page, *, live: bool) -> Any:
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
