"""Models of the search room, gathered where Django looks for them."""

from search.outbox_models import Consumer, OutboxEntry
from search.synonyms import SynonymGroup

__all__ = ["Consumer", "OutboxEntry", "SynonymGroup"]
