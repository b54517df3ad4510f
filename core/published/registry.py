"""Which kinds there are, in the order in which they stand beside each other, and what other rooms add to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from wagtail.models import Page

from core.published.documents import Document
from core.published.kinds import Action, Block, PublishedKind

AddToDocuments = Callable[[list[Document]], list[Document]]
MakeCards = Callable[[Collection[int]], Mapping[int, Any]]
Offer = Callable[[Page], Iterable[Action]]
# Gets the slug of a kind, what a content file of it would hold, and the editor.
MakeDraft = Callable[[str, Mapping[str, Any], Any], Page]

HIGHEST_RANK = 63
LONGEST_SLUG = 20

_KINDS: dict[str, PublishedKind] = {}
_ADD_TO_DOCUMENTS: dict[str, list[AddToDocuments]] = defaultdict(list)
_MAKE_CARDS: dict[str, MakeCards] = {}
_OFFERS: list[Offer] = []
_MAKE_DRAFT: list[MakeDraft] = []


def register(kind: PublishedKind) -> None:
    """Add a kind; called once by its room, in `ready()`.

    :raises ValueError: when another kind has this slug or this model already, or slug or rank do not fit.
    """
    if not 0 <= kind.rank <= HIGHEST_RANK:
        raise ValueError(f"{kind.slug} has a rank outside 0 to {HIGHEST_RANK}")
    if len(kind.slug) > LONGEST_SLUG:
        raise ValueError(f"{kind.slug} is longer than {LONGEST_SLUG} characters")
    for other in _KINDS.values():
        if other.slug == kind.slug or other.model is kind.model:
            raise ValueError(f"{kind.slug} and {other.slug} have the same slug or model")
    _KINDS[kind.slug] = kind


def extend(slug: str, *, documents: AddToDocuments | None = None, cards: MakeCards | None = None) -> None:
    """Let a room above the one of a kind add to its documents, or draw its cards; also before it is registered."""
    if documents:
        _ADD_TO_DOCUMENTS[slug].append(documents)
    if cards:
        _MAKE_CARDS[slug] = cards


def offer(actions: Offer) -> None:
    """Let a room without a kind of its own give pages links, after those of the kinds; called once, in `ready()`."""
    _OFFERS.append(actions)


def bind_drafts(make: MakeDraft) -> None:
    """Have this function make drafts; called once by the room that reads content files."""
    _MAKE_DRAFT.append(make)


def make_draft(slug: str, data: Mapping[str, Any], editor: Any) -> Page:
    """A new draft of a kind, filled with what a content file of it would hold; what is missing stays empty.

    :raises LookupError: when there is no page that it can stand under.
    """
    return _MAKE_DRAFT[0](slug, data, editor)


def kinds() -> tuple[PublishedKind, ...]:
    """All kinds, in order."""
    return tuple(sorted(_KINDS.values(), key=lambda kind: (kind.rank, kind.slug)))


def kind_choices() -> list[tuple[str, str]]:
    """The slug and the name of every kind, for a form."""
    return [(kind.slug, kind.plural) for kind in kinds()]


def result_kinds() -> tuple[PublishedKind, ...]:
    """The kinds that the list of results holds without being asked for."""
    return tuple(kind for kind in kinds() if kind.in_results)


def kind_of(page: Page | type[Page] | str) -> PublishedKind | None:
    """The kind of a specific page, of its model, or with this slug; None when there is none."""
    if isinstance(page, str):
        return _KINDS.get(page)
    model = page if isinstance(page, type) else type(page)
    return next((kind for kind in _KINDS.values() if issubclass(model, kind.model)), None)


def documents_of(kind: PublishedKind, page_ids: Collection[int]) -> list[Document]:
    """The documents of these pages of one kind, with what other rooms add to them."""
    if not page_ids:
        return []
    found = kind.documents(page_ids)
    for add in _ADD_TO_DOCUMENTS[kind.slug]:
        found = add(found)
    return found


def cards_of(pages: Iterable[tuple[str, int]]) -> dict[int, Any]:
    """The cards of pages given as slug of the kind and page id; kinds that are drawn by one function are read together.

    Says nothing about who may see them.
    """
    page_ids: dict[MakeCards, list[int]] = defaultdict(list)
    for slug, page_id in pages:
        if kind := _KINDS.get(slug):
            page_ids[_MAKE_CARDS.get(slug, kind.cards)].append(page_id)
    return {page_id: card for make, ids in page_ids.items() for page_id, card in make(ids).items()}


def about(page: Page) -> list[Block]:
    """What all kinds have to say on this page, in the order of the kinds; nothing on a page that is not saved."""
    if page.pk is None:
        return []
    return [block for kind in kinds() for block in kind.about([page]).get(page.pk, ()) if block.cards]


def actions(page: Page) -> list[Action]:
    """The links that all kinds, and rooms without one, give this page."""
    givers = [*(kind.actions for kind in kinds()), *_OFFERS]
    return [action for give in givers for action in give(page)] if page.pk is not None else []
