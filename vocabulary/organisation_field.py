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
    key = name_key(name)
    keys = {key, *(key.removeprefix(kind) for kind in _KINDS)}
    rows = {name_key(label): (pk, successor, label) for pk, successor, label in _rows()}
    found = next((rows[each] for each in sorted(keys, key=len, reverse=True) if each in rows), None)
    if found is None:
        return NamedOrganisation(None, name)
    pk, successor, label = found
    by_pk = {pk: (successor, label) for pk, successor, label in rows.values()}
    seen = {pk}
    while successor is not None and successor not in seen and successor in by_pk:
        seen.add(successor)
        pk, (successor, label) = successor, by_pk[successor]
    return NamedOrganisation(pk, label)


def _rows() -> list[tuple[int, int | None, str]]:
    return list(Organisation.objects.values_list("pk", "replaced_by_id", "label"))
