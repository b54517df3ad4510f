"""Tell the editors by mail that somebody asked something: where to read it, and nothing of what it says."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

LIST = "vragen:index"
_SUBJECT = "Een lezer stelde een vraag"
_TEXT = "Iemand vond niet wat hij zocht en stelde de redactie een vraag. Lees haar in de redactie: {address}\n"

logger = logging.getLogger(__name__)


def tell_editors() -> None:
    """Does nothing without an address in the settings. Never raises: the question is kept anyhow."""
    if not settings.EDITORS_EMAIL:
        return
    try:
        address = f"{settings.SITE_URL}{reverse(LIST)}"
        send_mail(_SUBJECT, _TEXT.format(address=address), None, [settings.EDITORS_EMAIL])
    except Exception as error:
        logger.warning("the editors could not be told of a question: %s", type(error).__name__)
