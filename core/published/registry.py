"""Which kinds there are, in the order in which they stand beside each other."""

from __future__ import annotations

from collections.abc import Callable

from wagtail.models import Page

from core.published.kinds import PublishedKind

_KINDS: dict[str, PublishedKind] = {}


def register(kind: PublishedKind) -> None:
    """Add a kind; called once by its room, in `ready()`.

    :raises ValueError: when another kind has this slug or this model already.
    """
    for other in _KINDS.values():
        if other.slug == kind.slug or other.model is kind.model:
            raise ValueError(f"{kind.slug} and {other.slug} are registered for the same slug or model")
    _KINDS[kind.slug] = kind


def kinds(*, where: Callable[[PublishedKind], bool] = lambda kind: True) -> tuple[PublishedKind, ...]:
    """All kinds in order, or those for which `where` holds."""
    return tuple(kind for kind in sorted(_KINDS.values(), key=lambda kind: (kind.order, kind.slug)) if where(kind))


def kind_of(page: Page | type[Page] | str) -> PublishedKind | None:
    """The kind of a specific page, of its model, or with this slug; None when there is none."""
    if isinstance(page, str):
        return _KINDS.get(page)
    model = page if isinstance(page, type) else type(page)
    return next((kind for kind in _KINDS.values() if issubclass(model, kind.model)), None)
