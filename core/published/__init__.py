"""The registry of what the site publishes: each room registers its kinds of page here, and nobody else names them.

Whoever lists, indexes, exports or draws pages asks the registry what kinds there are and what each has to say of its
pages. A kind that only registers its model is listed, found, exported and imported already; it says more where
it wants to be more.
"""

from core.published.documents import Document
from core.published.kinds import Action, Block, Change, PublishedKind
from core.published.registry import kind_of, kinds, register

__all__ = ["Action", "Block", "Change", "Document", "PublishedKind", "kind_of", "kinds", "register"]
