"""Models of the search room, gathered where Django looks for them."""

from search.asking.models import ReaderQuestion
from search.log.models import ChoiceCount, QuestionCount
from search.outbox_models import Consumer, OutboxEntry
from search.steering.featured import FeaturedPage, FeaturedQuestion
from search.steering.whole_words import WholeWord
from search.synonyms import SynonymGroup

__all__ = [
    "ChoiceCount",
    "Consumer",
    "FeaturedPage",
    "FeaturedQuestion",
    "OutboxEntry",
    "QuestionCount",
    "ReaderQuestion",
    "SynonymGroup",
    "WholeWord",
]
