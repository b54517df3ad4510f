"""What keeps a site searchable: the starting lists, a rebuild, and the worker that follows changes."""

from search.curation.synonyms import load_starter_synonyms
from search.indexing.reindex import rebuild_all_if_needed
from search.indexing.worker import Worker, index_turn

__all__ = ["Worker", "index_turn", "load_starter_synonyms", "rebuild_all_if_needed"]
