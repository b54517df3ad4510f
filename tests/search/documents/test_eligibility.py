"""The predicate and the queryset say the same of every page of any tree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from search.documents.eligibility import is_searchable, searchable_pages
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.generated import draws

pytestmark = pytest.mark.django_db

MOMENTS = st.sampled_from([None, timedelta(minutes=-5), timedelta(seconds=-1), timedelta(minutes=5)])
RESTRICTIONS = st.sampled_from([None, "password", "login", "groups"])
PAGES = st.fixed_dictionaries(
    {"live": st.booleans(), "expires": MOMENTS, "restricted": RESTRICTIONS, "on": st.sampled_from(["case", "method"])}
)


@given(
    pages=st.lists(PAGES, min_size=1, max_size=4),
    parents=st.tuples(RESTRICTIONS, RESTRICTIONS),
    parent_live=st.booleans(),
)
@pytest.mark.generated
@settings(max_examples=draws(10, 25), suppress_health_check=list(HealthCheck))
def test_predicate_and_queryset_agree(
    pages: list[dict[str, object]], parents: tuple[str | None, str | None], parent_live: bool
) -> None:
    tree = make_site()
    top = make_listing(tree.home, "Boven", "boven")
    below = make_listing(top, "Onder", "onder")
    for parent, kind in zip((top, below), parents, strict=True):
        PageViewRestriction.objects.filter(page=parent).delete()
        _restrict(parent, kind)
    Page.objects.filter(pk=below.pk).update(live=parent_live)
    for description in pages:
        make = make_method if description["on"] == "method" else make_case
        page = make(below, live=bool(description["live"]))
        _restrict(page, description["restricted"])
        if description["expires"] is not None:
            Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() + description["expires"])  # type: ignore[operator]
    expected = {page.pk for page in Page.objects.all() if is_searchable(page)}
    assert {page.pk for page in Page.objects.all().specific() if is_searchable(page)} == expected
    assert set(searchable_pages().values_list("pk", flat=True)) == expected


def test_only_methods_and_cases_can_be_found() -> None:
    tree = make_site()
    method, case, background = make_method(), make_case(), make_case(background=True, organisations=[])
    assert set(searchable_pages().values_list("pk", flat=True)) == {method.pk, case.pk, background.pk}
    assert not is_searchable(tree.home)
    assert not is_searchable(tree.methods)


def _restrict(page: Page, kind: object) -> None:
    if kind:
        PageViewRestriction.objects.create(
            page=page, restriction_type=kind, password="geheim" if kind == "password" else ""
        )
