"""What the page of a try-out shows beside its own fields."""

from __future__ import annotations

from typing import Any

from django import template

from contributions.tryouts.pages import TryOutPage
from contributions.tryouts.published import history, taking_part, who

register = template.Library()


@register.simple_tag
def try_out(page: TryOutPage) -> dict[str, Any]:
    """Who takes part, and what happened. Five queries."""
    return {"who": who(taking_part([page.pk])[page.pk]), "history": history(page)}
