"""Starting lists of a new site."""

from search.curation.synonyms import load_starter_synonyms

__all__ = [
    "load_starter_synonyms",
]
