"""Synonyms in the editor's admin, and a page to try them out."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.parameters import clean
from search.synonyms import SynonymGroup
from search.trial import GROUP, SAVE, trial

# The word a new group starts with, in the address of its form.
WORD = "woord"
_LONGEST_WORD = 100


class AddSynonymView(CreateView):  # type: ignore[misc]
    """The empty form, or one that starts with a word or a whole group."""

    def get_initial(self) -> dict[str, Any]:
        word = clean(self.request.GET.get(WORD, ""))[:_LONGEST_WORD]
        line = clean(self.request.GET.get(GROUP, "")) or (f"{word} = " if word else "")
        return {**super().get_initial(), **({"line": line} if line else {})}


class SynonymViewSet(SnippetViewSet):
    """A list to search and edit; a change counts from the next question on."""

    model = SynonymGroup
    add_view_class = AddSynonymView
    icon = "openquote"
    menu_label = "Synoniemen"
    menu_name = "synoniemen"
    add_to_admin_menu = True
    list_display = ["line", Column("changed_at", label="Gewijzigd")]
    search_fields = ["line"]
    list_per_page = 100


register_snippet(SynonymViewSet)


class TrialMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to whoever may make synonyms."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(SAVE))


@hooks.register("register_admin_urls")
def trial_address() -> list[Any]:
    return [path("zoekproef/", trial, name="search_trial")]


@hooks.register("register_reports_menu_item")
def trial_in_the_menu() -> TrialMenuItem:
    return TrialMenuItem("Zoekproef", reverse("search_trial"), name="zoekproef", icon_name="view", order=200)
