"""Fill in an edit form of the admin as an editor would: read it, change it, send it."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils import WagtailTestUtils
from wagtail.test.utils.form_data import querydict_from_html, rich_text

PUBLISH = {"action-publish": "action-publish"}
SUBMIT = {"action-submit": "action-submit"}
APPROVE = {"action-workflow-action": "true", "workflow-action-name": "approve"}


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def add_url(parent: Page, page_type: type[Page]) -> str:
    return reverse("wagtailadmin_pages:add", args=(page_type._meta.app_label, page_type._meta.model_name, parent.pk))


def read_form(client: Client, url: str, page: Page) -> QueryDict:
    """What the form holds when it is opened; `page` gives the parts that only a browser's script fills in."""
    response = client.get(url)
    assert response.status_code == 200, response
    html = response.content.decode()
    data: QueryDict = querydict_from_html(html, form_id="page-edit-form")
    for box in WagtailTestUtils.get_soup(html).select("input[type=checkbox][checked]:not([value])"):
        data[str(box.get("name"))] = "on"
    for name in [name for name in data if "__prefix__" in name]:
        del data[name]
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            data.update(block_data(field.name, field.stream_block, getattr(page, field.name)))
    return data


def open_edit(client: Client, page: Page) -> QueryDict:
    return read_form(client, edit_url(page), page.get_latest_revision_as_object())


def open_add(client: Client, parent: Page, page_type: type[Page]) -> QueryDict:
    return read_form(client, add_url(parent, page_type), page_type())


def block_data(prefix: str, block: blocks.Block, value: Any) -> dict[str, str]:
    """The inputs a browser makes of a block."""
    if isinstance(block, blocks.StreamBlock):
        data = {f"{prefix}-count": str(len(value or []))}
        for index, child in enumerate(value or []):
            data |= _child(f"{prefix}-{index}", index, child.id) | {f"{prefix}-{index}-type": child.block_type}
            data |= block_data(f"{prefix}-{index}-value", child.block, child.value)
        return data
    if isinstance(block, blocks.ListBlock):
        data = {f"{prefix}-count": str(len(value or []))}
        for index, child in enumerate(value.bound_blocks if value else []):
            data |= _child(f"{prefix}-{index}", index, child.id)
            data |= block_data(f"{prefix}-{index}-value", block.child_block, child.value)
        return data
    if isinstance(block, blocks.StructBlock):
        data = {}
        for name, child_block in block.child_blocks.items():
            data |= block_data(f"{prefix}-{name}", child_block, value[name])
        return data
    if isinstance(block, blocks.RichTextBlock):
        return {prefix: rich_text(value.source if value else "", features=block.features)}
    return {prefix: "" if value is None else str(getattr(value, "pk", value))}


def _child(prefix: str, index: int, key: str | None) -> dict[str, str]:
    return {f"{prefix}-id": key or "", f"{prefix}-order": str(index), f"{prefix}-deleted": ""}


def add_row(data: QueryDict, inline: str, /, **values: Any) -> str:
    """Add a row to an inline panel; returns its prefix, under which rows of its own can be added."""
    total = f"{inline}-TOTAL_FORMS"
    index = int(str(data[total]))
    data[total] = str(index + 1)
    prefix = f"{inline}-{index}"
    for name, value in {"id": "", "ORDER": index + 1, "DELETE": "", **values}.items():
        data[f"{prefix}-{name}"] = str(value)
    return prefix


def add_empty_inline(data: QueryDict, relation: str) -> None:
    """The counters of an inline panel inside a new row."""
    for name, number in {"TOTAL": 0, "INITIAL": 0, "MIN_NUM": 0, "MAX_NUM": 1000}.items():
        data[f"{relation}-{name}_FORMS"] = str(number)


def add_result(data: QueryDict, *, source: str = "Jaarverslag", method: Page | None = None, **values: Any) -> str:
    """A new result with its own source and, if given, the method it counts for."""
    prefix = add_row(data, "results", **values)
    for relation in ("counts_for", "sources"):
        add_empty_inline(data, f"{prefix}-{relation}")
    if source:
        add_row(data, f"{prefix}-sources", title=source, url="", read_on="", certainty="A", gives="")
    if method is not None:
        add_row(data, f"{prefix}-counts_for", method=method.pk, relation="alone", arm="")
    return prefix


def as_post(data: QueryDict, **extra: Any) -> dict[str, Any]:
    """The data in the form the test client sends it, with a button pressed."""
    return {name: values if len(values) > 1 else values[0] for name, values in data.lists()} | extra


def errors_of(response: Any) -> dict[str, list[str]]:
    """All errors of a form and its rows, by the full name of the input."""
    return _form_errors(response.context_data["form"])


def _form_errors(form: Any) -> dict[str, list[str]]:
    found = {form.add_prefix(name): list(texts) for name, texts in form.errors.items()}
    for formset in form.formsets.values():
        if formset.non_form_errors():
            found[formset.prefix] = list(formset.non_form_errors())
        for row in formset.forms:
            found |= _form_errors(row)
    return found
