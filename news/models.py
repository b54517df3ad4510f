"""Models of the room, gathered where Django looks for them."""

from news.meetings.models import MeetingRegister, SignUp
from news.newsletter.models import Edition, EditionPage, Subscriber
from news.pages.meeting import MeetingMethod, MeetingPage, MeetingSource
from news.pages.models import (
    NewsItem,
    ProgrammePage,
    ProgrammeSource,
    Publication,
    PublicationMethod,
    PublicationPart,
)

__all__ = [
    "Edition",
    "EditionPage",
    "MeetingMethod",
    "MeetingPage",
    "MeetingRegister",
    "MeetingSource",
    "NewsItem",
    "ProgrammePage",
    "ProgrammeSource",
    "Publication",
    "PublicationMethod",
    "PublicationPart",
    "SignUp",
    "Subscriber",
]
