"""Lines of series, read from the database in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.text import slugify

from cases.choices import Qualifier
from core.visibility import public_pages
from monitor.series.lines import Break, Line, Value, make_line
from monitor.series.models import SeriesPage


def public_series() -> Any:
    """The series anyone may read now, with all their rows."""
    pages = public_pages(SeriesPage.objects.all()).select_related("organisation").order_by("title")
    return pages.prefetch_related("values__channel", "breaks", "objections")


def lines_of(page: Any) -> list[Line]:
    """The lines of a page with values, in the order of its rows. Works on a draft: its rows are read from the form."""
    grouped: dict[tuple[str, str, str], list[Value]] = defaultdict(list)
    for row in page.values.all():
        channel = row.channel.label if row.channel else ""
        grouped[row.line, channel, row.unit].append(_value(row))
    breaks = [Break(row.from_year, row.text) for row in page.breaks.all()] if hasattr(page, "breaks") else []
    return [make_line(f"{page.slug}.{slugify(' '.join(key))}", *key, values, breaks) for key, values in grouped.items()]


def all_lines() -> dict[str, tuple[SeriesPage, Line]]:
    """Every line of the public series by its key. Four queries."""
    return {line.key: (page, line) for page in public_series() for line in lines_of(page)}


def _value(row: Any) -> Value:
    word = str(Qualifier(row.qualifier).label) if row.qualifier else ""
    source = (row.source_title, row.source_url, row.certainty)
    return Value(row.period, row.year, row.value, row.unit, row.words, word, *source, getattr(row, "sample", ""))
