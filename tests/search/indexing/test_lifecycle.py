"""The fourteen events every engine must survive: what is found, what is not, and did the save succeed?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.jobs.publish_scheduled import publish_due
from search.contract import Answer, Engine, Facet, Question, Sort
from search.indexing import outbox
from search.indexing.drift import compare
from search.indexing.models import Consumer, OutboxEntry
from search.indexing.worker import Worker
from search.service import answer
from tests.factories.pages import build_method, make_case, make_method, make_site
from tests.factories.vocabulary import BarrierFactory, ChannelFactory, FamilyFactory, OrganisationFactory, ThemeFactory
from tests.search.memory_engine import MemoryEngine
from tests.search.records import counts, numbers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]


def step(worker: Worker) -> None:
    """Let the worker do everything there is to do, and see that index and database agree."""
    while worker.step():
        pass
    found = compare(worker.engine)
    assert found.agrees, found


def find(text: str) -> Answer:
    found = answer(Question(text))
    assert not found.degraded
    return found


def ids(text: str) -> list[int]:
    return [hit.page_id for hit in find(text).hits]


def test_publish(worker: Worker) -> None:
    page = make_method(live=False, title="Kanariebrief")
    step(worker)
    assert ids("kanariebrief") == []
    page.get_latest_revision().publish()
    step(worker)
    assert ids("kanariebrief") == [page.pk]
    assert find("kanariebrief").hits[0].url == page.url


def test_draft_of_a_live_page(worker: Worker) -> None:
    page = make_method(title="Openbaar woord")
    page.title = "Kanarie"
    page.save_revision()
    step(worker)
    assert ids("kanarie") == []
    assert ids("openbaar") == [page.pk]


def test_autosave(worker: Worker) -> None:
    page = make_method(title="Openbaar woord")
    page.gist = "kanarie"
    revision = page.save_revision()
    page.gist = "kanarievogel"
    page.save_revision(overwrite_revision=revision)
    step(worker)
    assert ids("kanarie") == []
    assert ids("kanarievogel") == []


def test_unpublish(worker: Worker) -> None:
    page = make_method(title="Kanarie")
    step(worker)
    assert ids("kanarie") == [page.pk]
    page.unpublish()
    assert ids("kanarie") == [], "also before the worker has seen it"
    step(worker)
    assert ids("kanarie") == []
    assert worker.engine.digests() == {}


def test_scheduled_publishing(worker: Worker) -> None:
    page = make_method(live=False, title="Kanarie")
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    step(worker)
    assert ids("kanarie") == []
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    publish_due()
    step(worker)
    assert ids("kanarie") == [page.pk]


def test_expiry(worker: Worker) -> None:
    page = make_method(title="Kanarie")
    step(worker)
    Page.objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    assert ids("kanarie") == [], "by the clock, before the worker has unpublished it"
    publish_due()
    step(worker)
    assert not Page.objects.get(pk=page.pk).live
    assert worker.engine.digests() == {}


def test_a_page_that_cannot_be_published_does_not_hold_up_the_others(
    worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = timezone.now() - timedelta(minutes=1)
    first, second = make_method(title="Eerste kanarie"), make_method(title="Tweede kanarie")
    Page.objects.filter(pk__in=[first.pk, second.pk]).update(expire_at=past)
    original = type(first).unpublish

    def unpublish(self: Any, *args: Any, **kwargs: Any) -> None:
        if self.pk == first.pk:
            raise ValueError("broken")
        original(self, *args, **kwargs)

    monkeypatch.setattr(type(first), "unpublish", unpublish)
    publish_due()
    assert not Page.objects.get(pk=second.pk).live


def test_delete_page(worker: Worker) -> None:
    page = make_method(title="Kanarie")
    step(worker)
    page.delete()
    assert ids("kanarie") == []
    step(worker)
    assert worker.engine.digests() == {}


def test_delete_parent(worker: Worker) -> None:
    page = make_method(title="Kanarie")
    step(worker)
    page.get_parent().delete()
    step(worker)
    assert ids("kanarie") == []
    assert worker.engine.digests() == {}


def test_move_parent(worker: Worker) -> None:
    tree = make_site()
    page = make_method(title="Kanarie")
    step(worker)
    before = find("kanarie").hits[0].url
    tree.methods.move(tree.cases, pos="last-child")
    step(worker)
    after = find("kanarie").hits[0].url
    assert after != before
    assert after == Page.objects.get(pk=page.pk).url


def test_rename_parent_slug(worker: Worker) -> None:
    tree = make_site()
    make_method(title="Kanarie", slug="kanarie")
    step(worker)
    parent = tree.methods
    parent.slug = "werkwijzen"
    parent.save_revision().publish()
    step(worker)
    assert find("kanarie").hits[0].url == "/werkwijzen/kanarie/"


@pytest.mark.parametrize("on_parent", [False, True])
def test_restrict_and_lift(worker: Worker, on_parent: bool) -> None:
    page = make_method(title="Kanarie")
    step(worker)
    target = page.get_parent() if on_parent else page
    restriction = PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    assert ids("kanarie") == [], "also before the worker has seen it"
    step(worker)
    assert worker.engine.digests() == {}
    restriction.delete()
    step(worker)
    assert ids("kanarie") == [page.pk]


def test_rename_a_word(worker: Worker) -> None:
    channel = ChannelFactory(label="postduif")
    page = make_method(channels=[channel])
    case = make_case(channels=[channel])
    step(worker)
    assert set(ids("postduif")) == {page.pk, case.pk}
    channel.label = "luchtballon"
    channel.save()
    step(worker)
    assert ids("postduif") == []
    assert set(ids("luchtballon")) == {page.pk, case.pk}


def test_delete_a_word(worker: Worker) -> None:
    channel = ChannelFactory(label="postduif", slug="postduif")
    page = make_method(channels=[channel], title="Kanarie")
    step(worker)
    channel.delete()
    step(worker)
    assert ids("postduif") == []
    assert ids("kanarie") == [page.pk]
    assert "postduif" not in counts(find(""), Facet.CHANNEL)


@pytest.mark.parametrize("part", ["family", "organisation", "theme", "barrier"])
def test_rename_a_word_further_away(worker: Worker, part: str) -> None:
    """Each of these is shown by the case too, through its organisation or its method."""
    family = FamilyFactory(label="postduif" if part == "family" else "f")
    organisation = OrganisationFactory(family=family, label="postduif" if part == "organisation" else "o")
    theme = ThemeFactory(label="postduif" if part == "theme" else "t")
    barrier = BarrierFactory(label="postduif" if part == "barrier" else "b")
    method = make_method(theme=theme, barriers=[barrier])
    case = make_case(organisations=[organisation], methods=[method])
    step(worker)
    assert case.pk in ids("postduif")
    word = {"family": family, "organisation": organisation, "theme": theme, "barrier": barrier}[part]
    word.label = "luchtballon"
    word.save()
    step(worker)
    assert ids("postduif") == []
    assert case.pk in ids("luchtballon")


@pytest.mark.parametrize("make", [make_method, make_case])
def test_rename_and_take_off_a_tag(worker: Worker, make: Callable[..., Any]) -> None:
    page = make(tags=["postduif"])
    step(worker)
    assert ids("postduif") == [page.pk]
    tag = page.tags.get()
    tag.name = "luchtballon"
    tag.save()
    step(worker)
    assert ids("luchtballon") == [page.pk]
    tag.delete()
    step(worker)
    assert ids("luchtballon") == []


def test_a_case_follows_its_methods(worker: Worker) -> None:
    """The title, theme and barriers of a method stand in its cases, as long as anyone may read the method."""
    method = make_method(title="Kanariemethode")
    case = make_case(methods=[method])
    step(worker)
    assert set(ids("kanariemethode")) == {method.pk, case.pk}
    method.unpublish()
    step(worker)
    assert ids("kanariemethode") == []
    assert counts(find(""), Facet.THEME) == {}


def test_words_changed_from_the_other_side(worker: Worker) -> None:
    channel = ChannelFactory(label="postduif")
    page, case = make_method(), make_case()
    step(worker)
    channel.methods.add(page)
    channel.cases.add(case)
    step(worker)
    assert set(ids("postduif")) == {page.pk, case.pk}
    channel.methods.clear()
    channel.cases.clear()
    step(worker)
    assert ids("postduif") == []


def test_rolled_back_transaction(worker: Worker) -> None:
    parent = make_site().methods
    step(worker)
    behind = OutboxEntry.objects.count()
    with pytest.raises(ValueError, match="no"), transaction.atomic():
        parent.add_child(instance=build_method(title="Kanarie"))
        raise ValueError("no")
    assert OutboxEntry.objects.count() == behind
    step(worker)
    assert ids("kanarie") == []


def test_engine_down_while_saving(db: None) -> None:
    engine = MemoryEngine()
    worker = Worker(engine=engine)
    worker.step()
    engine.down = True
    page = make_method(title="Kanarie")
    assert Page.objects.filter(pk=page.pk, live=True).exists()
    with pytest.raises(Exception, match="down"):
        worker.step()
    assert outbox.behind(Consumer.objects.get()) >= 1
    engine.down = False
    OutboxEntry.objects.update(not_before=None)
    step(worker)
    assert page.pk in engine.digests()


def test_engine_down_while_searching(site_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    page = make_method(title="Kanarie")
    make_method(live=False, title="Kanarie in concept")
    found = answer(Question("kanarie"))
    assert found.degraded
    assert found.facets == {}
    assert [hit.page_id for hit in found.hits] == [page.pk]


def test_background_is_found_but_never_newest(worker: Worker) -> None:
    background = make_case(background=True, title="Oude kanarie", organisations=[])
    case = make_case(title="Nieuwe kanarie")
    step(worker)
    assert set(ids("kanarie")) == {background.pk, case.pk}
    newest = answer(Question("kanarie", sort=Sort.NEWEST))
    assert numbers(newest) == [f"p{case.number}", f"p{background.number}"]
