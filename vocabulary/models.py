"""Models of the vocabulary room, gathered where Django looks for them."""

from vocabulary.lists import Barrier, Channel, OrganisationType, Theme
from vocabulary.registers import Indicator, Organisation, Product
from vocabulary.terms import Term

__all__ = ["Barrier", "Channel", "Indicator", "Organisation", "OrganisationType", "Product", "Term", "Theme"]
