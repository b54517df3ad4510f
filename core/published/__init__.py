"""The registry of what the site publishes: each room registers its kinds of page here, and nobody else names them.

Whoever lists, indexes, exports or draws pages asks the registry what kinds there are and what each has to say of its
pages. A kind that only registers its model is listed, found, exported and imported already; it says more where
it wants to be more.
"""

from core.published.documents import TEXT_FIELDS, Document
from core.published.kinds import Action, Block, Card, Change, PublishedKind
from core.published.registry import (
    about,
    actions,
    bind_drafts,
    cards_of,
    documents_of,
    extend,
    kind_choices,
    kind_of,
    kinds,
    make_draft,
    offer,
    register,
    result_kinds,
)

__all__ = [
    "TEXT_FIELDS",
    "Action",
    "Block",
    "Card",
    "Change",
    "Document",
    "PublishedKind",
    "about",
    "actions",
    "bind_drafts",
    "cards_of",
    "documents_of",
    "extend",
    "kind_choices",
    "kind_of",
    "kinds",
    "make_draft",
    "offer",
    "register",
    "result_kinds",
]
