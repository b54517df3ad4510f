"""Models of this room, gathered where Django looks for them."""

from workshop.selection.models import CuratedCard, CuratedSelectionPage

__all__ = ["CuratedCard", "CuratedSelectionPage"]
