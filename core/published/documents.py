"""A public page as words and values: what a search index, an API or an export is made of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

# The fields of words a document may have, the ones that say most first.
TEXT_FIELDS = ("title", "gist", "tags", "problems", "labels", "body", "related")


@dataclass(frozen=True)
class Document:
    """One public page.

    `kind` is the slug of its kind and `rank` the place of that kind among all. `texts` are the original words per field
    (`TEXT_FIELDS`), `facets` the slugs per parameter of an address. `published` orders the newest: an ISO moment in UTC
    to the second, or empty for a page that is never among them. `version` counts the changes of the page, for an index
    that several hosts write to. `whole` are the stems of words in its texts that are not split into parts, sorted.
    `copied` are the lines of its body that are a text to copy: found, and not shown as what the page says.
    """

    page_id: int
    kind: str
    rank: int
    number: int
    url: str
    texts: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    published: str
    version: int = 0
    whole: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()

    @cached_property
    def digest(self) -> str:
        """A fingerprint of everything but the version: two documents with the same digest answer the same."""
        facets = {str(facet): sorted(values) for facet, values in self.facets.items() if values}
        content = [self.page_id, self.kind, self.number, self.url, dict(self.texts), facets, self.published]
        content += [each for each in (self.whole, self.copied) if each]
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:24]
