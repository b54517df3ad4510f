"""Models of the search room, gathered where Django looks for them."""

from search.analytics.models import ChoiceCount, QuestionCount
from search.curation.promoted_results import FeaturedPage, FeaturedQuestion
from search.curation.protected_words import WholeWord
from search.curation.synonyms import SynonymGroup
from search.indexing.models import Consumer, OutboxEntry

__all__ = [
    "ChoiceCount",
    "Consumer",
    "FeaturedPage",
    "FeaturedQuestion",
    "OutboxEntry",
    "QuestionCount",
    "SynonymGroup",
    "WholeWord",
]
