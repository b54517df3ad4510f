"""System checks on the editors' side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register
from django.db import connections
from wagtail.models import Page

PAGES_ON_SQLITE = 2_000
SLOW_SEARCH = "editorial.W001"


@register(Tags.database)
def search_in_the_admin_stays_quick(
    app_configs: Any = None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Searching pages in the admin takes seconds on SQLite with many pages; see `docs/beheer.md`.

    Runs with `migrate` and with `check --database default`.
    """
    if "default" not in (databases or ()) or connections["default"].vendor != "sqlite":
        return []
    if Page._meta.db_table not in connections["default"].introspection.table_names():
        return []
    count = Page.objects.count()
    if count <= PAGES_ON_SQLITE:
        return []
    return [
        Warning(
            f"The site has {count} pages on SQLite. Above {PAGES_ON_SQLITE}, searching in the admin takes seconds.",
            hint="Move to PostgreSQL: set DATABASE_URL. The public search is not affected.",
            id=SLOW_SEARCH,
        )
    ]
