"""The fixed address of a new word, made from its label."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.text import slugify

from vocabulary.terms import Term

_LENGTH = 80


def make_slug(label: str, taken: Collection[str]) -> str:
    """A slug that is not in `taken`: `gemeente-utrecht`, or `gemeente-utrecht-2` when that one exists."""
    base = slugify(label)[:_LENGTH].strip("-") or "woord"
    slug, count = base, 1
    while slug in taken:
        count += 1
        ending = f"-{count}"
        slug = f"{base[: _LENGTH - len(ending)].rstrip('-')}{ending}"
    return slug


def slug_for(model: type[Term], label: str) -> str:
    """A slug for a new word of this list."""
    start = slugify(label)[:8]
    return make_slug(label, set(model.objects.filter(slug__startswith=start).values_list("slug", flat=True)))
