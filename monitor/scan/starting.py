"""Which products a kind of organisation begins with, by their slug; every other product can be added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from vocabulary.models import Product

STARTING: Mapping[str, tuple[str, ...]] = {
    "gemeente": (
        "paspoort",
        "identiteitskaart",
        "rijbewijs-verlengen",
        "verhuizing-doorgeven",
        "geboorteaangifte",
        "overlijdensaangifte",
        "huwelijksaangifte",
        "brp-uittreksel",
        "verklaring-omtrent-het-gedrag",
        "parkeervergunning",
        "gehandicaptenparkeerkaart",
        "omgevingsvergunning-bouw",
        "melding-openbare-ruimte-algemeen",
        "bijstand",
        "individuele-inkomenstoeslag",
        "belastingkwijtschelding",
        "woz-beschikking",
        "evenementenvergunning",
        "wmo-voorziening",
        "alcoholvergunning",
    ),
    "provincie": (
        "ontgrondingsvergunning",
        "grondwateronttrekkingsvergunning",
        "omgevingsvergunning-milieu",
        "wegenverkeerswetontheffing",
        "kleine-landschapselementensubsidie",
    ),
    "waterschap": (
        "waterschapsbelasting",
        "zuiveringsheffing",
        "belastingkwijtschelding",
        "watervergunning",
        "vaarweggebruik",
    ),
    "grote-uitvoeringsorganisatie": (
        "ww-uitkering",
        "aow-uitkering",
        "kinderbijslag",
        "studiefinanciering",
        "kentekenoverschrijving-bij-overdracht-particulieren",
    ),
}


def starting_products(family: str) -> list[Product]:
    """Those of this family that are in the list of products, in the order above. One query."""
    return in_order(STARTING.get(family, ()))


def in_order(slugs: Sequence[str]) -> list[Product]:
    """The products with these slugs, in this order, each once; unknown ones are left out. One query."""
    found = {product.slug: product for product in Product.objects.filter(slug__in=slugs)}
    return [found[slug] for slug in dict.fromkeys(slugs) if slug in found]
