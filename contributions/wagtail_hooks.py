"""This room in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogFormatter

from contributions.base import desk, drafts, previews
from contributions.base.models import Contribution, State
from contributions.reading import hooks as reading_hooks  # noqa: F401
from vocabulary.confirmed_organisation import NameConfirmed


class _DeskFinder(ModelAdminURLFinder):  # type: ignore[misc]
    """Leads to the desk, for who may deal with this kind."""

    edit_url_name = "contribution"

    def construct_edit_url(self, instance: Contribution) -> str | None:
        if not desk.may_deal(self.user, type(instance)):
            return None
        return reverse("contribution", args=[instance._meta.label_lower, instance.pk])


for _model in drafts.models():
    register_admin_url_finder(_model, type(f"{_model.__name__}Finder", (_DeskFinder,), {"model": _model}))


@hooks.register("register_admin_urls")
def desk_addresses() -> list[Any]:
    return [
        path("bijdragen/mails/", previews.letters, name="contribution_letters"),
        path("bijdragen/mails/<slug:name>/", previews.letter, name="contribution_letter"),
        path("bijdragen/<str:model>/<int:pk>/", desk.contribution, name="contribution"),
        path("bijdragen/<str:model>/<int:pk>/dossier.json", desk.dossier, name="contribution_dossier"),
    ]


class _LettersItem(MenuItem):  # type: ignore[misc]
    def is_shown(self, request: Any) -> bool:
        return any(desk.may_deal(request.user, model) for model in drafts.models())


@hooks.register("register_reports_menu_item")
def letters_in_the_menu() -> MenuItem:
    return _LettersItem(
        "Mails aan inzenders", reverse("contribution_letters"), name="bijdragen-mails", icon_name="mail"
    )


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action("contributions.moved")
    class Moved(LogFormatter):  # type: ignore[misc]
        label = "Stand veranderd"

        def format_message(self, entry: Any) -> str:
            state = entry.data.get("state", "")
            return f"Stand: {State(state).label}" if state in State.values else "Stand veranderd"

    @actions.register_action("contributions.named")
    class Named(LogFormatter):  # type: ignore[misc]
        label = "Naam bevestigd"

        def format_message(self, entry: Any) -> str:
            how = entry.data.get("how", "")
            return f"Naam bevestigd: {NameConfirmed(how).label}" if how in NameConfirmed.values else "Naam bevestigd"

    @actions.register_action("contributions.drafted")
    class Drafted(LogFormatter):  # type: ignore[misc]
        label = "Gemaakt van een inzending"

        def format_message(self, entry: Any) -> str:
            return f"Gemaakt van een inzending: {entry.data.get('source', '')}"
