"""The search of the site as a resource: a Question in the address, an Answer with its facets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import unescape

from django.conf import settings
from django.http import QueryDict
from django.utils.html import strip_tags
from django.utils.text import slugify

from api.problems import Fault
from api.query import Asked, read
from api.resource import ResourceFilter
from api.version import address
from core.http.exports import Column, Form
from core.http.query_filters import first_value
from core.published import kind_of
from search.contract import MAX_TEXT, Answer, Facet, FacetValue, Hit, Sort
from search.query_string import SORT, TEXT, parse
from search.service import answer


def _of_api(hit: Hit) -> str | None:
    kind = kind_of(hit.kind)
    return address(slugify(kind.plural), hit.number or hit.url.rstrip("/").rpartition("/")[2]) if kind else None


_VALUES: tuple[Column[FacetValue], ...] = (
    Column("waarde", "Vaste aanduiding", lambda each: each.value),
    Column("label", "Wat er staat", lambda each: each.label),
    Column("aantal", "Hoeveel pagina's er dan zijn", lambda each: each.count, form=Form.WHOLE),
    Column("gekozen", "Staat dit filter aan", lambda each: each.selected, form=Form.YES_NO),
)
HITS: tuple[Column[Hit], ...] = (
    Column("soort", "Soort pagina", lambda each: each.kind),
    Column("nummer", "Vast nummer, als de soort die heeft", lambda each: each.number or None, form=Form.WHOLE),
    Column("titel", "Titel", lambda each: unescape(strip_tags(each.title))),
    Column("fragment", "Stukje tekst waarin de vraag voorkomt", lambda each: unescape(strip_tags(each.excerpt))),
    Column("url", "Adres van de pagina", lambda each: f"{settings.SITE_URL}{each.url}", form=Form.ADDRESS),
    Column("adres", "Adres van de pagina in deze API", lambda each: _of_api(each), form=Form.ADDRESS),
)
# What is told of an answer beside the page of hits.
BESIDE: tuple[Column[Answer], ...] = (
    Column(
        "kenmerken",
        "Waarop verder te filteren is",
        lambda each: [(facet, values) for facet, values in each.facets.items() if values],
        parts=(
            Column("kenmerk", "Naam van het filter", lambda pair: pair[0].value),
            Column("titel", "Wat erboven staat", lambda pair: pair[0].heading),
            Column("waarden", "Waarden met aantallen", lambda pair: pair[1], parts=_VALUES, many=True),
        ),
        many=True,
    ),
    Column("ernaast", "Andere soorten met pagina's die passen", lambda each: each.beside, parts=_VALUES, many=True),
    Column("uitgelicht", "Wat de redactie voorop zet", lambda each: each.featured, parts=HITS, many=True),
    Column("bedoel_je", "De vraag met verbeterde spelling", lambda each: each.did_you_mean or ""),
    Column("melding", "Wat er niet gevonden is", lambda each: each.partial_notice),
    Column("beperkt", "De zoekmachine is weg; dit is een noodantwoord", lambda each: each.degraded, form=Form.YES_NO),
)
FILTERS = tuple(ResourceFilter(facet.value, facet.heading, facet.values.labels, many=True) for facet in Facet)
SORTS: Sequence[str] = [sort.value for sort in Sort]


def asked_of_search(data: QueryDict) -> tuple[Asked, Answer]:
    """:raises ProblemError: when a parameter is not known or has a value that is not."""
    faults = [
        Fault(name, "te-veel", f"‘{name}’ mag maar één keer.") for name in (TEXT, SORT) if len(data.getlist(name)) > 1
    ]
    if len(first_value(data, TEXT)) > MAX_TEXT:
        faults.append(Fault(TEXT, "te-lang", f"‘{TEXT}’ heeft hoogstens {MAX_TEXT} tekens."))
    if SORT in data and data[SORT] not in SORTS:
        faults.append(Fault(SORT, "onbekend", f"‘{SORT}’ is {', '.join(SORTS)}."))
    asked = read(data, FILTERS, [TEXT, SORT], faults)
    question = replace(parse(data).question, page=asked.page, page_size=asked.size)
    return asked, answer(question)
