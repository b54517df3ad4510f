"""The pages of a registered kind as a resource. No kind is named here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import slugify

from api.fields import Held, columns_of, held
from api.resource import NUMBER, SLUG, Chosen, Resource, ResourceFilter
from core.http.exports import Column, Form
from core.pages import NumberedPage
from core.published import Document, PublishedKind, documents_of
from search.facets import Facet

_FACETS = {facet.value: facet for facet in Facet}
_OWN = "soort"


@dataclass(frozen=True, kw_only=True)
class KindResource(Resource):
    """The public pages of one kind: by number where they have one, otherwise by the last part of their address."""

    kind: PublishedKind

    @property
    def is_numbered(self) -> bool:
        return issubclass(self.kind.model, NumberedPage)

    def keys(self, chosen: Chosen) -> Any:
        pages = self.kind.public()
        if chosen:
            pages = pages.filter(pk__in=self.kind.matching(chosen))
        return pages.order_by("number" if self.is_numbered else "pk").values_list("pk", flat=True)

    def rows(self, keys: Sequence[int]) -> Iterable[Any]:
        documents = {each.page_id: each for each in documents_of(self.kind, keys)}
        found = held(self.kind.model, self.kind.open_fields, keys)
        return [
            Held(each.owner, each.batch._replace(documents=documents)) for each in found if each.owner.pk in documents
        ]

    def key_of(self, *parts: str) -> Any:
        named = {"number" if self.is_numbered else "slug": parts[0]}
        return self.kind.public().filter(**named).order_by("path").values_list("pk", flat=True).first()


def kind_resource(kind: PublishedKind) -> KindResource:
    """The resource of a kind, with what its room opens of its pages."""
    numbered = issubclass(kind.model, NumberedPage)
    plural, singular = kind.plural.lower(), kind.label.lower()
    return KindResource(
        name=slugify(plural),
        singular=singular,
        title=kind.plural,
        description=f"Alle {plural} die op de site staan.",
        columns=tuple(_columns(kind, numbered)),
        key=("nummer" if numbered else "aanduiding",),
        key_patterns=(NUMBER if numbered else SLUG,),
        filters=kind_filters(kind),
        kind=kind,
    )


def kind_filters(kind: PublishedKind) -> tuple[ResourceFilter, ...]:
    """The filters that the site has for a list of this kind."""
    facets = [_FACETS[name] for name in kind.lookups if name in _FACETS]
    return tuple(ResourceFilter(each.value, each.heading, each.values.labels, many=True) for each in facets)


def _columns(kind: PublishedKind, numbered: bool) -> Iterator[Column[Held]]:
    if numbered:
        yield Column(
            "nummer", "Vast nummer; wordt nooit opnieuw gebruikt", lambda each: each.owner.number, form=Form.WHOLE
        )
    else:
        yield Column("aanduiding", "Laatste deel van het adres van de pagina", lambda each: each.owner.slug)
    yield Column("titel", "Titel", lambda each: each.owner.title)
    yield Column("kern", "Eén of twee zinnen: wat het is", lambda each: _document(each).texts.get("gist", ""))
    yield Column(
        "url", "Adres van de pagina", lambda each: f"{settings.SITE_URL}{_document(each).url}", form=Form.ADDRESS
    )
    yield from columns_of(kind.model, kind.open_fields)
    if not kind.open_fields:
        yield Column(
            "tekst", "De tekst van de pagina, een alinea per regel", lambda each: _document(each).texts["body"]
        )
    yield Column(
        "kenmerken",
        "Waarop de pagina te filteren is",
        lambda each: sorted(
            (name, values) for name, values in _document(each).facets.items() if values and name != _OWN
        ),
        parts=(
            Column("kenmerk", "Naam van het filter", lambda pair: pair[0]),
            Column("waarden", "Vaste aanduidingen van de waarden", lambda pair: list(pair[1]), many=True),
        ),
        many=True,
    )
    yield Column(
        "gepubliceerd_op", "Wanneer de pagina er kwam", lambda each: each.owner.first_published_at, form=Form.MOMENT
    )
    yield Column(
        "gewijzigd_op",
        "Wanneer de pagina het laatst veranderde",
        lambda each: each.owner.last_published_at,
        form=Form.MOMENT,
    )


def _document(each: Held) -> Document:
    return each.batch.documents[each.owner.pk]
