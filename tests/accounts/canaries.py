"""A canary word in every state that no reader may see, and in every kind of row that people send in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from wagtail.models import Page

from accounts.links import ENROL, link_to
from accounts.rights import ADMINISTRATOR, DECLARED, ORDER, PUBLISHER, WRITER
from core.models import User
from core.submissions.models import Submission
from tests.factories.pages import make_listing, make_method, make_site
from tests.news.factories import make_meeting
from tests.search.hiding import HIDDEN
from tests.workshop.session_site import make_session

# Words nobody of the admin reads: of a team, of who follows the letter, a secret itself.
NOBODY = "niemand"
# Rows of a contribution stand on its page in the admin.
_PARTS = {
    WRITER: ("contributor", "consent", "message", "reviewround", "roundreader", "readingcomment"),
    PUBLISHER: ("poolreader",),
}
# What the site keeps for itself holds no words of people.
_OWN = ("core", "editorial")
_LONG = 40


def plant(user: User) -> tuple[dict[str, str], list[Page]]:
    """The first role that may read each word, and the pages that are not public."""
    home = make_site().home
    words = {"canaryconcept": WRITER}
    page = make_method(title="Wat iedereen leest")
    changed = page.specific
    changed.title = "canaryconcept"
    changed.save_revision()
    hidden = []
    for hide in HIDDEN:
        words[f"canary{hide.__name__}"] = WRITER
        parent = make_listing(home, "Apart", f"apart-{hide.__name__}") if hide.__name__.startswith("parent") else None
        hidden.append(make_method(parent, title=f"canary{hide.__name__}"))
        hide(hidden[-1])
    make_meeting()
    make_session(people=1)
    for model in _kinds():
        word = f"canary{model._meta.model_name}"
        words[word] = _least(model)
        for values in _states(model):
            _row(model, word, page, **values)
    words[link_to(ENROL, user).rstrip("/").rpartition("/")[2].lower()] = NOBODY
    words[user.username] = ADMINISTRATOR
    return words, hidden


def _kinds() -> Iterator[Any]:
    """Models in which people type, but for what hangs on a page of a kind that is not planted."""
    for model in apps.get_models():
        is_private = getattr(model, "affects_public_pages", True) is False
        is_sent_in = issubclass(model, Submission) or (is_private and model._meta.app_label not in (*_OWN, "search"))
        if is_sent_in and any(map(_is_free, model._meta.concrete_fields)) and not _hangs_on_a_page(model):
            yield model


def _hangs_on_a_page(model: Any) -> bool:
    keys = (field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey) and not field.null)
    return any(issubclass(key.related_model, Page) and not key.related_model._default_manager.exists() for key in keys)


def _states(model: Any) -> list[dict[str, str]]:
    """As it comes in; of what no page ever shows, also each state after that."""
    if not issubclass(model, Submission) or getattr(model, "affects_public_pages", True):
        return [{}]
    return [{"status": state} for state, _ in model._meta.get_field("status").choices or ()]


def _is_free(field: Any) -> bool:
    """Whether somebody types what he likes in it."""
    is_text = isinstance(field, (models.CharField, models.TextField)) and not field.choices and not field.unique
    return is_text and (field.max_length or _LONG) >= _LONG and not field.name.endswith(("digest", "version", "seed"))


def _row(model: Any, word: str, page: Page, **values: Any) -> Any:
    for field in model._meta.concrete_fields:
        if field.name in values or field.primary_key:
            continue
        if isinstance(field, models.EmailField):
            values[field.name] = f"{word}@example.nl"
        elif _is_free(field):
            values[field.name] = word
        elif field.related_model is Page:
            values[field.name] = page
        elif not (field.null or field.has_default() or getattr(field, "auto_now_add", False)):
            values[field.name] = _required(field, page)
    return model._default_manager.create(**values)


def _required(field: Any, page: Page) -> Any:
    if isinstance(field, models.ForeignKey):
        there: Any = field.related_model._default_manager.order_by("-pk").first()
        return there or _row(field.related_model, "x", page)
    if field.choices:
        return field.choices[0][0]
    kinds: dict[type[Any], Callable[[], Any]] = {
        models.DateTimeField: lambda: timezone.now() + timedelta(days=1),
        models.DateField: timezone.localdate,
        models.IntegerField: lambda: 1,
    }
    return next((make() for kind, make in kinds.items() if isinstance(field, kind)), "")


def _least(model: Any) -> str:
    name = model._meta.model_name
    said = [role for role, parts in _PARTS.items() if name in parts]
    wanted = f"{model._meta.app_label}.view_{name}"
    roles = said or [right.role for right in DECLARED if wanted in right.permissions]
    return min(roles, key=ORDER.index) if roles else NOBODY
