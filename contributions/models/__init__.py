"""The models of all rooms below this one, gathered where Django looks for them."""

from contributions.base.models import Consent, Contributor, Message

__all__ = ["Consent", "Contributor", "Message"]
