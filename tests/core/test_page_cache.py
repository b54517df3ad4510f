"""Public pages are made once per public state: what is kept, what never is, and that a change shows at once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.contrib.redirects.models import Redirect

from cases.computed.stale import recompute_stale
from core.http.cache import page_cache
from core.http.cache.page_pool import AskedBefore, KeptAnswer, PagePool
from core.http.cache.stamp import note_public_change, prune, public_stamp
from core.http.models import PublicChange
from methods.models import MethodPage
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import BarrierFactory, ThemeFactory
from tests.search.hiding import HIDDEN, draft, expired

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
# What editors and the worker do; not what happens behind the back of the models.
OF_EDITORS = [change for change in HIDDEN if change not in (draft, expired)]
NOW = datetime.fromisoformat("2026-06-01T12:00:00+02:00")


@pytest.fixture
def method() -> MethodPage:
    make_site()
    page: MethodPage = make_method(title="Brieven die werken")
    recompute_stale()
    return page


def state(response: HttpResponse) -> str:
    return response.headers.get("X-Page-Cache", "")


def test_a_page_is_made_once(
    client: Client, method: MethodPage, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = client.get(method.url)
    with django_assert_num_queries(1):
        kept = client.get(method.url)
    assert (state(made), state(kept)) == ("miss", "hit")
    assert made.content == kept.content
    assert {**made.headers, "X-Page-Cache": ""} == {**kept.headers, "X-Page-Cache": ""}
    assert page_cache.kept_pages()["hits"] == 1


def test_it_is_sent_packed_to_who_takes_that(client: Client, method: MethodPage) -> None:
    plain = client.get(method.url)
    packed = client.get(method.url, headers={"Accept-Encoding": "gzip"})
    assert state(packed) == "hit"
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_who_has_it_already_gets_an_empty_answer(client: Client, method: MethodPage) -> None:
    etag = client.get(method.url).headers["ETag"]
    for encoding in ("", "gzip"):
        again = client.get(method.url, headers={"If-None-Match": etag, "Accept-Encoding": encoding})
        assert (again.status_code, again.content) == (304, b"")


def test_a_first_ask_with_a_condition_makes_the_whole_page(client: Client, method: MethodPage) -> None:
    etag = client.get(method.url).headers["ETag"]
    page_cache.clear()
    assert client.get(method.url, headers={"If-None-Match": etag}).status_code == 304
    kept = client.get(method.url)
    assert (state(kept), kept.status_code) == ("hit", 200)
    assert b"Brieven die werken" in kept.content


def reworded(page: MethodPage) -> None:
    page.title = "Anders"
    page.save_revision().publish()


def word_changed(page: MethodPage) -> None:
    page.theme.label = "Een ander thema"
    page.theme.save()


def word_added(page: MethodPage) -> None:
    BarrierFactory()


def redirected(page: MethodPage) -> None:
    Redirect.objects.create(old_path="/elders", redirect_link="/")


def tagged(page: MethodPage) -> None:
    page.tags.add("nieuw")
    page.save_revision().publish()


@pytest.mark.parametrize(
    "change", [*OF_EDITORS, reworded, word_changed, word_added, redirected, tagged], ids=lambda change: change.__name__
)
def test_what_changes_shows_with_the_next_request(
    change: Callable[[Any], None], client: Client, method: MethodPage
) -> None:
    method.theme = method.theme or ThemeFactory()
    method.save_revision().publish()
    recompute_stale()
    before = client.get(method.url)
    assert state(client.get(method.url)) == "hit"
    change(MethodPage.objects.get(pk=method.pk))
    after = client.get(method.url)
    assert state(after) != "hit"
    page_cache.clear()
    assert client.get(method.url).status_code == after.status_code
    assert before.status_code == 200


def test_a_page_that_computes_what_is_not_stored_yet_is_not_kept(client: Client, method: MethodPage) -> None:
    make_case(results=[build_result(counts_for=[method])])
    assert [state(client.get(method.url)) for _ in range(2)] == ["miss", "miss"]
    recompute_stale()
    assert [state(client.get(method.url)) for _ in range(2)] == ["miss", "hit"]


def test_saving_a_draft_keeps_the_pages(client: Client, method: MethodPage) -> None:
    client.get(method.url)
    method.title = "Nog niet voor iedereen"
    method.save_revision()
    kept = client.get(method.url)
    assert state(kept) == "hit"
    assert b"Nog niet voor iedereen" not in kept.content


def test_what_is_rolled_back_changes_nothing(client: Client, method: MethodPage) -> None:
    client.get(method.url)
    with transaction.atomic():
        reworded(MethodPage.objects.get(pk=method.pk))
        transaction.set_rollback(True)
    assert state(client.get(method.url)) == "hit"


def test_at_midnight_only_what_depends_on_the_day_is_made_anew(client: Client, method: MethodPage) -> None:
    other = make_method(title="Zonder controle")
    recompute_stale()
    with time_machine.travel(NOW, tick=False) as clock:
        MethodPage.objects.filter(pk=method.pk).update(reviewed_on=date(2026, 1, 1), next_review=date(2026, 6, 1))
        for page in (method, other):
            client.get(page.url)
        clock.shift(timedelta(days=1))
        assert state(client.get(other.url)) == "hit"
        assert "De controle had op" in client.get(method.url).content.decode()


def test_an_editor_neither_fills_nor_reads_it(client: Client, method: MethodPage, settings: Any) -> None:
    client.force_login(get_user_model().objects.create_superuser("red", "", "x"))
    assert [state(client.get(method.url)) for _ in range(2)] == ["", ""]
    assert page_cache.kept_pages()["answers"] == 0


@pytest.mark.parametrize("address", ["/zoeken/vraag/", "/bestaat-niet/", "/healthz", "/toegang/inloggen/"])
def test_forms_errors_and_health_are_not_kept(address: str, client: Client, method: MethodPage) -> None:
    for _ in range(3):
        assert state(client.get(address)) != "hit"
    assert page_cache.kept_pages()["answers"] == 0


def test_it_can_be_switched_off(client: Client, method: MethodPage, settings: Any) -> None:
    settings.PAGE_CACHE_MB = 0
    assert [state(client.get(method.url)) for _ in range(2)] == ["", ""]


def test_another_host_is_another_page(client: Client, method: MethodPage) -> None:
    client.get(method.url, headers={"Host": "een.example.nl"})
    assert state(client.get(method.url, headers={"Host": "twee.example.nl"})) == "miss"


def test_a_stamp_never_comes_back() -> None:
    seen = set()
    for _ in range(230):
        note_public_change()
        seen.add(public_stamp())
    prune()
    seen.add(public_stamp())
    assert len(seen) == 231
    assert PublicChange.objects.count() <= 101


def answer(size: int) -> KeptAnswer:
    return KeptAnswer((1, 1), (), b"x" * size, b"", None, None)


def test_a_pool_never_holds_more_than_it_may() -> None:
    pool = PagePool(10_000)
    for number in range(100):
        pool.put(number, answer(1_500))
        assert pool.bytes <= 10_000
    assert pool.get(99, (1, 1), NOW) is not None
    assert pool.get(0, (1, 1), NOW) is None
    pool.put("large", answer(20_000))
    assert pool.get("large", (1, 1), NOW) is None


def test_what_was_asked_before_is_remembered_for_a_bounded_number() -> None:
    asked = AskedBefore(most=2)
    assert [asked(key) for key in ("a", "a", "b", "c", "a")] == [False, True, False, False, False]
