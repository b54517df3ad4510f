"""What is stored of a method follows every change at once, and nothing of what is withdrawn stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page, PageViewRestriction

from cases.computed import stale as turn
from cases.models import EvidenceState, EvidenceSummary, ResultSource
from cases.summaries import recompute as recomputing
from cases.summaries.loader import inputs_of
from cases.summaries.payload import from_payload, to_payload
from cases.summaries.read import NO_EVIDENCE, evidence_levels, live_summary, method_evidence
from cases.summaries.recompute import recompute, recompute_all
from core.signals.public_state import announce, derived_state_changed
from evidence import Direction, Result, Role, at_start, effect_of, left_after_trend, result_direction
from methods.models import MethodIndicator
from tests.cases.summaries.stored import CANARY, case_for, counted, everything_stored
from tests.factories.pages import build_result, make_method, make_site
from tests.factories.vocabulary import FamilyFactory, IndicatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
# Five organisations by lot, all clearly better: rung 5, capped for want of a guard.
FIVE = [(340, 500), (300, 450), (200, 330), (400, 560), (310, 480)]


def whole(method: Any) -> tuple[Direction, int, int]:
    """What is stored: direction, level, organisations."""
    row = EvidenceSummary.objects.get(method_id=method.pk)
    found = from_payload(row.payload).whole
    assert (row.direction, row.level, row.organisations) == (found.direction, found.level, found.organisations)
    return found.direction, found.level, found.organisations


NOTHING = (Direction.NO_RESULT, 0, 0)
ONE = (Direction.BETTER, 1, 1)


def test_a_method_without_results(method: Any) -> None:
    assert whole(method) == NOTHING


def test_publishing_and_unpublishing_a_case(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    assert whole(method) == ONE
    with commit():
        page.unpublish()
    assert whole(method) == NOTHING
    with commit():
        page.save_revision().publish()
    assert whole(method) == ONE


def test_a_draft_changes_nothing(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    [result] = page.results.all()
    result.second = 5
    page.results = [result]
    with commit():
        page.save_revision()
    assert whole(method) == ONE
    with commit():
        page.get_latest_revision().publish()
    assert whole(method) == (Direction.WORSE, 1, 1)


@pytest.mark.parametrize("what", ["page", "parent"])
def test_restricting(what: str, method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    restricted = page if what == "page" else make_site().cases
    with commit():
        restriction = PageViewRestriction.objects.create(
            page=Page.objects.get(pk=restricted.pk), restriction_type=PageViewRestriction.LOGIN
        )
    assert whole(method) == NOTHING
    with commit():
        restriction.delete()
    assert whole(method) == ONE


def test_deleting_a_case(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        page.delete()
    assert whole(method) == NOTHING


def test_a_result_that_no_longer_counts(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        page.results.get().counts_for.get().delete()
    assert whole(method) == NOTHING


def test_a_source_a_word_and_a_main_indicator(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    before = method_evidence(method.pk)
    with commit():
        ResultSource.objects.filter(result__page=page).get().delete()
    [flaw] = [each for each in method_evidence(method.pk).whole.why if each.code == "weakly_reported"]
    assert flaw.effect == -1
    assert "weakly_reported" not in {each.code for each in before.whole.why}
    with commit():
        indicator.label = "Helemaal digitaal"
        indicator.save()
    assert method_evidence(method.pk).indicators[0].label == "Helemaal digitaal"
    with commit():
        MethodIndicator.objects.get(page=method).delete()
        MethodIndicator.objects.create(page=method, indicator=IndicatorFactory())
    assert whole(method) == NOTHING
    assert [each.role for each in method_evidence(method.pk).guards] == [Role.GUARD]


def test_a_rolled_back_change_changes_nothing(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit(), pytest.raises(RuntimeError), transaction.atomic():
        page.unpublish()
        raise RuntimeError
    assert whole(method) == ONE


def test_a_case_that_ends_by_the_clock(method: Any, indicator: Any, commit: Any, monkeypatch: Any) -> None:
    """Before the worker has unpublished it, readers get what can be said without it."""
    soon = timezone.now() + timedelta(hours=1)
    with commit():
        page = case_for(method, indicator)
        Page.objects.filter(pk=page.pk).update(expire_at=soon)
        announce({page.pk})
    assert method_evidence(method.pk).whole.organisations == 1
    monkeypatch.setattr(timezone, "now", lambda: soon)
    assert method_evidence(method.pk).whole.organisations == 0


def test_when_recomputing_fails_readers_compute_for_themselves(
    method: Any, indicator: Any, commit: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError

    with commit():
        page = case_for(method, indicator)
    with monkeypatch.context() as patched:
        patched.setattr(turn, "recompute", fail)
        with commit():
            page.unpublish()
    assert whole(method) == ONE
    assert method_evidence(method.pk).whole.organisations == 0
    assert [each.method_id for each in recompute_all()] == [method.pk]
    assert whole(method) == NOTHING


def test_nothing_is_written_when_nothing_differs(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    before = everything_stored()
    with commit():
        page.title = "Anders"
        page.save_revision().publish()
    assert list(recompute_all()) == []
    assert everything_stored() == before


def test_a_new_summary_is_announced_once_and_ends_there(method: Any, indicator: Any, commit: Any) -> None:
    heard: list[frozenset[int]] = []

    def hear(page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    page = case_for(method, indicator)
    derived_state_changed.connect(hear)
    try:
        with commit() as callbacks:
            recompute([method.pk])
    finally:
        derived_state_changed.disconnect(hear)
    assert heard == [frozenset({method.pk})]
    assert page.pk not in heard[0]
    assert len(callbacks) <= 1


def test_in_batches(commit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recomputing, "BATCH", 2)
    methods = [make_method() for _ in range(5)]
    assert {each.method_id for each in recompute_all()} == {method.pk for method in methods}
    assert list(recompute_all()) == []


def test_reading_is_one_query(method: Any, commit: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with commit():
        other = make_method()
    with django_assert_num_queries(1):
        method_evidence(method.pk)
    with django_assert_num_queries(1):
        found = evidence_levels([method.pk, other.pk])
    assert found == {method.pk: NO_EVIDENCE, other.pk: NO_EVIDENCE}


@pytest.mark.parametrize("payload", [{}, {"version": 0}])
def test_what_another_version_wrote_is_computed_for_now(
    payload: dict[str, Any], method: Any, indicator: Any, commit: Any
) -> None:
    with commit():
        case_for(method, indicator)
    EvidenceSummary.objects.update(payload=payload)
    assert method_evidence(method.pk).whole.organisations == 1


def test_five_organisations_are_pooled_and_read_back(method: Any, indicator: Any, commit: Any) -> None:
    family = FamilyFactory()
    with commit():
        for place, (first, second) in enumerate(FIVE):
            result = counted(first, second, counts_for=[method], indicator=indicator)
            who = OrganisationFactory(family=family) if place < 2 else OrganisationFactory()
            case_for(method, indicator, result, organisations=[who])
    found = method_evidence(method.pk)
    assert from_payload(to_payload(found)) == found
    assert (found.whole.rung, found.whole.level) == (5, 4)
    assert [each.code for each in found.whole.why if each.effect] == ["no_guard"]
    pooled = found.indicators[0].pooled
    assert pooled is not None and pooled.k == 5 and pooled.next_low is not None
    counting = inputs_of([method.pk])[method.pk]
    [live] = live_summary(counting).indicators
    assert live.pooled is not None and live.pooled.estimate == pooled.estimate
    assert at_start(live, 34).next_high is not None
    [few] = live_summary([each for each in counting if family.pk in each.families]).indicators
    assert few.pooled is None and len(at_start(few, 34).examples) == 2


def test_each_result_with_its_own_direction(method: Any, indicator: Any, commit: Any) -> None:
    """With totals the interval decides, and a trend beside it is taken off."""
    unclear = counted(12, 14, total=100, counts_for=[method], indicator=indicator)
    trend = {"comparison_first": 58, "comparison_second": 73, "first": 34, "second": 50}
    overtaken = build_result(counts_for=[method], indicator=indicator, **trend)
    with commit():
        for result in (unclear, overtaken):
            case_for(method, indicator, result)

    def direction(result: Result) -> Direction | None:
        return result_direction(effect_of(result), result.better)

    found = {each.uuid: each.result for each in inputs_of([method.pk])[method.pk]}
    assert direction(found[unclear.uuid]) is Direction.NO_CLEAR_CHANGE
    assert left_after_trend(found[unclear.uuid]) is None
    assert direction(found[overtaken.uuid]) is Direction.WORSE
    left = left_after_trend(found[overtaken.uuid])
    assert left is not None and left.left < 0


def test_nothing_of_a_withdrawn_case_stays(method: Any, indicator: Any, commit: Any) -> None:
    """A canary in names, titles, sources and words, first public, then withdrawn in three ways."""
    own = IndicatorFactory(label=f"{CANARY} gemeten", slug="kanariehuizen")
    ends = ["unpublish", "restrict", "delete"]
    with commit():
        MethodIndicator.objects.create(page=method, indicator=own)
        pages = []
        for _ in ends:
            result = build_result(counts_for=[method], indicator=own, as_published=CANARY, note=CANARY)
            who = [OrganisationFactory(label=CANARY)]
            pages.append(case_for(method, own, result, organisations=who, title=CANARY, gist=CANARY))
        draft = build_result(counts_for=[method], indicator=indicator, as_published="Kanariedraft")
        case_for(method, indicator, draft, organisations=[OrganisationFactory(label="Kanariedraft")], live=False)
    assert CANARY in everything_stored()
    with commit():
        pages[0].unpublish()
        PageViewRestriction.objects.create(page=pages[1].page_ptr, restriction_type=PageViewRestriction.LOGIN)
        pages[2].delete()
    assert whole(method) == NOTHING
    assert "kanarie" not in everything_stored().lower()


def test_age_alone_takes_a_point_off(method: Any, indicator: Any, commit: Any) -> None:
    """Two organisations compared without totals: a second flaw comes when both are ten years old."""
    with commit():
        for _ in range(2):
            fields = {"design": "comparison", "second_period": "31-5-2020", "totals_not_published": True}
            case_for(method, indicator, build_result(counts_for=[method], indicator=indicator, **fields))
    assert whole(method)[1] == 3
    assert recompute([method.pk], date(2030, 5, 31)) == []
    [written] = recompute([method.pk], date(2030, 6, 1))
    assert [cause.value for cause in written.causes] == ["tijd"]
    assert whole(method)[1] == 2
    newest = EvidenceState.objects.filter(scope="method").first()
    assert newest is not None and (newest.causes, newest.level_before, newest.level) == (["tijd"], 3, 2)
