"""Models of the ground floor, gathered where Django looks for them."""

from core.http.models import PublicChange, RateWindow, SenderSalt
from core.images import SiteImage, SiteRendition
from core.jobs.models import JobState
from core.mail.models import OutgoingMail
from core.number_series import NumberCounter
from core.pages import BasePage, NumberedPage
from core.secret_addresses.models import SecretAddress
from core.users import User

__all__ = [
    "BasePage",
    "JobState",
    "NumberCounter",
    "NumberedPage",
    "OutgoingMail",
    "PublicChange",
    "RateWindow",
    "SecretAddress",
    "SenderSalt",
    "SiteImage",
    "SiteRendition",
    "User",
]
