"""What an activity can be in."""

from __future__ import annotations

from django.db import models


class State(models.TextChoices):
    """The state of an activity, in the order in which lists show them."""

    RUNNING = "loopt", "loopt"
    PLANNED = "gepland", "gepland"
    DONE = "klaar", "klaar"
    STOPPED = "gestopt", "gestopt"
    UNKNOWN = "onbekend", "onbekend"
