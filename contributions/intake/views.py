"""The forms of this room, and the page after one was sent."""

from __future__ import annotations

from typing import Any

from contributions.base import periods
from core.submissions.views import ThanksView


class ThankYouView(ThanksView):
    template_name = "contributions/thanks.html"
    title = "Kijk in je mail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "unconfirmed_days": periods.UNCONFIRMED.days}
