"""The words of all lists as one resource."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Value
from django.utils.text import slugify

from api.fields import Held, columns_of
from api.resource import SLUG, Chosen, Resource, ResourceFilter
from core.http.exports import Column, Form
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme

_MODELS: tuple[type[Term], ...] = (OrganisationType, Organisation, Channel, Theme, Barrier, Product, Indicator)
# By what stands in addresses: families, organisaties, kanalen, themas, belemmeringen, producten, indicatoren.
LISTS: Mapping[str, type[Term]] = {slugify(str(model._meta.verbose_name_plural)): model for model in _MODELS}
_NAMES = {model: name for name, model in LISTS.items()}
_FIELDS = ("label", "plural", "spoken", "description", "code", "sentence", "unit", "better", "question", "family")
_KEY = ("list", "place", "pk")
_END = ("country", "started_on", "ended_on", "replaced_by")


class TermsResource(Resource):
    def keys(self, chosen: Chosen) -> Any:
        """Pairs of the name of the list and the key of the word."""
        names = [name for name in LISTS if name in chosen.get("lijst", LISTS)]
        first, *others = (
            LISTS[name].objects.order_by().annotate(list=Value(name), place=Value(place)).values_list(*_KEY)
            for place, name in enumerate(names)
        )
        return first.union(*others, all=True).order_by("place", "pk") if others else first.order_by("pk")

    def rows(self, keys: Sequence[tuple[str, int, int]]) -> Iterator[Held]:
        wanted: dict[str, list[int]] = defaultdict(list)
        for name, _, key in keys:
            wanted[name].append(key)
        found = {}
        for name, chosen in wanted.items():
            related = [each for each in ("replaced_by", "family") if hasattr(LISTS[name], each)]
            found[name] = LISTS[name].objects.select_related(*related).in_bulk(chosen)
        return (Held(found[name][key]) for name, _, key in keys if key in found[name])

    def key_of(self, *parts: str) -> Any:
        name, slug = parts
        key = LISTS[name].objects.filter(slug=slug).values_list("pk", flat=True).first()
        return None if key is None else (name, 0, key)


def _columns() -> Iterator[Column[Held]]:
    yield Column("lijst", "Lijst waarin het woord staat", lambda each: _NAMES[type(each.owner)])
    yield Column("begrip", "Vaste aanduiding binnen de lijst", lambda each: each.owner.slug)
    yield from map(_column, _FIELDS)
    address = Column[Held](
        "uri", "Adres van het begrip bij de overheid: TOOI of UPL", lambda each: each.owner.uri, form=Form.ADDRESS
    )
    yield _where_there_is(address, "uri")
    yield from map(_column, _END)


def _column(name: str) -> Column[Held]:
    """What the field is called in the first list that has it; empty for the words of other lists."""
    model = next(model for model in _MODELS if hasattr(model, name))
    [column] = columns_of(model, [name])
    return _where_there_is(column, name)


def _where_there_is(column: Column[Held], name: str) -> Column[Held]:
    nothing = "" if column.form is Form.TEXT else None
    return replace(column, value=lambda each: column.value(each) if hasattr(each.owner, name) else nothing)


TERMS = TermsResource(
    name="begrippen",
    singular="begrip",
    title="Begrippen",
    description=(
        "De woorden waarmee de site pagina's ordent: families, organisaties, kanalen, thema's, belemmeringen, "
        "producten en indicatoren. Een woord verdwijnt niet: het vervalt, en zegt soms wat het vervangt."
    ),
    columns=tuple(_columns()),
    key=("lijst", "begrip"),
    key_patterns=("|".join(LISTS), SLUG),
    filters=(ResourceFilter("lijst", "Lijst", lambda values: LISTS.keys() & set(values), many=True),),
)
