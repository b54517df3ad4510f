"""What the columns of a CSV file mean, for a program (CSV on the Web), made of the same columns as the file.

A view of such a file says its columns once (`described`). Its answer then leads to the description, which stands at its
own address with `-metadata.json` behind it: that is where the standard looks.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from django.http.response import HttpResponseBase

from core.http.exports import BETWEEN, DELIMITER, LINE_END, Column, Form, all_columns
from core.http.links import LICENCE, add_links, link

MEDIA_TYPE = "application/csvm+json"
ENDING = "-metadata.json"
# Gets the named arguments of a view.
ColumnsOf = Callable[..., Sequence[Column[Any]]]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_DUTCH_NUMBER = {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}}
_TYPES: dict[Form, Any] = {
    Form.TEXT: "string",
    Form.WHOLE: "integer",
    Form.NUMBER: _DUTCH_NUMBER,
    Form.YES_NO: {"base": "boolean", "format": "ja|nee"},
    Form.DAY: "date",
    Form.MOMENT: "datetime",
    Form.ADDRESS: "anyURI",
}
_GUARD = (
    "Voor een tekst die begint met een teken waarmee een rekenblad een formule begint, staat een apostrof. "
    "In de JSON staat die tekst zoals hij is."
)


def described(columns: Sequence[Column[Any]] | ColumnsOf) -> Callable[[View], View]:
    """Say of a view that it gives a CSV file with these columns, or with those of its arguments."""
    columns_of = columns if callable(columns) else lambda **kwargs: columns

    def mark(view: View) -> View:
        @wraps(view)
        def answered(*args: Any, **kwargs: Any) -> HttpResponseBase:
            request, response = args[0], view(*args, **kwargs)
            if response.headers.get("Content-Type", "").startswith("text/csv"):
                described_by = link(f"{request.path}{ENDING}", "describedby", MEDIA_TYPE)
                add_links(response, described_by, link(LICENCE, "license"))
            return response

        answered.csv_columns = columns_of  # type: ignore[attr-defined]
        return answered  # type: ignore[return-value]

    return mark


def metadata(columns: Sequence[Column[Any]], file: str) -> dict[str, Any]:
    """The description of the file of this name, beside it."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
        "url": file,
        "dc:license": {"@id": LICENCE},
        "dc:description": _GUARD,
        "dialect": {
            "delimiter": DELIMITER,
            "encoding": "utf-8",
            "lineTerminators": [LINE_END],
            "header": True,
            "commentPrefix": None,
            "trim": False,
        },
        "tableSchema": {"columns": [_described(column) for column in all_columns(columns)]},
    }


def _described(column: Column[Any]) -> dict[str, Any]:
    kind = _TYPES[column.form]
    if column.parts:
        kind = "json"
    elif column.many and column.form is Form.NUMBER:
        kind = "decimal"
    found = {"name": column.name, "titles": column.name, "dc:description": column.label, "datatype": kind}
    return {**found, "separator": BETWEEN} if column.many and not column.parts else found
