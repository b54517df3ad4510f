"""What changed: dated entries with a cause, citable for ever, without a word of what was withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from cases.choices import Cause, Relation
from cases.models import EvidenceState, EvidenceSummary
from cases.summaries.history import Entry, all_changes, changes_of_method, changes_total, find_state
from cases.summaries.read import evidence_levels, method_evidence
from cases.summaries.recompute import recompute
from tests.cases.summaries.stored import case_for
from tests.factories.pages import build_result, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from vocabulary.usage import is_used

pytestmark = pytest.mark.django_db


def of_whole(method: Any) -> list[Entry]:
    return [entry for entry in changes_of_method(method.pk) if entry.is_whole]


def causes(method: Any) -> list[list[str]]:
    """Newest first."""
    return [[cause.value for cause in entry.causes] for entry in of_whole(method)]


def test_the_first_state_is_no_change(method: Any) -> None:
    assert changes_of_method(method.pk) == []
    state = EvidenceState.objects.get(scope="method")
    assert state.causes == ["eerste"]
    entry = find_state(state.public_id)
    assert entry is not None and entry.is_current and entry.before is None
    assert entry.sentence == "Nog geen bewijs, 0 van 5 (nog geen resultaat)."


def test_new_corrected_and_withdrawn(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        [result] = page.results.all()
        result.second = 5
        page.results = [result]
        page.save_revision().publish()
    with commit():
        page.unpublish()
    assert causes(method) == [["ingetrokken"], ["correctie"], ["nieuw"]]
    newest, corrected, first = of_whole(method)
    assert corrected.sentence == "Van eerste signaal, 1 van 5 (beter) naar eerste signaal, 1 van 5 (slechter)."
    assert (newest.now.organisations, newest.is_current, first.is_current) == (0, True, False)
    assert newest.method_title == "Herinneren"
    assert newest.cause == "resultaat ingetrokken"


def test_unlinking_a_public_result_is_a_correction(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        page.results.get().counts_for.get().delete()
    assert causes(method)[0] == ["correctie"]


def test_two_causes_at_once(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        page.unpublish()
        worse = build_result(counts_for=[method], indicator=indicator, first=50, second=20)
        case_for(method, indicator, worse)
    assert causes(method)[0] == ["ingetrokken", "nieuw"]
    assert of_whole(method)[0].cause == "resultaat ingetrokken en nieuw resultaat"


def test_counts_alone_are_a_state_but_no_change(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    before = method_evidence(method.pk).whole
    with commit():
        case_for(method, indicator)
    after = method_evidence(method.pk).whole
    assert (before.level, after.level) == (1, 1)
    assert before.state != after.state
    assert len(of_whole(method)) == 1
    old = find_state(UUID(before.state))
    assert old is not None and (old.now.organisations, old.is_current, old.is_change) == (1, False, True)


def test_a_new_rule_is_a_state_of_its_own(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    EvidenceSummary.objects.update(rule_version=0, fingerprint="other")
    [written] = recompute([method.pk])
    assert written.causes == (Cause.RULE,)
    newest = EvidenceState.objects.filter(scope="method").first()
    assert newest is not None and newest.causes == ["rekenregel"] and not newest.is_change


def test_what_other_code_wrote_keeps_its_state(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    row = EvidenceSummary.objects.get()
    row.payload["version"], row.fingerprint = 0, "other"
    row.save()
    states = EvidenceState.objects.count()
    assert len(recompute([method.pk])) == 1
    assert EvidenceState.objects.count() == states


def test_a_guard_changes_the_indicator_it_stands_beside(method: Any, indicator: Any, commit: Any) -> None:
    """Each indicator has its own entries, and an entry always has a cause."""
    with commit():
        page = case_for(method, indicator)
    with commit():
        page.results.add(build_result(counts_for=[method], indicator=IndicatorFactory(label="Telefoontjes")))
        page.save_revision().publish()
    entries = [entry for entry in changes_of_method(method.pk) if not entry.is_whole]
    assert [entry.label for entry in entries] == ["Telefoontjes", "Digitaal aangevraagd"]
    assert all(entry.causes for entry in entries)


def test_an_indicator_that_only_a_withdrawn_case_had_is_not_named(method: Any, commit: Any) -> None:
    guard = IndicatorFactory(label="Kanariemeting")
    with commit():
        page = case_for(method, guard, organisations=[OrganisationFactory(label="Kanariehuizen")])
    assert "Kanariemeting" in {entry.label for entry in changes_of_method(method.pk)}
    with commit():
        page.unpublish()
    entries = changes_of_method(method.pk)
    assert len(entries) == 2
    assert "Kanarie" not in repr(entries)


def test_entries_of_a_method_that_is_not_public_are_not_shown(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    state = UUID(method_evidence(method.pk).whole.state)
    assert find_state(state) is not None and changes_total() == 2
    with commit():
        PageViewRestriction.objects.create(page=method.page_ptr, restriction_type=PageViewRestriction.LOGIN)
    assert find_state(state) is None
    assert (all_changes(), changes_of_method(method.pk), changes_total()) == ([], [], 0)


def test_a_deleted_method_leaves_no_entries(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    with commit():
        method.delete()
    assert all_changes() == []
    assert not EvidenceSummary.objects.exists()


def test_history_keeps_no_word_from_being_deleted(method: Any, commit: Any) -> None:
    guard = IndicatorFactory()
    with commit():
        page = case_for(method, guard)
    with commit():
        page.delete()
    assert EvidenceState.objects.filter(indicator_key=guard.pk).exists()
    assert not is_used(guard)


def test_an_unknown_state() -> None:
    assert find_state(uuid4()) is None


def test_all_changes_newest_first_in_a_fixed_number_of_queries(
    commit: Any, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    indicator = IndicatorFactory()
    methods = []
    for _ in range(3):
        with commit():
            methods.append(make_method(indicators=[indicator]))
        with commit():
            case_for(methods[-1], indicator)
    all_changes()
    with django_assert_num_queries(5):
        entries = all_changes(limit=4)
    assert next(entry.method_number for entry in entries if entry.is_whole) == methods[-1].number
    assert [entry.public_id for entry in all_changes(limit=2, offset=2)] == [each.public_id for each in entries[2:4]]


def as_said_by_rule_one(method: Any) -> None:
    """What the summary held before: the same result, counted by another rule for level 3."""
    row = EvidenceSummary.objects.get(method=method)
    for scope in (row.payload["whole"], *(each["scope"] for each in row.payload["indicators"])):
        scope["level"] = scope["rung"] = 3
        del scope["is_bundle"]
    row.inputs = {uuid: [key, "counted otherwise", old] for uuid, (key, _, old) in row.inputs.items()}
    row.payload["version"], row.rule_version, row.fingerprint = 1, 1, "other"
    row.save()


def test_a_new_rule_is_one_entry_a_method_with_that_cause_only(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        case_for(method, indicator)
    as_said_by_rule_one(method)
    earlier = set(EvidenceState.objects.values_list("public_id", flat=True))
    recompute([method.pk])
    newest = [entry for entry in changes_of_method(method.pk) if entry.public_id not in earlier]
    assert [(entry.is_whole, entry.cause) for entry in newest] == [(True, "nieuwe rekenregel")]
    assert newest[0].sentence == "Van redelijk bewijs, 3 van 5 (beter) naar eerste signaal, 1 van 5 (beter)."
    # Each indicator has a state of its own, and every address of before still answers.
    assert EvidenceState.objects.exclude(public_id__in=earlier).count() == 2
    found = [find_state(public_id) for public_id in earlier]
    assert all(entry is not None and not entry.is_current for entry in found)


def test_what_another_rule_said_is_not_shown_as_of_now(method: Any, indicator: Any, commit: Any) -> None:
    """Until the worker has been, pages compute for themselves."""
    with commit():
        case_for(method, indicator)
    as_said_by_rule_one(method)
    assert method_evidence(method.pk).whole.level == 1
    assert evidence_levels([method.pk])[method.pk].level == 1


def test_that_something_was_only_measured_together_is_a_change(method: Any, indicator: Any, commit: Any) -> None:
    with commit():
        page = case_for(method, indicator)
    with commit():
        [result] = page.results.all()
        [link] = result.counts_for.all()
        link.relation = Relation.BUNDLE
        result.counts_for, page.results = [link], [result]
        page.save_revision().publish()
    newest = of_whole(method)[0]
    assert newest.cause == "correctie"
    assert newest.sentence.endswith("naar eerste signaal, 1 van 5 (beter, alleen samen met iets anders).")
    assert newest.is_change
