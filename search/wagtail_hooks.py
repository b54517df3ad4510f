"""Synonyms in the editor's admin."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet

from search.parameters import clean
from search.synonyms import SynonymGroup

# The word a new group starts with, in the address of its form.
WORD = "woord"
_LONGEST_WORD = 100


class AddSynonymView(CreateView):  # type: ignore[misc]
    """The empty form, or one that starts with a word."""

    def get_initial(self) -> dict[str, Any]:
        word = clean(self.request.GET.get(WORD, ""))[:_LONGEST_WORD]
        return {**super().get_initial(), **({"line": f"{word} = "} if word else {})}


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
