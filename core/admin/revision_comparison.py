"""Compare two revisions row by row; show only the rows that differ, nested rows included."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.admin.compare import ChildObjectComparison, ChildRelationComparison, FieldComparison, TextDiff

from core.text.numbers import number

_Mapping = tuple[dict[int, int], dict[int, int], list[int], list[int]]


class PlainComparison(FieldComparison):  # type: ignore[misc]
    """Numbers and ticks as a reader knows them: `12,5` and `ja`."""

    def htmldiff(self) -> SafeString:
        before, after = _plain(self.val_a), _plain(self.val_b)
        if before == after:
            return format_html("{}", before)
        changes = [(kind, text) for kind, text in (("deletion", before), ("addition", after)) if text]
        shown: SafeString = TextDiff(changes).to_html()
        return shown


@dataclass(frozen=True)
class RowName:
    """Says which row it is, above what changed in it."""

    label: str
    name: str

    def field_label(self) -> str:
        return self.label.capitalize()

    def htmldiff(self) -> SafeString:
        return format_html("{}", self.name)

    def has_changed(self) -> bool:
        return False


class RowComparison(ChildObjectComparison):  # type: ignore[misc]
    """One row. Of a changed row the changed fields, of a new or removed one the fields that hold something."""

    def get_field_comparisons(self) -> list[Any]:
        found: list[Any] = super().get_field_comparisons()
        if self.is_addition() or self.is_deletion():
            return [comparison for comparison in found if _holds_something(comparison)]
        changed = [comparison for comparison in found if comparison.has_changed()]
        if not changed:
            return []
        return [RowName(str(self.model._meta.verbose_name), str(self.obj_b)), *changed]


class RowsComparison(ChildRelationComparison):  # type: ignore[misc]
    """The rows of a relation. Rows with a `uuid` are the same row when that is the same, whatever their key."""

    def __init__(self, field: Any, field_comparisons: Any, obj_a: Any, obj_b: Any, label: str = "") -> None:
        super().__init__(field, field_comparisons, obj_a, obj_b, label=label)
        # A row that is new or gone is compared with itself: then all its own rows are shown.
        self.is_whole = obj_a is obj_b

    def get_child_comparison(self, obj_a: Any, obj_b: Any) -> RowComparison:
        return RowComparison(self.field.related_model, self.field_comparisons, obj_a, obj_b)

    def get_child_comparisons(self) -> list[RowComparison]:
        if self.is_whole:
            return [self.get_child_comparison(row, None) for row in self.val_b.all()]
        found: list[RowComparison] = super().get_child_comparisons()
        return [row for row in found if row.is_addition() or row.is_deletion() or row.has_changed()]

    def get_mapping(self, objs_a: list[Any], objs_b: list[Any]) -> _Mapping:
        if not hasattr(self.field.related_model, "uuid"):
            mapping: _Mapping = super().get_mapping(objs_a, objs_b)
            return mapping
        places = {row.uuid: place for place, row in enumerate(objs_b)}
        forwards = {place: places[row.uuid] for place, row in enumerate(objs_a) if row.uuid in places}
        backwards = {there: here for here, there in forwards.items()}
        added = [place for place in range(len(objs_b)) if place not in backwards]
        deleted = [place for place in range(len(objs_a)) if place not in forwards]
        return forwards, backwards, added, deleted

    def htmldiff(self) -> SafeString:
        """The rows within a row, for the place where a field would show its difference."""
        return format_html_join("", "{}", ((self._row(row),) for row in self.get_child_comparisons()))

    def _row(self, row: RowComparison) -> SafeString:
        state = "" if self.is_whole else "addition" if row.is_addition() else "deletion" if row.is_deletion() else ""
        fields = ((field.field_label(), field.htmldiff()) for field in row.get_field_comparisons())
        inside = format_html_join("", "<dt>{}</dt><dd>{}</dd>", fields)
        return format_html(
            '<div class="comparison__child-object {}"><dl class="comparison__list">{}</dl></div>', state, inside
        )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nee"
    return number(value) if isinstance(value, Decimal | int) else str(value or "")


def _holds_something(comparison: Any) -> bool:
    if isinstance(comparison, RowsComparison):
        return bool(comparison.val_b.all())
    return comparison.val_b not in (None, "", [], False)
