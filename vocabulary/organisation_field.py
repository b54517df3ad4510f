"""The organisation of who fills in a public form: found by its name in the list, or as it was typed.

Drawn by `components/form_organisation.html`: a text input with a `datalist`, which finds while somebody types in any
browser without a script. A name that is not in the list is no error.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from core.submissions.forms import PlainText
from core.text.sanitise import one_line
from vocabulary.models import Organisation
from vocabulary.names import name_key

# Beyond this a list of suggestions weighs more than the page.
MOST_SUGGESTED = 1500
LONGEST = 255
_KINDS = ("gemeente ", "provincie ", "waterschap ", "ministerie van ")


class NamedOrganisation(NamedTuple):
    """The key in the list (None when it is not there) and the name: of the list, or as typed."""

    pk: int | None
    name: str


class OrganisationField(PlainText):
    """Its clean value is a `NamedOrganisation`. A merged organisation becomes its successor. One query."""

    def __init__(self, **kwargs: Any) -> None:
        messages = {
            "required": "Vul je organisatie in. Staat ze niet in de lijst, typ dan de naam.",
            "max_length": "Deze naam is te lang: hooguit 255 tekens.",
        }
        super().__init__(max_length=LONGEST, error_messages=messages, **{"label": "Je organisatie", **kwargs})

    def clean(self, value: Any) -> NamedOrganisation:  # type: ignore[override]
        return _find(one_line(str(super().clean(value))))

    @property
    def suggestions(self) -> list[str]:
        """Names to choose from. One query."""
        return list(Organisation.objects.current().values_list("label", flat=True)[:MOST_SUGGESTED])


def _find(name: str) -> NamedOrganisation:
    if not name:
        return NamedOrganisation(None, "")
    rows = {pk: (successor, label) for pk, successor, label in _rows()}
    found = _one_of(name_key(name), {pk: name_key(label) for pk, (_, label) in rows.items()})
    if found is None:
        return NamedOrganisation(None, name)
    seen: set[int] = set()
    while (successor := rows[found][0]) in rows and successor is not None and successor not in seen:
        seen.add(successor)
        found = successor
    return NamedOrganisation(found, rows[found][1])


def _one_of(key: str, keys: dict[int, str]) -> int | None:
    """The organisation with this name; or the only one with it when the word for its kind is left out of both."""
    exact = [pk for pk, each in keys.items() if each == key]
    alike = exact or [pk for pk, each in keys.items() if _bare(each) == _bare(key)]
    return alike[0] if len(alike) == 1 else None


def _bare(key: str) -> str:
    return next((key.removeprefix(kind) for kind in _KINDS if key.startswith(kind)), key)


def _rows() -> list[tuple[int, int | None, str]]:
    return list(Organisation.objects.values_list("pk", "replaced_by_id", "label"))
