"""The models of this room, where Django looks for them."""

from workshop.plan.models import PlanAction
from workshop.session.models import Card, Choice, Participant, TeamCount, Workshop

__all__ = ["Card", "Choice", "Participant", "PlanAction", "TeamCount", "Workshop"]
