"""The three roles of the editors' side: what each may do. A role has everything of the one before it."""

from __future__ import annotations

from dataclasses import dataclass

from accounts import rights
from accounts.rights import ADMINISTRATOR, PUBLISHER, WRITER

__all__ = ["ADMINISTRATOR", "PUBLISHER", "WRITER", "Role", "roles"]

_PAGES = {
    WRITER: ("add_page", "change_page"),
    PUBLISHER: ("publish_page", "lock_page", "unlock_page"),
    ADMINISTRATOR: ("bulk_delete_page",),
}
_FILES = {
    # Who adds a file may change and delete it as long as no public page shows it (`editorial.admin.own_work`).
    WRITER: ("add_image", "choose_image", "add_document", "choose_document"),
    PUBLISHER: ("change_image", "change_document"),
    # Wagtail asks who may make collections per collection too, whatever the role holds for the whole site.
    ADMINISTRATOR: ("delete_image", "delete_document", "add_collection", "change_collection", "delete_collection"),
}
_FORMER_FILES = {WRITER: ("change_image", "change_document")}


@dataclass(frozen=True)
class Role:
    """`site` are permissions that hold everywhere, as the rooms declare them; the others hold from the root down.

    `former_files` are what an earlier version gave; they are taken back once.
    """

    name: str
    site: tuple[str, ...]
    pages: tuple[str, ...]
    files: tuple[str, ...]
    former_files: tuple[str, ...] = ()


def roles() -> list[Role]:
    """Once every room has declared what it owns."""
    return [
        Role(
            name,
            rights.of(name),
            _up_to(name, _PAGES),
            _up_to(name, _FILES),
            _FORMER_FILES.get(name, ()),
        )
        for name in rights.ORDER
    ]


def _up_to(role: str, given: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for one in rights.ORDER[: rights.ORDER.index(role) + 1] for name in given[one])
