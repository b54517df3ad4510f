"""Products as a kind of page that the site publishes, and what is known of a product beside its figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.urls import reverse

from cases.models import CaseMethod, CasePage
from cases.results.visibility import public_cases
from core.http.cache.kept import by_stamp
from core.http.query_filters import with_query
from core.prefetch import child_rows, words_of
from core.published import Action, Block, Document, PublishedKind, cards_of
from core.text.extraction import paragraphs
from core.visibility import public_pages
from methods.models import MethodPage
from monitor.products.models import ProductPage
from vocabulary.models import Product

# So many methods and cases stand on the page of a product; a link leads to the rest.
MOST_SHOWN = 6


class ProductKind(PublishedKind):
    """Found by its name, the families that deliver it and the product itself."""

    def documents(self, page_ids: Collection[int]) -> list[Document]:
        families = words_of(ProductPage.families, page_ids)
        products = dict(ProductPage.objects.filter(pk__in=page_ids).values_list("pk", "product__slug"))
        return [
            replace(
                each,
                texts={**each.texts, "labels": paragraphs(word.plural for word in families[each.page_id])},
                facets={
                    **each.facets,
                    "familie": tuple(word.slug for word in families[each.page_id]),
                    "product": tuple(filter(None, [products[each.page_id]])),
                },
            )
            for each in super().documents(page_ids)
        ]

    def about(self, pages: Collection[Any]) -> Mapping[int, Iterable[Block]]:
        """On cases the product they name; on products the cases that name them, and the methods of these.

        Two queries for cases, mostly one; for each product those of `known_of`.
        """
        on_products = {
            page.pk: known_of(page.product) for page in pages if isinstance(page, ProductPage) and page.product
        }
        return on_products | self._on_cases([page for page in pages if isinstance(page, CasePage)])

    def _on_cases(self, cases: list[CasePage]) -> dict[int, list[Block]]:
        named = child_rows(cases, "products")
        pages = self._of_products() if any(named) else {}
        found = {}
        for case, rows in zip(cases, named, strict=True):
            known = sorted(
                (pages[row.product_id] for row in rows if row.product_id in pages), key=lambda page: page.title
            )
            found[case.pk] = [Block("Over dit product", tuple(map(self.card, known)))]
        return found

    @by_stamp
    def _of_products(self) -> dict[int, ProductPage]:
        """The public pages of products, by product: there are few. One query."""
        return {page.product_id: page for page in self.public().filter(product__isnull=False)}

    def structured_data(self, page: ProductPage) -> dict[str, Any]:
        data = {"@type": "GovernmentService", "name": page.title, "description": page.gist}
        return data | ({"sameAs": page.product.uri} if page.product and page.product.uri else {})


def known_of(product: Product) -> list[Block]:
    """The public cases that name this product, and the public methods that these used; the lowest numbers first."""
    cases = public_cases().filter(products__product=product).order_by("number").distinct()
    used = CaseMethod.objects.filter(page__in=cases.order_by().values("pk"))
    methods = public_pages(MethodPage.objects.filter(pk__in=used.values("method"))).order_by("number")
    all_of_them = Action("Alle praktijkvoorbeelden", with_query(reverse("search"), [("product", product.slug)]))
    return [
        _block("Praktijkvoorbeelden met dit product", "praktijkvoorbeeld", cases, all_of_them),
        _block("Methoden die daar zijn gebruikt", "methode", methods),
    ]


def _block(heading: str, kind: str, pages: Any, more: Action | None = None) -> Block:
    keys = list(pages.values_list("pk", flat=True)[: MOST_SHOWN + 1])
    cards = cards_of((kind, key) for key in keys[:MOST_SHOWN])
    shown = tuple(cards[key] for key in keys[:MOST_SHOWN] if key in cards)
    return Block(heading, shown, more if len(keys) > MOST_SHOWN else None)


PRODUCTS = ProductKind(
    ProductPage, "product", rank=30, lookups={"familie": "families__slug__in", "product": "product__slug__in"}
)
