"""All results as a file, row by row: as many as there are, never more than a batch in memory."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings

from cases.results.result_row import ResultRow
from cases.results.visibility import counting_results
from core.http.csv_safety import safe_cell
from evidence import RULE
from evidence_site.filters import chosen_results
from evidence_site.results import Shown, shown_rows

BATCH = 500
COLUMNS = (
    *("resultaat", "praktijkvoorbeeld", "titel", "adres", "organisaties", "indicator", "eenheid", "beter"),
    *("vergelijking", "voor", "na", "aantallen_voor", "aantallen_na", "zoals_gepubliceerd", "verschil"),
    *("richting", "opzet", "gemeld_door", "periode", "vergelijkingsreeks", "onderzochte_groep", "toelichting"),
    *("methoden", "bronnen"),
)


def csv_lines(chosen: Mapping[str, str]) -> Iterator[str]:
    """The lines of the file, the header first. It starts with a mark that makes a sheet read it as UTF-8."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for record in records(chosen):
        yield writer.writerow([safe_cell(_flat(record[name])) for name in COLUMNS])


def json_parts(chosen: Mapping[str, str]) -> Iterator[str]:
    """The parts of one JSON object: what it is, and the results."""
    about = {"licentie": "CC0-1.0", "rekenregel": RULE.version, "filters": dict(chosen)}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "resultaten": ['
    for place, record in enumerate(records(chosen)):
        yield (",\n" if place else "\n") + json.dumps(record, ensure_ascii=False)
    yield "\n]}\n"


def records(chosen: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """One dictionary per result, in the order of the page; what is withdrawn meanwhile is left out."""
    keys = list(chosen_results(chosen).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        order = {key: place for place, key in enumerate(keys[start : start + BATCH])}
        batch = sorted(counting_results().filter(pk__in=order), key=lambda result: order[result.pk])
        yield from map(_record, shown_rows(batch))


def _record(shown: Shown) -> dict[str, Any]:
    row = shown.row
    return {
        "resultaat": str(row.uuid),
        "praktijkvoorbeeld": row.case_number,
        "titel": row.case_title,
        "adres": f"{settings.SITE_URL}{row.case_url}",
        "organisaties": list(row.organisations),
        "indicator": row.indicator.label,
        "eenheid": str(row.indicator.get_unit_display()),
        "beter": str(row.indicator.get_better_display()),
        "vergelijking": " en ".join(row.contrast_words) if row.compares else "",
        "voor": row.first,
        "na": row.second,
        "aantallen_voor": row.totals[0],
        "aantallen_na": row.totals[1],
        "zoals_gepubliceerd": row.as_published,
        "verschil": _difference(row),
        "richting": str(row.direction.label).lower(),
        "opzet": row.design_label,
        "gemeld_door": row.reported_by,
        "periode": row.period,
        "vergelijkingsreeks": row.comparison,
        "onderzochte_groep": row.sample,
        "toelichting": row.note,
        "methoden": [f"{method.number}. {method.title}" for method in shown.methods],
        "bronnen": [" ".join(filter(None, (source.title, source.url))) for source in row.sources],
    }


def _difference(row: ResultRow) -> str:
    return row.difference or (row.headline if row.compares else "")


def _flat(value: Any) -> str:
    return "; ".join(map(str, value)) if isinstance(value, Iterable) and not isinstance(value, str) else str(value)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text
