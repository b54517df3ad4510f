"""Template tags of the agenda: what its pages show."""

from __future__ import annotations

from django import template

from agenda.shown import activity_view, ambition_view
from core.text.periods import format_period

register = template.Library()
register.simple_tag(activity_view)
register.simple_tag(ambition_view)
register.filter("period", format_period)
