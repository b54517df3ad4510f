"""What the page of a series shows of its rows; on a preview those of the form."""

from __future__ import annotations

from typing import Any

from django import template

from core.prefetch import words_of_page
from monitor.scan.stated import stated_optima
from monitor.series.lines import Line
from monitor.series.reading import lines_of
from vocabulary.models import Channel, OrganisationType, Product

register = template.Library()


@register.simple_tag
def lines_of_series(page: Any) -> tuple[list[Line], list[Line]]:
    """The lines of several values, and those of one, which share a table."""
    lines = lines_of(page)
    return [line for line in lines if len(line.rows) > 1], [line for line in lines if len(line.rows) == 1]


@register.simple_tag
def objections_of(page: Any) -> list[Any]:
    return list(page.objections.all())


@register.simple_tag
def channels_of_series(page: Any) -> list[Channel]:
    """The channels of its values, each once, by name."""
    found = {row.channel for row in page.values.all() if row.channel}
    return sorted(found, key=lambda channel: channel.label)


@register.simple_tag
def families_of_product(page: Any) -> list[OrganisationType]:
    return words_of_page(page, "families")[0]


@register.simple_tag
def optima_of(product: Product) -> list[tuple[str, str, str]]:
    """Organisation, level and reason of the scans that were shared. One query."""
    return stated_optima(product)
