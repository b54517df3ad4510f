"""What readers search for, for the reports of editors."""

from search.admin import WORD
from search.analytics.models import QuestionCount
from search.analytics.reports import QuestionReport, asked_since, never_chosen, nothing_found
from search.curation.synonyms import SynonymGroup

__all__ = [
    "WORD",
    "QuestionCount",
    "QuestionReport",
    "SynonymGroup",
    "asked_since",
    "never_chosen",
    "nothing_found",
]
