"""What the word lists add to the editor's admin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail import hooks
from wagtail.admin import messages
from wagtail.snippets.models import register_snippet

from vocabulary.admin.viewsets import VocabularyGroup
from vocabulary.terms import Term
from vocabulary.usage import is_used

register_snippet(VocabularyGroup)


@hooks.register("before_delete_snippet")
def keep_used_words(request: HttpRequest, instances: Sequence[Any]) -> HttpResponse | None:
    """Deleting many words at once never takes one that is in use."""
    used = [word for word in instances if isinstance(word, Term) and is_used(word)]
    if not used:
        return None
    names = ", ".join(f"‘{word}’" for word in used[:5])
    more = f" en {len(used) - 5} andere" if len(used) > 5 else ""
    messages.error(
        request,
        f"Niets verwijderd. In gebruik: {names}{more}. Laat die woorden een voor een vervallen.",
    )
    return redirect(reverse(used[0].snippet_viewset.get_url_name("list")))
