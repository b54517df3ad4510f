"""A figure is declared once, on the model: the form, the checks, the files and the log of corrections follow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from cases.cards.method_outcome import _DECIDES
from cases.choices import Shape
from cases.computed.refresh import _DIGESTED
from cases.figures.published_figures import ALLOWED, COMPARISON_FIGURES, FIGURES, NEEDED, PublishedFigures, form_rows
from cases.models import Result
from cases.models.panels import RESULT_PANELS
from editorial.content_files.page_formats import RESULT, RESULT_FIELDS

DECLARED = {*FIGURES, *COMPARISON_FIGURES}


def fields_of(panels: list[Any]) -> Iterator[str]:
    """The names of the fields in these panels, in order."""
    for panel in panels:
        if hasattr(panel, "field_name"):
            yield panel.field_name
        yield from fields_of(getattr(panel, "children", []))


def test_every_number_of_a_result_is_declared_as_a_figure() -> None:
    numbers = (models.DecimalField, models.PositiveBigIntegerField)
    found = {field.name for field in PublishedFigures._meta.local_fields if isinstance(field, numbers)}
    assert found | {"outcome", "series"} == DECLARED


def test_every_list_of_figures_holds_all_of_them() -> None:
    lists: dict[str, list[str]] = {
        "the form": list(fields_of(RESULT_PANELS)),
        "content files as they are read": list(RESULT),
        "content files as they are written": RESULT_FIELDS,
        "the log of corrections": list(_DIGESTED),
        "what a card chooses by": list(_DECIDES),
        "the model": [field.name for field in Result._meta.fields],
    }
    assert {name: DECLARED - set(found) for name, found in lists.items() if DECLARED - set(found)} == {}
    assert {name for name, found in lists.items() if len(found) != len(set(found))} == set()


def test_every_figure_has_a_shape_or_stands_beside_the_result() -> None:
    assert {name for names in ALLOWED.values() for name in names} == set(FIGURES)
    assert all(name.startswith("comparison_") for name in COMPARISON_FIGURES)
    assert all(set(NEEDED[shape]) <= set(ALLOWED[shape]) for shape in Shape)


def test_the_rows_of_the_form_hold_each_figure_once() -> None:
    rows = form_rows([*FIGURES, *COMPARISON_FIGURES])
    assert sorted(name for row in rows for name in row) == sorted(DECLARED)
    assert form_rows(["first", "second", "series"]) == [["first", "second"], ["series"]]


def test_the_digest_keeps_its_order() -> None:
    """A stored digest is compared with one made now: another order would tell every result as corrected."""
    assert (
        *("indicator_id", "contrast", "shape", "qualifier", "first", "second", "first_events", "first_total"),
        *("second_events", "second_total", "change_points", "change_relative", "change_factor", "change_low"),
        *("change_high", "outcome", "series", "first_period", "second_period", "design", "comparison_first"),
        *("comparison_second", "comparison_first_total", "comparison_second_total"),
    ) == _DIGESTED
