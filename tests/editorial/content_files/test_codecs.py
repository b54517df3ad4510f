"""A field is declared in its model; how it stands in a file follows."""

from __future__ import annotations

from typing import Any

import pytest
from modelcluster.models import get_all_child_relations
from wagtail import blocks

from cases.models import CasePage
from editorial.content_files.block_codecs import block_codec
from editorial.content_files.codecs import own_slots
from editorial.content_files.fields import Address, Choice, Day, Flag, Group, Integer, Many, Text
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.page_formats import CASE, METHOD
from home.models import HomePage, ListingPage
from methods.models import MethodPage

OTHER_NAMES = {
    "kept_by",
    "used_methods",
    "relations",
    "tagged_items",
    *(f"is_{name}" for name in ("communication", "product", "benefit", "restriction")),
    *(f"effort_{name}" for name in ("time", "people", "cost", "expertise")),
}


@pytest.mark.parametrize(("model", "written"), [(MethodPage, METHOD), (CasePage, CASE)])
def test_everything_an_editor_fills_in_stands_in_the_file(model: Any, written: Any) -> None:
    rows = {each.name for each in get_all_child_relations(model) if each.model is model}
    assert (set(own_slots(model)) | rows) - OTHER_NAMES <= set(written.slots)


def test_a_field_with_a_default_may_be_left_out_of_a_page_without_a_format_of_its_own() -> None:
    assert own_slots(HomePage)["newest_count"].field.default == 3
    assert not own_slots(HomePage)["newest_count"].field.required
    assert own_slots(ListingPage)["sort"].field.default == "nummer"
    assert own_slots(HomePage)["claim"].field.required


def test_a_row_of_one_field_is_written_as_that_field() -> None:
    field = own_slots(HomePage)["featured"].field
    assert isinstance(field, Many)
    assert isinstance(field.of, Integer)
    assert field.inline


@pytest.mark.parametrize(
    ("block", "field", "value"),
    [
        (blocks.CharBlock(max_length=9), Text(required=True, max_length=9), "kort"),
        (blocks.TextBlock(required=False), Text(multiline=True), "een\ntwee"),
        (blocks.URLBlock(required=False), Address(), "https://example.nl/"),
        (blocks.DateBlock(), Day(required=True), "2026-11-23"),
        (blocks.BooleanBlock(required=False), Flag(), True),
        (blocks.IntegerBlock(), Integer(required=True), 4),
        (blocks.ChoiceBlock(choices=[("a", "A"), ("b", "B")]), Choice(required=True, choices=("a", "b")), "b"),
        (blocks.ListBlock(blocks.CharBlock()), Many(of=Text(required=True)), ["een", "twee"]),
        (
            blocks.StructBlock([("name", blocks.CharBlock()), ("day", blocks.DateBlock(required=False))]),
            Group(required=True, fields={"name": Text(required=True), "day": Day()}),
            {"name": "een", "day": None},
        ),
        (
            blocks.ListBlock(blocks.StructBlock([("name", blocks.CharBlock())]), max_num=1),
            Group(fields={"name": Text(required=True)}),
            {"name": "een"},
        ),
    ],
)
def test_a_block_stands_in_a_file_as_it_is_declared_and_comes_back(block: Any, field: Any, value: Any) -> None:
    codec = block_codec(block)
    assert codec.field == field
    links = DatabaseLinks()
    assert codec.encode(codec.decode(value, links), links) == value


def test_a_block_that_no_file_can_hold_is_named() -> None:
    with pytest.raises(TypeError, match="has no form in a content file"):
        block_codec(blocks.RawHTMLBlock())
