"""Publishing a case: linear in its results, its evidence marked in the transaction and computed by the worker.

Until the worker has come readers see the same as after it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from cases.computed import stale as turn
from cases.computed.stale import recompute_stale
from cases.models import CasePage, EvidenceSummary, FormerValue, StaleEvidence
from cases.summaries.history import changes_of_method
from cases.summaries.read import evidence_levels, method_evidence
from cases.summaries.stale import is_stale, marks, oldest_stale, warning
from core.signals.public_state import derived_state_changed, page_state_changed
from evidence import Direction
from methods.models import MethodPage
from search.indexing import outbox
from search.indexing.models import OutboxEntry
from tests.cases.summaries.stored import case_for
from tests.commits import Commit
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db
# Queries of a publication whatever the number of results, and of each result (with three methods and a source).
FIXED, EACH = 110, 21


@pytest.fixture
def case(method: MethodPage, indicator: Any, commit: Commit) -> CasePage:
    """A public case with one result from 10% to 20%; the worker has nothing left to do."""
    with commit():
        return case_for(method, indicator)


def change(case: CasePage, **fields: Any) -> None:
    """Publish other figures; the worker does not come."""
    case = CasePage.objects.get(pk=case.pk)
    [result] = case.results.all()
    for name, value in fields.items():
        setattr(result, name, value)
    case.results = [result]
    case.save_revision().publish()


def worked() -> None:
    while recompute_stale():
        pass


def former() -> list[str]:
    """What the public log says stood there, oldest first."""
    return [row.figure for row in FormerValue.objects.order_by("pk")]


@pytest.mark.parametrize("count", [1, 5, 20, 100])
def test_publishing_is_linear_in_the_results(count: int) -> None:
    outbox.register("one")
    methods = [make_method() for _ in range(3)]
    results = [build_result(counts_for=methods) for _ in range(count)]
    page = make_case(methods=methods, results=results, live=False)
    heard: list[int] = []

    def hear(page_ids: frozenset[int], **_: Any) -> None:
        heard.extend(page_ids)

    page_state_changed.connect(hear)
    derived_state_changed.connect(hear)
    OutboxEntry.objects.all().delete()
    with CaptureQueriesContext(connection) as captured:
        page.get_latest_revision().publish()
    page_state_changed.disconnect(hear)
    derived_state_changed.disconnect(hear)
    assert len(captured) <= FIXED + EACH * count
    assert sorted(heard) == sorted([page.pk, *(method.pk for method in methods)])
    assert set(OutboxEntry.objects.values_list("page_id", "needed")) == {(page_id, 1) for page_id in heard}


def test_marked_in_the_transaction_of_the_change(method: MethodPage, case: CasePage) -> None:
    assert oldest_stale() is None
    with transaction.atomic():
        change(case, second=5)
        assert is_stale([method.pk])
        transaction.set_rollback(True)
    assert oldest_stale() is None
    before = timezone.now()
    change(case, second=5)
    assert is_stale([method.pk]) and is_stale([case.pk]) and not is_stale([case.pk + 1000])
    oldest = oldest_stale()
    assert oldest is not None and before <= oldest <= timezone.now()
    assert warning() is None
    StaleEvidence.objects.update(since=timezone.now() - timedelta(minutes=11))
    change(case, second=4)
    assert warning()
    worked()
    assert oldest_stale() is None


def test_keeping_a_draft_marks_and_notes_nothing(case: CasePage) -> None:
    outbox.register("one")
    case.title = "Anders"
    case.save_revision()
    assert oldest_stale() is None
    assert not OutboxEntry.objects.exists()


def test_readers_see_the_new_state_before_the_worker_comes(client: Client, method: MethodPage, case: CasePage) -> None:
    cited = method_evidence(method.pk).whole.state
    change(case, second=5)
    assert EvidenceSummary.objects.get(method=method).direction == "better"
    assert method_evidence(method.pk).whole.direction is Direction.WORSE
    assert evidence_levels([method.pk])[method.pk].direction is Direction.WORSE
    for direction, total in (("slechter", "1 resultaat"), ("beter", "1 resultaat")):
        # What no result has is left out of the question, with a notice.
        page = soup(client, f"/resultaten/?richting={direction}")
        assert words(page.select_one("#aantal")) == total
        assert ("telt niet mee" in words(page.main)) == (direction == "beter")
    assert cited and method_evidence(method.pk).whole.state == ""
    worked()
    assert EvidenceSummary.objects.get(method=method).direction == "worse"
    assert method_evidence(method.pk).whole.state not in ("", cited)


def test_what_is_said_as_before_is_cited_as_before(method: MethodPage, case: CasePage) -> None:
    cited = method_evidence(method.pk).whole.state
    change(case, note="Andere woorden.")
    assert is_stale([method.pk])
    assert method_evidence(method.pk).whole.state == cited


def test_an_indicator_of_a_withdrawn_case_is_not_named_before_the_worker_comes(method: Any, commit: Commit) -> None:
    with commit():
        page = case_for(method, IndicatorFactory(label="Kanariemeting"), organisations=[OrganisationFactory()])
    assert "Kanariemeting" in {entry.label for entry in changes_of_method(method.pk)}
    page.unpublish()
    assert "Kanarie" not in repr(changes_of_method(method.pk))


def test_two_corrections_between_two_turns_are_both_in_the_log(case: CasePage) -> None:
    change(case, second=25)
    change(case, second=30)
    worked()
    assert former() == ["10% → 20%", "10% → 25%"]
    worked()
    assert len(former()) == 2


@pytest.mark.parametrize("how", ["unpublish", "restrict"])
def test_hidden_between_two_turns(case: CasePage, how: str) -> None:
    """What readers saw before it was hidden is compared with what they see when it is back; not what nobody saw."""
    change(case, second=25)
    if how == "unpublish":
        CasePage.objects.get(pk=case.pk).unpublish()
        worked()
        change(case, second=30)
    else:
        hidden = PageViewRestriction.objects.create(page=case.page_ptr, restriction_type=PageViewRestriction.LOGIN)
        change(case, second=99)
        change(case, second=30)
        hidden.delete()
    worked()
    assert former() == ["10% → 20%", "10% → 25%"]


def test_deleted_between_two_turns(case: CasePage, method: MethodPage) -> None:
    change(case, second=25)
    CasePage.objects.get(pk=case.pk).delete()
    assert method_evidence(method.pk).whole.direction is Direction.NO_RESULT
    worked()
    assert (former(), oldest_stale()) == ([], None)
    assert EvidenceSummary.objects.get(method=method).direction == "no_result_yet"


def test_a_first_figure_that_was_corrected_before_the_worker_came(indicator: Any, method: MethodPage) -> None:
    page = case_for(method, indicator)
    change(page, second=30)
    worked()
    assert former() == ["10% → 20%"]


def test_what_is_marked_while_the_worker_computes_stays_marked(
    case: CasePage, method: MethodPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(case, second=25)
    compute = turn.recompute

    def interrupted(page_ids: Any) -> Any:
        done = compute(page_ids)
        monkeypatch.undo()
        change(case, second=5)
        return done

    monkeypatch.setattr(turn, "recompute", interrupted)
    recompute_stale()
    assert set(marks()) == {case.pk, method.pk}
    worked()
    assert EvidenceSummary.objects.get(method=method).direction == "worse"


def test_one_that_fails_does_not_hold_up_the_rest(
    case: CasePage, method: MethodPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_method()
    change(case, second=5)
    compute = turn.recompute

    def fail(page_ids: Any) -> Any:
        if method.pk in page_ids:
            raise RuntimeError
        return compute(page_ids)

    with monkeypatch.context() as patched:
        patched.setattr(turn, "recompute", fail)
        worked()
    assert set(StaleEvidence.objects.values_list("page_id", flat=True)) == {method.pk}
    assert EvidenceSummary.objects.filter(method=other).exists()
    assert method_evidence(method.pk).whole.direction is Direction.WORSE
    assert marks() == {}
    change(case, second=4)
    assert set(marks()) == {case.pk, method.pk}


def test_a_batch_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    worked()
    monkeypatch.setattr(turn, "BATCH", 2)
    methods = {make_method().pk for _ in range(3)}
    assert methods <= set(marks())
    assert recompute_stale() == 2
    worked()
    assert set(EvidenceSummary.objects.values_list("method_id", flat=True)) == methods


def references(page: CasePage) -> set[tuple[str, str]]:
    rows = ReferenceIndex.objects.filter(object_id=page.pk, base_content_type__model="page")
    return set(rows.values_list("content_path", "to_object_id"))


def test_references_are_those_of_what_was_saved(case: CasePage, method: MethodPage) -> None:
    other = make_method()
    page = CasePage.objects.get(pk=case.pk)
    page.results = [build_result(counts_for=[other])]
    page.save_revision().publish()
    found = references(page)
    assert str(other.pk) in {to for path, to in found if path.startswith("results.")}
    assert str(method.pk) not in {to for path, to in found if path.startswith("results.")}
    ReferenceIndex.create_or_update_for_object(CasePage.objects.get(pk=case.pk))
    assert references(page) == found


def test_who_switched_the_index_of_references_off_keeps_it_off(case: CasePage) -> None:
    before = references(case)
    page = CasePage.objects.get(pk=case.pk)
    with disable_reference_index_auto_update():
        page.results = []
        page.save()
        page.save()
    assert references(case) == before
