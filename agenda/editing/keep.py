"""A changed activity becomes a version, and public where that takes nothing else along."""

from __future__ import annotations

from typing import Any

from agenda.models import ActivityPage


def latest(page: ActivityPage) -> Any:
    """The newest version of the page, drafts included."""
    return page.get_latest_revision_as_object()


def keep(page: Any, user: Any) -> bool:
    """Save a new version; whether it is public now.

    It stays a draft for whoever may not publish, and when the page had other changes that are not public yet.

    :raises ValidationError: when the page is not right.
    """
    may_show = not page.has_unpublished_changes and page.permissions_for_user(user).can_publish()
    revision = page.save_revision(user=user, log_action=True)
    if may_show:
        revision.publish(user=user)
    return may_show
