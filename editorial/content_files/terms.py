"""The lists of words and the images of content files: their fields, in order, and the way to the database and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile

from core.images import SiteImage
from editorial.content_files.fields import Address, Choice, Day, Field, Flag, Group, Text, Word
from editorial.content_files.links import image_file_name
from editorial.content_files.words import VOCABULARY_MODELS
from vocabulary.models import Indicator, OrganisationType, Term, Theme

_SLUG, _LABEL = Text(required=True, max_length=80), Text(required=True, max_length=255)
_SPOKEN = Text(max_length=255)
_HOME = "NL"


def _list(**fields: Field) -> Group:
    """A list with these fields, and those that each list ends with."""
    return Group(required=True, fields={**fields, "ended_on": Day(), "replaced_by": Text(max_length=80)})


VOCABULARIES: dict[str, Group] = {
    "families": _list(slug=_SLUG, label=_LABEL, plural=Text(required=True), spoken=_SPOKEN),
    "channels": _list(slug=_SLUG, label=_LABEL, spoken=_SPOKEN),
    "themes": _list(
        slug=_SLUG,
        label=_LABEL,
        look=Choice(required=True, choices=tuple(Theme.Look.values)),
        description=Text(max_length=255),
    ),
    "barriers": _list(code=Text(required=True, max_length=4), slug=_SLUG, label=_LABEL, sentence=_LABEL),
    "indicators": _list(
        slug=_SLUG,
        label=_LABEL,
        unit=Choice(required=True, choices=tuple(Indicator.Unit.values)),
        better=Choice(required=True, choices=tuple(Indicator.Better.values)),
        question=Text(max_length=255),
    ),
    "organisations": _list(
        slug=_SLUG,
        name=_LABEL,
        family=Word(required=True, vocabulary="families"),
        uri=Address(max_length=255),
        country=Text(max_length=2),
        started_on=Day(),
        mail_domain=Text(max_length=120),
        mail_domain_source=Address(max_length=255),
    ),
    "products": _list(slug=_SLUG, label=_LABEL, uri=Address(max_length=255)),
}

IMAGE = Group(
    required=True,
    fields={
        "file": Text(required=True),
        "title": Text(required=True, max_length=255),
        "description": Text(max_length=255),
        "is_decorative": Flag(),
        "credit": Text(max_length=255),
    },
)


# Fields that the file says otherwise than the database.
_SAID: Mapping[str, Callable[[Any], object]] = {
    "name": lambda term: term.label,
    "family": lambda term: term.family.slug,
    "uri": lambda term: term.uri or "",
    "country": lambda term: "" if term.country == _HOME else term.country,
    "replaced_by": lambda term: term.replaced_by.slug if term.replaced_by else "",
}
_STORED: Mapping[str, Callable[[Any], tuple[str, object]]] = {
    "name": lambda name: ("label", name),
    "family": lambda slug: ("family", OrganisationType.objects.get(slug=slug)),
    "uri": lambda uri: ("uri", uri or None),
    "country": lambda country: ("country", country or _HOME),
}


def describe_term(term: Any, vocabulary: str) -> dict[str, Any]:
    """One word of a list."""
    return {name: _SAID.get(name, attrgetter(name))(term) for name in VOCABULARIES[vocabulary].fields}


def write_term(vocabulary: str, data: Mapping[str, Any], place: int) -> Term:
    """Create or update one word; `place` is its order in the file. `replaced_by` is set later."""
    model: Any = VOCABULARY_MODELS[vocabulary]
    term: Any = model.objects.filter(slug=data["slug"]).first() or model(slug=data["slug"])
    for name in VOCABULARIES[vocabulary].fields.keys() - {"slug", "replaced_by"}:
        column, value = _STORED[name](data[name]) if name in _STORED else (name, data[name])
        setattr(term, column, value)
    if vocabulary not in ("organisations", "products", "indicators"):
        term.sort_order = place
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
