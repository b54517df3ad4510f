"""Write validated dictionaries to the database as published revisions."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from wagtail.models import Page

from cases.models import (
    RELATION_FIELDS,
    CaseMethod,
    CaseOrganisation,
    CasePage,
    CaseProduct,
    CaseSource,
    Result,
    ResultMethod,
    ResultSource,
)
from core.images import SiteImage
from editorial.content_files.exporter import RESULT_FIELDS
from editorial.content_files.formats.markdown import to_rich_text
from editorial.content_files.links import DatabaseLinks, image_file_name
from editorial.content_files.model_fields import fill_fields
from editorial.content_files.page_definitions import PAGE_TYPES
from editorial.content_files.words import VOCABULARY_MODELS, Words
from home.models import FeaturedCase
from methods.choices import Instrument, RelationKind
from methods.models import MethodIndicator, MethodPage, MethodRelation, MethodSource
from vocabulary.models import Organisation, Product, Term

# Results without a uuid in their file get one that follows from their place, so that loading twice gives the same.
_RESULT_NAMESPACE = uuid.UUID("6f2d3c38-54f1-4c0c-9f1b-6d8f6f0f6a10")


def write_term(vocabulary: str, data: Mapping[str, Any], place: int) -> Term:
    """Create or update one word; `place` is its order in the file. `replaced_by` is set later."""
    model: Any = VOCABULARY_MODELS[vocabulary]
    term: Any = model.objects.filter(slug=data["slug"]).first() or model(slug=data["slug"])
    term.label = data.get("name") or data.get("label")
    term.ended_on = data["ended_on"]
    if vocabulary not in ("organisations", "products", "indicators"):
        term.sort_order = place
    for name in ("plural", "spoken", "look", "description", "code", "sentence", "unit", "better", "question"):
        if name in data:
            setattr(term, name, data[name])
    if isinstance(term, Organisation):
        term.family = VOCABULARY_MODELS["families"].objects.get(slug=data["family"])
        term.country = data["country"] or "NL"
        term.started_on = data["started_on"]
    if isinstance(term, Organisation | Product):
        term.uri = data["uri"] or None
    term.save()
    return term  # type: ignore[no-any-return]


def write_image(root: Path, data: Mapping[str, Any]) -> SiteImage:
    """Create the image of a file unless it is there already."""
    for image in SiteImage.objects.all():
        if image_file_name(image) == data["file"]:
            break
    else:
        with (root / data["file"]).open("rb") as stream:
            image = SiteImage(title=data["title"], file=ImageFile(stream, name=data["file"]))
            image.description, image.is_decorative = data["description"], data["is_decorative"]
            image.save()
    image.description, image.is_decorative, image.credit = data["description"], data["is_decorative"], data["credit"]
    image.save()
    return image  # type: ignore[no-any-return]


def fill_method(page: Any, data: Mapping[str, Any], words: Words, links: DatabaseLinks) -> None:
    """Put everything of a method file on an unsaved state of its page."""
    _fill_page(page, data)
    page.gist, page.kept_by = data["gist"], data["owner"]
    page.theme = words.get("themes", data["theme"])
    page.channels = words.many("channels", data["channels"])
    page.families = words.many("families", data["families"])
    page.barriers = words.many("barriers", data["barriers"])
    page.owner_organisation = (
        words.get("organisations", data["owner_organisation"]) if data["owner_organisation"] else None
    )
    for instrument in Instrument:
        setattr(page, f"is_{instrument.value}", instrument.value in data["instruments"])
    for name, value in data["effort"].items():
        setattr(page, f"effort_{name}", value)
    page.reviewed_on, page.next_review = data["reviewed_on"], data["next_review"]
    page.why = to_rich_text(data["why"], links)
    page.steps = [("step", _step(step, links)) for step in data["steps"]]
    page.when = [("condition", sentence) for sentence in data["when"]]
    page.when_not = [("condition", sentence) for sentence in data["when_not"]]
    page.materials = [("material", dict(item)) for item in data["materials"]]
    page.laws = [("law", _law(item)) for item in data["laws"]]
    page.changes = [("change", dict(item)) for item in data["changes"]]
    numbers = dict(MethodPage.objects.values_list("number", "pk"))
    page.relations = [
        MethodRelation(kind=kind.value, method_id=numbers[number], sort_order=place)
        for kind in RelationKind
        for place, number in enumerate(data[kind.value])
    ]
    page.main_indicators = [
        MethodIndicator(indicator=indicator, sort_order=place)
        for place, indicator in enumerate(words.many("indicators", data["main_indicators"]))
    ]
    page.sources = [MethodSource(sort_order=place, **source) for place, source in enumerate(data["sources"])]
    page.tags.set(data["tags"])


def fill_case(page: Any, data: Mapping[str, Any], words: Words, links: DatabaseLinks) -> None:
    """Put everything of a case file on an unsaved state of its page."""
    _fill_page(page, data)
    page.gist, page.kind = data["gist"], data["kind"]
    for name in ("situation", "approach", "differently"):
        setattr(page, name, to_rich_text(data[name], links))
    page.lessons = [("lesson", dict(lesson)) for lesson in data["lessons"]]
    page.channels = words.many("channels", data["channels"])
    page.organisations = [
        CaseOrganisation(organisation=each, sort_order=place)
        for place, each in enumerate(words.many("organisations", data["organisations"]))
    ]
    page.products = [
        CaseProduct(product=each, sort_order=place)
        for place, each in enumerate(words.many("products", data["products"]))
    ]
    methods = dict(MethodPage.objects.values_list("number", "pk"))
    page.used_methods = [
        CaseMethod(method_id=methods[number], sort_order=place) for place, number in enumerate(data["methods"])
    ]
    page.sources = [CaseSource(sort_order=place, **source) for place, source in enumerate(data["sources"])]
    page.results = [
        _result(result, place, data["number"], words, methods) for place, result in enumerate(data["results"])
    ]


def fill_page(page: Any, data: Mapping[str, Any], words: Words, links: DatabaseLinks) -> None:
    """Put everything of a home, overview, listing or plain page file on an unsaved state of its page."""
    _fill_page(page, data)
    page.show_in_menus = data["show_in_menus"]
    kind = data["type"]
    if kind not in PAGE_TYPES:
        fill_fields(page, data, words, links)
        return
    if kind in ("overview", "listing"):
        page.introduction = to_rich_text(data["introduction"], links)
    else:
        page.introduction = data["introduction"]
    if kind == "home":
        cases = dict(CasePage.objects.values_list("number", "pk"))
        page.claim, page.newest_count = data["claim"], data["newest_count"] or 3
        page.featured = [
            FeaturedCase(case_id=cases[number], sort_order=place) for place, number in enumerate(data["featured"])
        ]
    elif kind == "listing":
        page.query, page.kind, page.sort = data["query"], data["kind"], data["sort"] or "nummer"
        for name in ("families", "channels", "themes", "barriers"):
            setattr(page, name, words.many(name, data[name]))
    elif kind == "content":
        page.body = [(block, _block(block, value, links)) for block, value in data["body"]]
        page.show_in_footer = data["show_in_footer"]


def _fill_page(page: Any, data: Mapping[str, Any]) -> None:
    page.title = data["title"]
    page.slug = data.get("slug") or page.slug
    page.seo_title, page.search_description = data["seo_title"], data["search_description"]
    page.expire_at = data["expire_at"]
    if data["published_at"]:
        page.first_published_at = data["published_at"]


def _step(step: Mapping[str, Any], links: DatabaseLinks) -> dict[str, Any]:
    example = step["example"]
    return {
        **step,
        "text": to_rich_text(step["text"], links),
        "example": [{**example, "text": to_rich_text(example["text"], links)}] if example["text"] else [],
    }


def _law(law: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rule": law["rule"],
        "asks": law["asks"],
        "source_title": law["source"]["title"],
        "source_url": law["source"]["url"],
        "read_on": law["read"],
    }


def _result(data: Mapping[str, Any], place: int, case: int, words: Words, methods: Mapping[Any, int]) -> Result:
    result = Result(sort_order=place, **{name: data[name] for name in RESULT_FIELDS})
    result.uuid = uuid.UUID(data["uuid"]) if data["uuid"] else uuid.uuid5(_RESULT_NAMESPACE, f"{case}/{place + 1}")
    result.indicator = words.get("indicators", data["indicator"])
    result.replaces = uuid.UUID(data["replaces"]) if data["replaces"] else None
    result.counts_for = [
        ResultMethod(
            method_id=methods[row["method"]], sort_order=order, **{name: row[name] for name in RELATION_FIELDS}
        )
        for order, row in enumerate(data["methods"])
    ]
    result.sources = [ResultSource(sort_order=order, **source) for order, source in enumerate(data["sources"])]
    return result


def _block(kind: str, value: Any, links: DatabaseLinks) -> Any:
    if kind == "text":
        return to_rich_text(value, links)
    if kind == "callout":
        return {**value, "text": to_rich_text(value["text"], links)}
    if kind == "figure":
        image = SiteImage.objects.get(pk=links.image_id(value["image"]))
        image.contextual_alt_text, image.decorative = value["alt"], value["decorative"]
        return {"image": image, "caption": value["caption"]}
    if kind == "links":
        chosen = [
            {
                "label": link["label"],
                "page": Page.objects.get(pk=links.page_id(link["page"])) if link["page"] else None,
                "url": link["url"],
            }
            for link in value["links"]
        ]
        return {"title": value["title"], "links": chosen}
    return value
