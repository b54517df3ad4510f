"""What the page about the open data shows of the linked data."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse

from api.linked.catalog import files_of
from api.resources import resources
from api.terms import LISTS
from home.structured_data import data_set

register = template.Library()


@register.simple_tag
def linked_data() -> dict[str, Any]:
    """Whether there is a catalogue, the lists of words, and what schema.org is told of each data set. No query."""
    own = [(each, [(file.path, file.media_type) for file in files_of(each)]) for each in resources().values()]
    return {
        "has_catalog": bool(settings.PUBLISHER_URI),
        "lists": {name: str(model._meta.verbose_name_plural) for name, model in LISTS.items()},
        "blocks": [
            data_set(
                f"{each.title} van {settings.WAGTAIL_SITE_NAME}",
                f"{each.description} Met bronnen, in het Nederlands en vrij te gebruiken (CC0).",
                reverse("open_data"),
                [(f"/api/v1/{each.name}", "application/json"), *files],
            )
            for each, files in own
        ],
    }
