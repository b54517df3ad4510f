"""The database as the dictionaries of content files: what `export_content` writes and `load_content` compares with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.entry import PUBLISHED_FIELDS
from cases.models import RELATION_FIELDS, CasePage, Result
from core.published import kind_of
from core.sources import SourceFields
from editorial.content_files.formats.markdown import to_markdown
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.model_fields import describe_fields
from home.models import ContentPage, HomePage, ListingPage, OverviewPage
from methods.choices import RelationKind
from methods.models import MethodPage
from vocabulary.models import Organisation, Product

RESULT_FIELDS = [field.name for field in PUBLISHED_FIELDS]


def describe_term(term: Any, vocabulary: str) -> dict[str, Any]:
    """One word of a list."""
    data = {"slug": term.slug, "label": term.label, "name": term.label, "ended_on": term.ended_on}
    data["replaced_by"] = term.replaced_by.slug if term.replaced_by else ""
    for name in ("plural", "spoken", "look", "description", "code", "sentence", "unit", "better", "question"):
        if hasattr(term, name):
            data[name] = getattr(term, name)
    if isinstance(term, Organisation):
        data |= {
            "family": term.family.slug,
            "uri": term.uri or "",
            "country": "" if term.country == "NL" else term.country,
            "started_on": term.started_on,
        }
    if isinstance(term, Product):
        data["uri"] = term.uri or ""
    return data


def describe_method(page: MethodPage, links: DatabaseLinks) -> dict[str, Any]:
    """A method as it is published."""
    relations: dict[str, list[int]] = {kind.value: [] for kind in RelationKind}
    for row in page.relations.select_related("method").all():
        relations[row.kind].append(row.method.number or 0)
    return {
        **_page_fields(page),
        "number": page.number,
        "slug": page.slug,
        "gist": page.gist,
        "theme": page.theme.slug if page.theme else "",
        "channels": _slugs(page.channels),
        "families": _slugs(page.families),
        "barriers": _slugs(page.barriers),
        "instruments": [instrument.value for instrument in page.instruments],
        "effort": {
            "time": page.effort_time,
            "people": page.effort_people,
            "cost": page.effort_cost,
            "expertise": page.effort_expertise,
        },
        "tags": sorted(tag.name for tag in page.tags.all()),
        "why": to_markdown(page.why, links),
        "steps": [_step(block.value, links) for block in page.steps],
        "when": [str(block.value) for block in page.when],
        "when_not": [str(block.value) for block in page.when_not],
        "materials": [
            {name: block.value.get(name) or "" for name in ("title", "text", "url")} for block in page.materials
        ],
        "laws": [_law(block.value) for block in page.laws],
        **{kind: sorted(numbers) for kind, numbers in relations.items()},
        "main_indicators": [row.indicator.slug for row in page.main_indicators.select_related("indicator").all()],
        "owner": page.kept_by,
        "owner_organisation": page.owner_organisation.slug if page.owner_organisation else "",
        "reviewed_on": page.reviewed_on,
        "next_review": page.next_review,
        "changes": [{"date": block.value["date"], "text": block.value["text"]} for block in page.changes],
        "sources": [_source(source) for source in page.sources.all()],
    }


def describe_case(page: CasePage, links: DatabaseLinks) -> dict[str, Any]:
    """A case as it is published, with its results."""
    return {
        **_page_fields(page),
        "number": page.number,
        "slug": page.slug,
        "gist": page.gist,
        "kind": page.kind,
        "organisations": [row.organisation.slug for row in page.organisations.select_related("organisation").all()],
        "products": [row.product.slug for row in page.products.select_related("product").all()],
        "methods": [row.method.number for row in page.used_methods.select_related("method").all()],
        "channels": _slugs(page.channels),
        "situation": to_markdown(page.situation, links),
        "approach": to_markdown(page.approach, links),
        "differently": to_markdown(page.differently, links),
        "lessons": [{"title": block.value["title"], "text": block.value["text"]} for block in page.lessons],
        "results": [_result(result) for result in page.results.select_related("indicator").all()],
        "sources": [_source(source) for source in page.sources.all()],
    }


def describe_page(page: Any, path: str, links: DatabaseLinks) -> dict[str, Any]:
    """A home, overview, listing or plain page; `path` is its address."""
    data = {**_page_fields(page), "path": path, "order": None, "show_in_menus": page.show_in_menus}
    if isinstance(page, HomePage):
        featured = page.featured.select_related("case").all()
        return data | {
            "type": "home",
            "claim": page.claim,
            "introduction": page.introduction,
            "newest_count": page.newest_count,
            "featured": [row.case.number for row in featured],
        }
    if isinstance(page, OverviewPage):
        return data | {"type": "overview", "introduction": to_markdown(page.introduction, links)}
    if isinstance(page, ListingPage):
        return data | {
            "type": "listing",
            "introduction": to_markdown(page.introduction, links),
            "query": page.query,
            "kind": page.kind,
            "families": _slugs(page.families),
            "channels": _slugs(page.channels),
            "themes": _slugs(page.themes),
            "barriers": _slugs(page.barriers),
            "sort": page.sort,
        }
    if isinstance(page, ContentPage):
        return data | {
            "type": "content",
            "introduction": page.introduction,
            "body": [(block.block_type, _block(block.block_type, block.value, links)) for block in page.body],
            "show_in_footer": page.show_in_footer,
        }
    if kind := kind_of(page):
        return data | {"type": kind.slug, **describe_fields(page, links)}
    raise TypeError(f"{type(page).__name__} has no content file")


def _page_fields(page: Any) -> dict[str, Any]:
    return {
        "title": page.title,
        "seo_title": page.seo_title,
        "search_description": page.search_description,
        "published_at": _to_second(page.first_published_at),
        "expire_at": _to_second(page.expire_at),
    }


def _to_second(moment: datetime | None) -> datetime | None:
    return moment.replace(microsecond=0) if moment else None


def _slugs(words: Any) -> list[str]:
    return [word.slug for word in words.all()]


def _step(value: Any, links: DatabaseLinks) -> dict[str, Any]:
    example = next(iter(value["example"]), None)
    return {
        **{name: value[name] or "" for name in ("title", "who", "duration", "outcome", "pitfall")},
        "text": to_markdown(value["text"].source, links),
        "example": {
            "kind": example["kind"] if example else "",
            "title": example["title"] if example else "",
            "text": to_markdown(example["text"].source, links) if example else "",
        },
    }


def _law(value: Any) -> dict[str, Any]:
    return {
        "rule": value["rule"],
        "asks": value["asks"],
        "source": {"title": value["source_title"] or "", "url": value["source_url"] or ""},
        "read": value["read_on"],
    }


def _source(source: SourceFields) -> dict[str, Any]:
    return {name: getattr(source, name) for name in ("title", "url", "read_on", "certainty", "gives")}


def _result(result: Result) -> dict[str, Any]:
    return {
        "uuid": str(result.uuid),
        "replaces": str(result.replaces or ""),
        "indicator": result.indicator.slug,
        **{name: getattr(result, name) for name in RESULT_FIELDS},
        "series": result.series.replace("\r\n", "\n").strip(),
        "methods": [
            {"method": row.method.number, **{name: getattr(row, name) for name in RELATION_FIELDS}}
            for row in result.counts_for.select_related("method").all()
        ],
        "sources": [_source(source) for source in result.sources.all()],
    }


def _block(kind: str, value: Any, links: DatabaseLinks) -> Any:
    if kind == "heading":
        return str(value)
    if kind == "text":
        return to_markdown(value.source, links)
    if kind == "callout":
        return {"title": value["title"], "text": to_markdown(value["text"].source, links)}
    if kind == "figure":
        image = value["image"]
        return {
            "image": links.image_name(image.pk) or "",
            "alt": image.contextual_alt_text or "",
            "decorative": bool(image.decorative),
            "caption": value["caption"] or "",
        }
    if kind == "links":
        return {
            "title": value["title"] or "",
            "links": [
                {
                    "label": link["label"],
                    "page": (links.page_address(link["page"].pk) or "") if link["page"] else "",
                    "url": link["url"] or "",
                }
                for link in value["links"]
            ],
        }
    return {name: value[name] or "" for name in ("text", "who")}
