"""The models of all rooms below this one, gathered where Django looks for them."""

from contributions.base.models import Consent, Contributor, Message
from contributions.intake.models import CaseContribution, MethodProposal
from contributions.organisations.models import HelpLine
from contributions.reading.models import PoolReader, ReadingComment, ReviewRound, RoundReader
from contributions.tryouts.models import Joining, TryOut
from contributions.tryouts.pages import TryOutAddition, TryOutPage

__all__ = [
    "CaseContribution",
    "Consent",
    "Contributor",
    "HelpLine",
    "Joining",
    "Message",
    "MethodProposal",
    "PoolReader",
    "ReadingComment",
    "ReviewRound",
    "RoundReader",
    "TryOut",
    "TryOutAddition",
    "TryOutPage",
]
