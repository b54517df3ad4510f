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
    ADMINISTRATOR: ("delete_image", "delete_document"),
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
_WRITER = Role(
    WRITER,
    # An organisation or product that is missing should not keep a case waiting; an indicator decides what is better.
    site=(
        "wagtailadmin.access_admin",
        *_model("vocabulary", "organisation", "product", actions=("add",)),
        # Prepares what readers bring; a publisher decides.
        *_model(
            *("contributions", "casecontribution", "methodproposal", "tryout", "joining", "helpline"),
            actions=("change", "view"),
        ),
    ),
    pages=("add_page", "change_page"),
    # Who adds a file may change and delete it as long as no public page shows it (`editorial.admin.own_work`).
    files=("add_image", "choose_image", "add_document", "choose_document"),
    former_files=("change_image", "change_document"),
)
_PUBLISHER = Role(
    PUBLISHER,
    site=(
        *_WRITER.site,
        *_model("vocabulary", *_LISTS),
        *_model("search", "synonymgroup", "featuredquestion", "wholeword"),
        *_model("cases", "correctionreport", actions=("change", "delete", "view")),
        *_model("search", "readerquestion", actions=("change", "delete", "view")),
        *_model("feedback", "usefulremark", actions=("change", "delete", "view")),
        *_model("feedback", "pagecontact"),
        *_model("news", "edition"),
        *_model("news", "signup", actions=("view",)),
        *_model("monitor", "seriesremark", "scanpublication", actions=("change", "delete", "view")),
        *_model("agenda", "progressreport", actions=("change", "delete", "view")),
        *_model("agenda", "agendaversion"),
        *_model("wagtailredirects", "redirect"),
    ),
    pages=(*_WRITER.pages, "publish_page", "lock_page", "unlock_page"),
    files=(*_WRITER.files, "change_image", "change_document"),
)
_ADMINISTRATOR = Role(
    ADMINISTRATOR,
    site=(
        *_PUBLISHER.site,
        *_model("core", "user"),
        *_model("core", "outgoingmail", actions=("view",)),
        *_model("auth", "group"),
        *_model("wagtailcore", "site", "workflow", "task", "groupapprovaltask", "collection"),
    ),
    pages=(*_PUBLISHER.pages, "bulk_delete_page"),
    files=(*_PUBLISHER.files, "delete_image", "delete_document"),
)
ROLES: tuple[Role, ...] = (_WRITER, _PUBLISHER, _ADMINISTRATOR)
