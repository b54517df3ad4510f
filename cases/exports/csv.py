"""The results of a method as a file for a spreadsheet: semicolons, decimal commas, Dutch headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from django.conf import settings

from cases.results.result_row import ResultRow
from core.http.csv_safety import safe_cell
from core.text.numbers import number
from evidence import Role

_HEADERS = (
    *("methode", "organisatie", "indicator", "hoger_of_lager_is_beter", "soort", "vergelijking", "opzet"),
    *("voor_of_zonder", "voor_aantal", "voor_totaal", "na_of_met", "na_aantal", "na_totaal", "verschil", "richting"),
    *("over_na_trend", "zoals_gepubliceerd", "periode", "gemeld_door", "bron", "bronadres"),
    *("praktijkvoorbeeld", "adres"),
)
_ROLES = {Role.MAIN: "hoofdmaat", Role.GUARD: "mag niet slechter worden"}
_NUMBER = re.compile(r"[+-]?\d+(,\d+)?", re.ASCII)


def results_sheet(method: int, rows: Sequence[ResultRow], roles: dict[int, Role]) -> str:
    """The whole file, with a mark that makes a sheet read it as UTF-8. `roles` by key of the indicator."""
    target = io.StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADERS)
    for row in rows:
        writer.writerow([_cell(text) for text in _cells(method, row, roles.get(row.indicator.pk, Role.MAIN))])
    return f"\ufeff{target.getvalue()}"


def _cell(text: str) -> str:
    """A number stays a number, so that a sheet can count with it; other text is made safe."""
    return text if _NUMBER.fullmatch(text) else safe_cell(text)


def _cells(method: int, row: ResultRow, role: Role) -> list[str]:
    counts = ["" if count is None else str(count) for count in row.counts]
    return [
        str(method),
        row.organisation or row.case_title,
        row.indicator.label,
        str(row.indicator.get_better_display()),
        _ROLES[role],
        " en ".join(row.contrast_words) if row.compares else "",
        row.design_label,
        _value(row, 0),
        *counts[:2],
        _value(row, 1),
        *counts[2:],
        row.difference,
        str(row.direction.label),
        row.left,
        row.as_published,
        row.period,
        row.reported_by,
        " | ".join(source.title for source in row.sources),
        " ".join(source.url for source in row.sources if source.url),
        str(row.case_number),
        f"{settings.SITE_URL}{row.case_url}",
    ]


def _value(row: ResultRow, side: int) -> str:
    value = (row.first_value, row.second_value)[side]
    if value is None:
        return (row.first, row.second)[side]
    return number(value, 4).replace(".", "")
