"""Whatever changes the public state of a page is announced, with every page it touches."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, PageViewRestriction

from core.signals.public_state import page_state_changed
from tests.factories.pages import make_listing, make_method, make_site

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced() -> Iterator[set[int]]:
    seen: set[int] = set()

    def note(page_ids: frozenset[int], **_: Any) -> None:
        seen.update(page_ids)

    page_state_changed.connect(note)
    yield seen
    page_state_changed.disconnect(note)


def test_a_draft_and_a_publication_name_the_page(announced: set[int]) -> None:
    page = make_method()
    announced.clear()
    page.title = "Anders"
    page.save_revision().publish()
    assert page.pk in announced


def test_a_new_slug_names_every_page_below(announced: set[int]) -> None:
    site = make_site()
    page = make_method(site.methods)
    announced.clear()
    parent = Page.objects.get(pk=site.methods.pk).specific
    parent.slug = "werkwijzen"
    parent.save_revision().publish()
    assert {parent.pk, page.pk} <= announced


def test_a_title_names_only_the_page(announced: set[int]) -> None:
    site = make_site()
    page = make_method(site.methods)
    announced.clear()
    parent = Page.objects.get(pk=site.methods.pk).specific
    parent.title = "Werkwijzen"
    parent.save()
    assert page.pk not in announced


def test_a_move_names_every_page_below(announced: set[int]) -> None:
    site = make_site()
    listing = make_listing(site.home, "Eigen lijst", "eigen-lijst")
    other = make_listing(site.home, "Andere lijst", "andere-lijst")
    page = make_method(listing)
    announced.clear()
    Page.objects.get(pk=listing.pk).move(Page.objects.get(pk=other.pk), pos="last-child")
    assert {listing.pk, page.pk} <= announced


def test_a_restriction_and_its_end_name_every_page_below(announced: set[int]) -> None:
    site = make_site()
    page = make_method(site.methods)
    announced.clear()
    restriction = PageViewRestriction.objects.create(page=site.methods, restriction_type="login")
    assert page.pk in announced
    announced.clear()
    restriction.delete()
    assert page.pk in announced


def test_deleting_a_parent_names_every_page_below(announced: set[int]) -> None:
    site = make_site()
    page = make_method(site.methods)
    announced.clear()
    Page.objects.get(pk=site.methods.pk).delete()
    assert {site.methods.pk, page.pk} <= announced


def test_it_is_announced_inside_the_transaction(announced: set[int]) -> None:
    page = make_method()
    inside: list[bool] = []

    def note(**_: Any) -> None:
        inside.append(transaction.get_connection().in_atomic_block)

    page_state_changed.connect(note)
    page.save_revision().publish()
    page_state_changed.disconnect(note)
    assert inside
    assert all(inside)
