"""Methods as a kind of page that the site publishes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.html import strip_tags

from core.published import Document, PublishedKind
from core.sources import cited
from methods.cards import method_cards
from methods.documents import method_documents
from methods.models import MethodPage


class MethodKind(PublishedKind):
    """A method tells search engines its steps."""

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        return method_documents(page_ids, self.slug, self.rank)

    def cards(self, page_ids: Collection[int]) -> Mapping[int, Any]:
        return method_cards(page_ids)

    def structured_data(self, page: MethodPage) -> dict[str, Any]:
        address = page.canonical_url
        steps = [
            {
                "@type": "HowToStep",
                "position": place,
                "name": step.value.get("title") or "",
                "text": _plain(step.value.get("text")),
                "url": f"{address}#stap-{place}",
            }
            for place, step in enumerate(page.steps, start=1)
        ]
        supplies = [
            {"@type": "HowToSupply", "name": material.value.get("title")}
            for material in page.materials
            if material.value.get("title")
        ]
        # From here on the page has its sources in memory, so that its template asks nothing.
        said = {"supply": supplies, "citation": cited(page.sources.get_object_list())}
        return {"@type": "HowTo", "step": steps, **{name: value for name, value in said.items() if value}}


METHODS = MethodKind(
    MethodPage,
    "methode",
    code="method",
    rank=0,
    in_results=True,
    spoken=("m", "methode", "methodes", "methoden", "methodenummer", "methodekaart", "kaart"),
    card_list="od-cards--two",
    lookups={
        "familie": "families__slug__in",
        "kanaal": "channels__slug__in",
        "thema": "theme__slug__in",
        "belemmering": "barriers__slug__in",
    },
    field_labels={"body": "stappen en uitleg", "related": "praktijkvoorbeelden bij deze methode"},
    open_fields=(
        *("theme", "channels", "families", "barriers", "why", "steps", "when", "when_not", "materials", "laws"),
        *("effort_time", "effort_people", "effort_cost", "effort_expertise", "is_communication", "is_product"),
        *("is_benefit", "is_restriction", "relations", "main_indicators", "kept_by", "owner_organisation"),
        *("reviewed_on", "next_review", "changes", "sources"),
    ),
)


def _plain(html: Any) -> str:
    """Running text without tags; alternatives of a list stay apart."""
    source = str(getattr(html, "source", html) or "")
    return " ".join(strip_tags(source.replace("</p>", " ").replace("</li>", " ")).split())
