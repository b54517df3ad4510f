"""Models of the room, gathered where Django looks for them."""

from news.meetings.models import MeetingRegister, SignUp
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
]
