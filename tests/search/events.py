"""The fourteen events every engine must survive, and a site to let them happen on.

An event is a generator: what stands before its first `yield` is prepared before the index is made; then it happens, and
the second `yield` gives what must be found in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from cases.models import CasePage
from core.visibility import is_public
from methods.models import MethodPage
from search.contract import Engine, Question
from search.indexing.drift import compare
from search.service import answer
from tests.factories.pages import SiteTree, build_method, make_case, make_method, make_site
from tests.factories.vocabulary import ChannelFactory
from vocabulary.models import Channel


@dataclass(frozen=True)
class Outcome:
    """This word finds exactly these pages."""

    word: str
    pages: frozenset[int] = frozenset()

    @classmethod
    def of(cls, word: str, *pages: Page) -> Outcome:
        return cls(word, frozenset(page.pk for page in pages))


@dataclass
class Scene:
    """A live method with a channel; for who asks a case that shares it, and a method that is still a draft."""

    site: SiteTree = field(default_factory=make_site)
    channel: Channel = field(default_factory=lambda: ChannelFactory(label="postduif", slug="postduif"))
    method: MethodPage = field(init=False)

    def __post_init__(self) -> None:
        self.method = make_method(title="Kanarie", channels=[self.channel])

    @cached_property
    def case(self) -> CasePage:
        return make_case(title="Merel", channels=[self.channel])

    @cached_property
    def draft(self) -> MethodPage:
        return make_method(title="Zwaluw", live=False)


Event = Callable[[Scene], Iterator[Outcome | None]]


def publish(scene: Scene) -> Iterator[Outcome | None]:
    revision = scene.draft.get_latest_revision()
    yield None
    revision.publish()
    yield Outcome.of("zwaluw", scene.draft)


def draft_of_a_live_page(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    scene.method.title = "Ekster"
    scene.method.save_revision()
    yield Outcome.of("ekster")


def autosave(scene: Scene) -> Iterator[Outcome | None]:
    revision = scene.method.save_revision()
    yield None
    scene.method.gist = "Ekster"
    scene.method.save_revision(overwrite_revision=revision)
    yield Outcome.of("ekster")


def unpublish(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    scene.method.unpublish()
    yield Outcome.of("kanarie")


def scheduled_go_live(scene: Scene) -> Iterator[Outcome | None]:
    scene.draft.go_live_at = timezone.now() + timedelta(hours=1)
    revision = scene.draft.save_revision(approved_go_live_at=scene.draft.go_live_at)
    yield None
    revision.approved_go_live_at = timezone.now() - timedelta(seconds=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()
    yield Outcome.of("zwaluw", scene.draft)


def expiry(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    Page.objects.filter(pk=scene.method.pk).update(expire_at=timezone.now() - timedelta(seconds=1))
    yield Outcome.of("kanarie")


def delete_page(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    scene.method.delete()
    yield Outcome.of("kanarie")


def delete_parent(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    Page.objects.get(pk=scene.site.methods.pk).delete()
    yield Outcome.of("kanarie")


def move_parent(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    parent, target = (Page.objects.get(pk=listing.pk) for listing in (scene.site.methods, scene.site.cases))
    parent.move(target, pos="last-child")
    yield Outcome.of("kanarie", scene.method)


def rename_the_slug_of_the_parent(scene: Scene) -> Iterator[Outcome | None]:
    parent = scene.site.methods
    yield None
    parent.slug = "werkwijzen"
    parent.save_revision().publish()
    yield Outcome.of("kanarie", scene.method)


def restrict_page(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    _restrict(scene.method)
    yield Outcome.of("kanarie")


def restrict_parent(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    _restrict(scene.site.methods)
    yield Outcome.of("kanarie")


def lift_the_restriction(scene: Scene) -> Iterator[Outcome | None]:
    restriction = _restrict(scene.method)
    yield None
    restriction.delete()
    yield Outcome.of("kanarie", scene.method)


def lift_the_restriction_of_the_parent(scene: Scene) -> Iterator[Outcome | None]:
    restriction = _restrict(scene.site.methods)
    yield None
    restriction.delete()
    yield Outcome.of("kanarie", scene.method)


def rename_a_word(scene: Scene) -> Iterator[Outcome | None]:
    case = scene.case
    yield None
    scene.channel.label = "luchtballon"
    scene.channel.save()
    yield Outcome.of("luchtballon", scene.method, case)


def delete_a_word(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    scene.channel.delete()
    yield Outcome.of("postduif")


def rolled_back(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    with transaction.atomic():
        scene.site.methods.add_child(instance=build_method(title="Ekster"))
        scene.method.unpublish()
        transaction.set_rollback(True)
    yield Outcome.of("kanarie", scene.method)


def save_and_search(scene: Scene) -> Iterator[Outcome | None]:
    yield None
    for title in ("Ekster", "Ooievaar"):
        scene.method.title = title
        scene.method.save_revision().publish()
        seen(title)
    yield Outcome.of("ooievaar", scene.method)


def _restrict(page: Page) -> PageViewRestriction:
    return PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


EVENTS: tuple[Event, ...] = (
    *(publish, draft_of_a_live_page, autosave, unpublish, scheduled_go_live, expiry, delete_page, delete_parent),
    *(move_parent, rename_the_slug_of_the_parent, restrict_page, restrict_parent, lift_the_restriction),
    *(lift_the_restriction_of_the_parent, rename_a_word, delete_a_word, rolled_back, save_and_search),
)


def seen(word: str) -> set[int]:
    """What a visitor finds now, in any state of the engine: never an error, never a page they may not read."""
    found = {hit.page_id for hit in answer(Question(word)).hits}
    assert all(is_public(page) for page in Page.objects.filter(pk__in=found))
    assert Page.objects.filter(pk__in=found).count() == len(found)
    return found


def agree(engines: tuple[Engine, ...], outcome: Outcome) -> None:
    """Database and index agree, in every index, and what is found stands at its present address."""
    for engine in engines:
        found = compare(engine)
        assert found.agrees, (engine.name, found)
    assert seen(outcome.word) == outcome.pages
    shown = answer(Question(outcome.word))
    assert {hit.page_id: hit.url for hit in shown.hits} == {
        page.pk: page.url for page in Page.objects.filter(pk__in=outcome.pages)
    }
