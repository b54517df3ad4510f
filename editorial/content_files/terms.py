"""The lists of words and the images of content files: their fields, in order, and the way to the database and back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile

from core.images import SiteImage
from editorial.content_files.fields import Address, Choice, Day, Flag, Group, Text, Word
from editorial.content_files.links import image_file_name
from editorial.content_files.words import VOCABULARY_MODELS
from vocabulary.models import Indicator, Organisation, Product, Term, Theme

_TERM = {"slug": Text(required=True, max_length=80), "label": Text(required=True, max_length=255)}
_TERM_END = {"ended_on": Day(), "replaced_by": Text(max_length=80)}
VOCABULARIES: dict[str, Group] = {
    "families": Group(
        required=True,
        fields={**_TERM, "plural": Text(required=True), "spoken": Text(max_length=255), **_TERM_END},
    ),
    "channels": Group(required=True, fields={**_TERM, "spoken": Text(max_length=255), **_TERM_END}),
    "themes": Group(
        required=True,
        fields={
            **_TERM,
            "look": Choice(required=True, choices=tuple(Theme.Look.values)),
            "description": Text(max_length=255),
            **_TERM_END,
        },
    ),
    "barriers": Group(
        required=True,
        fields={
            "code": Text(required=True, max_length=4),
            **_TERM,
            "sentence": Text(required=True, max_length=255),
            **_TERM_END,
        },
    ),
    "indicators": Group(
        required=True,
        fields={
            **_TERM,
            "unit": Choice(required=True, choices=tuple(Indicator.Unit.values)),
            "better": Choice(required=True, choices=tuple(Indicator.Better.values)),
            "question": Text(max_length=255),
            **_TERM_END,
        },
    ),
    "organisations": Group(
        required=True,
        fields={
            "slug": Text(required=True, max_length=80),
            "name": Text(required=True, max_length=255),
            "family": Word(required=True, vocabulary="families"),
            "uri": Address(max_length=255),
            "country": Text(max_length=2),
            "started_on": Day(),
            "mail_domain": Text(max_length=120),
            "mail_domain_source": Address(max_length=255),
            **_TERM_END,
        },
    ),
    "products": Group(required=True, fields={**_TERM, "uri": Address(max_length=255), **_TERM_END}),
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
            "mail_domain": term.mail_domain,
            "mail_domain_source": term.mail_domain_source,
        }
    if isinstance(term, Product):
        data["uri"] = term.uri or ""
    return data


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
        term.mail_domain, term.mail_domain_source = data["mail_domain"], data["mail_domain_source"]
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
