"""The models of all rooms below this one, gathered where Django looks for them."""

from contributions.base.models import Consent, Contributor, Message
from contributions.intake.models import CaseContribution, MethodProposal
from contributions.reading.models import PoolReader, ReadingComment, ReviewRound, RoundReader

__all__ = [
    "CaseContribution",
    "Consent",
    "Contributor",
    "Message",
    "MethodProposal",
    "PoolReader",
    "ReadingComment",
    "ReviewRound",
    "RoundReader",
]
