"""Synonyms in the editor's admin."""

from __future__ import annotations

from wagtail.admin.ui.tables import Column
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from search.synonyms import SynonymGroup


class SynonymViewSet(SnippetViewSet):
    """A list to search and edit; a change counts from the next question on."""

    model = SynonymGroup
    icon = "openquote"
    menu_label = "Synoniemen"
    menu_name = "synoniemen"
    add_to_admin_menu = True
    list_display = ["line", Column("changed_at", label="Gewijzigd")]
    search_fields = ["line"]
    list_per_page = 100


register_snippet(SynonymViewSet)
