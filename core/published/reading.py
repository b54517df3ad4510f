"""What else than a page readers can read along: a model of a room that draws its own draft."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db import models
from django.http import HttpRequest

from core.text.numbers import sentence_case


class ReadAlong(models.Model):
    """A model, no page, with a draft that readers comment on; who may change it, opens and finishes a round.

    It answers to the names of a page where the two are shown beside each other.
    """

    # What it is called where its title may not be said, in a letter: ‘agenda’.
    reading_noun = ""

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """As it stands in a sentence: ‘versie 2 van …’."""
        raise NotImplementedError

    @property
    def draft_title(self) -> str:
        return sentence_case(self.title)

    @property
    def edit_url(self) -> str:
        """Where an editor changes it."""
        raise NotImplementedError

    def draft_content(self) -> dict[str, Any]:
        """What a round keeps of it, as JSON."""
        raise NotImplementedError

    def draw_draft(self, content: dict[str, Any], request: HttpRequest) -> str:
        """The HTML of a whole page of what a round kept; its headings are what readers comment on."""
        raise NotImplementedError

    @classmethod
    def may_be_changed_by(cls, user: Any) -> bool:
        return bool(user.has_perm(f"{cls._meta.app_label}.{get_permission_codename('change', cls._meta)}"))


def read_along_models() -> list[type[ReadAlong]]:
    return [model for model in apps.get_models() if issubclass(model, ReadAlong)]
