"""Models of this room, gathered where Django looks for them."""

from workshop.plan.models import PlanAction
from workshop.selection.models import CuratedCard, CuratedSelectionPage
from workshop.session.models import Card, Choice, LateChoice, Participant, TeamCount, Workshop

__all__ = [
    "Card",
    "Choice",
    "CuratedCard",
    "CuratedSelectionPage",
    "LateChoice",
    "Participant",
    "PlanAction",
    "TeamCount",
    "Workshop",
]
