"""Register the lists of search settings in one group of the admin menu, and the pages to try them out."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from search.admin import CurationGroup
from search.explain.synonym_preview import SAVE, trial
from search.explain.views import explanation

register_snippet(CurationGroup)


class TrialMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to whoever may make synonyms."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(SAVE))


@hooks.register("register_admin_urls")
def our_addresses() -> list[Any]:
    return [
        path("zoekproef/", trial, name="search_trial"),
        path("waarom-hier/", explanation, name="search_explanation"),
    ]


@hooks.register("register_reports_menu_item")
def trial_in_the_menu() -> TrialMenuItem:
    return TrialMenuItem("Zoekproef", reverse("search_trial"), name="zoekproef", icon_name="view", order=200)


@hooks.register("register_reports_menu_item")
def explanation_in_the_menu() -> TrialMenuItem:
    return TrialMenuItem("Waarom hier?", reverse("search_explanation"), name="waarom-hier", icon_name="help", order=201)
