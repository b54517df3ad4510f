"""Cases as a kind of page that the site publishes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from cases.choices import DESIGN_SLUGS
from cases.documents import case_documents
from cases.models import CasePage
from cases.pages.case_context import shown_case
from core.published import Document, PublishedKind
from core.sources import cited
from vocabulary.models import Organisation, Product

_DESIGNS = {slug: design for design, slug in DESIGN_SLUGS.items()}


class CaseKind(PublishedKind):
    """A case tells search engines what it cites. The design of its measurements has another name in its address than in
    the database."""

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        return case_documents(page_ids, self.slug, self.rank)

    def structured_data(self, page: CasePage) -> dict[str, Any]:
        """Who and what it is about, and all its sources, as the page shows them. No query beside those of the page."""
        view = shown_case(page)
        about = [
            *(_word("Organization", organisation) for organisation in view.organisations),
            *(_word("GovernmentService", product) for product in view.products),
        ]
        said = {"about": about, "citation": cited(view.sources)}
        return super().structured_data(page) | {name: value for name, value in said.items() if value}

    def check_rows(self, page: CasePage) -> None:
        for result in page.results.all():
            result.full_clean(exclude=["page", "uuid"])
            if not result.sources.exists():
                raise ValidationError("een resultaat heeft een bron")

    def matching(self, filters: Mapping[str, Collection[str]]) -> QuerySet[Any]:
        wanted = dict(filters)
        if "opzet" in wanted:
            wanted["opzet"] = [_DESIGNS.get(slug, slug) for slug in wanted["opzet"]]
        return super().matching(wanted)


def _word(kind: str, word: Organisation | Product) -> dict[str, str]:
    return {"@type": kind, "name": word.label, **({"sameAs": word.uri} if word.uri else {})}


CASES = CaseKind(
    CasePage,
    "praktijkvoorbeeld",
    code="case",
    rank=1,
    in_results=True,
    # `r` is the number of the result in the sources of the first content.
    spoken=(
        "p",
        "r",
        "praktijk",
        "praktijkvoorbeeld",
        "praktijkvoorbeelden",
        "voorbeeld",
        "casus",
        "case",
        "resultaat",
    ),
    lookups={
        "familie": "organisations__organisation__family__slug__in",
        "kanaal": "channels__slug__in",
        "thema": "used_methods__method__theme__slug__in",
        "belemmering": "used_methods__method__barriers__slug__in",
        "organisatie": "organisations__organisation__slug__in",
        "product": "products__product__slug__in",
        "indicator": "results__indicator__slug__in",
        "opzet": "results__design__in",
    },
    field_labels={"body": "verhaal, resultaten en lessen", "related": "methoden bij dit praktijkvoorbeeld"},
    open_fields=(
        *("kind", "organisations", "products", "used_methods", "channels", "situation", "approach", "differently"),
        *("lessons", "sources"),
    ),
)
