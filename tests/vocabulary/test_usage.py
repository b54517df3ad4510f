"""Where a word is used decides whether it can go, and whose pages change with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.published import kinds
from core.signals.public_state import page_state_changed
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)
from vocabulary.models import Channel, Organisation, OrganisationType
from vocabulary.usage import is_used, page_ids_showing, pages_per_word, revisions_naming

pytestmark = pytest.mark.django_db


@pytest.fixture
def announced() -> Iterator[list[frozenset[int]]]:
    heard: list[frozenset[int]] = []

    def listen(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    page_state_changed.connect(listen)
    yield heard
    page_state_changed.disconnect(listen)


def test_a_new_word_is_not_used() -> None:
    for factory in (FamilyFactory, OrganisationFactory, ChannelFactory, ThemeFactory, ProductFactory, IndicatorFactory):
        assert not is_used(factory())


def test_words_of_a_method_are_used() -> None:
    family, channel, barrier, theme = FamilyFactory(), ChannelFactory(), BarrierFactory(), ThemeFactory()
    indicator, owner = IndicatorFactory(), OrganisationFactory()
    page = make_method(
        families=[family],
        channels=[channel],
        barriers=[barrier],
        theme=theme,
        indicators=[indicator],
        owner_organisation=owner,
    )
    for word in (family, channel, barrier, theme, indicator, owner):
        assert is_used(word)
        assert page_ids_showing(type(word), [word.pk]) == {page.pk}


def test_words_of_a_case_and_of_a_result_within_it_are_used() -> None:
    organisation, product, indicator = OrganisationFactory(), ProductFactory(), IndicatorFactory()
    page = make_case(
        organisations=[organisation], products=[product], results=[build_result(indicator=indicator)], live=False
    )
    for word in (organisation, product, indicator):
        assert is_used(word)
        assert page_ids_showing(type(word), [word.pk]) == {page.pk}


def test_a_family_shows_on_the_pages_of_its_organisations() -> None:
    organisation = OrganisationFactory()
    page = make_case(organisations=[organisation])
    other = FamilyFactory()
    counted = pages_per_word(OrganisationType, [organisation.family.pk, other.pk])
    assert counted == {organisation.family.pk: {page.pk}, other.pk: set()}


def test_a_listing_page_uses_the_words_it_filters_on() -> None:
    channel = ChannelFactory()
    listing = make_site().methods
    listing.channels.set([channel])
    listing.save()
    assert page_ids_showing(Channel, [channel.pk]) == {listing.pk}


def test_a_word_only_in_an_older_revision_is_still_used() -> None:
    channel, indicator = ChannelFactory(), IndicatorFactory()
    page = make_case(channels=[channel], results=[build_result(indicator=indicator)])
    page.channels.clear()
    page.results = []
    page.save_revision().publish()
    for word in (channel, indicator):
        assert page_ids_showing(type(word), [word.pk]) == set()
        assert is_used(word)
        assert {revision.object_id for revision in revisions_naming(word)} == {str(page.pk)}
    page.revisions.order_by("pk").first().delete()
    assert not is_used(Channel.objects.get(pk=channel.pk))


def test_renaming_and_ending_a_word_announces_the_pages_that_show_it(announced: list[frozenset[int]]) -> None:
    organisation = OrganisationFactory()
    page = make_case(organisations=[organisation])
    make_case()
    announced.clear()
    organisation.label = "Nieuwe naam"
    organisation.save()
    organisation.family.label = "andere familie"
    organisation.family.save()
    assert announced == [frozenset({page.pk}), frozenset({page.pk})]


def test_a_deleted_word_announces_the_pages_that_showed_it(announced: list[frozenset[int]]) -> None:
    channel = ChannelFactory()
    page = make_method(channels=[channel])
    announced.clear()
    channel.delete()
    assert frozenset({page.pk}) in announced


def test_counting_pages_takes_the_same_queries_for_many_words(django_assert_num_queries: Any) -> None:
    few = [OrganisationFactory() for _ in range(2)]
    many = [OrganisationFactory() for _ in range(20)]
    make_case(organisations=few + many)
    with CaptureQueriesContext(connection) as queries:
        pages_per_word(Organisation, [word.pk for word in few])
    assert len(queries) <= len(kinds()), "at most one for each kind of page"
    with django_assert_num_queries(len(queries)):
        pages_per_word(Organisation, [word.pk for word in many])
