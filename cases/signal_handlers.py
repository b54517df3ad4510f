"""Announce the cases and methods whose look changes with something else.

A case shows its methods; a method shows its cases and what they yielded. So a change of the one changes the look of the
other. What rests on the results of a case is marked here, in the transaction of the change; the worker computes it.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver
from taggit.models import Tag

from cases.models import (
    CaseMethod,
    CaseOrganisation,
    CasePage,
    CaseProduct,
    CaseSource,
    CaseTag,
    Result,
    ResultMethod,
    ResultSource,
)
from cases.summaries.stale import mark
from core.signals.public_state import announce, announce_derived, page_state_changed

_ROWS = (CaseOrganisation, CaseProduct, CaseSource, Result)


@receiver(page_state_changed, dispatch_uid="cases.neighbours")
def pages_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    """The methods of changed cases, whose evidence must be computed again, and the cases of changed methods."""
    # Each relation by itself: one query over both with "or" reads every method there is.
    methods = {
        *CaseMethod.objects.filter(page__in=page_ids).values_list("method_id", flat=True),
        *ResultMethod.objects.filter(result__page__in=page_ids).values_list("method_id", flat=True),
    }
    cases = CaseMethod.objects.filter(method__in=page_ids).values_list("page_id", flat=True)
    mark(page_ids | methods)
    announce_derived({*methods, *cases})


def _row_changed(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw and instance.page_id:
        announce({instance.page_id})


for _model in _ROWS:
    post_save.connect(_row_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.saved")
    post_delete.connect(_row_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.deleted")


@receiver(post_save, sender=Tag, dispatch_uid="cases.tag_saved")
@receiver(pre_delete, sender=Tag, dispatch_uid="cases.tag_deleted")
def tag_changed(sender: type, instance: Tag, raw: bool = False, created: bool = False, **_: Any) -> None:
    if not raw and not created:  # no page has a new one yet
        announce(CasePage.objects.filter(tagged_items__tag=instance).values_list("pk", flat=True))


@receiver((post_save, post_delete), sender=CaseTag, dispatch_uid="cases.tag_row")
def tag_row_changed(sender: type, instance: CaseTag, raw: bool = False, **_: Any) -> None:
    if not raw:
        announce({instance.content_object_id})


@receiver((post_save, post_delete), sender=ResultSource, dispatch_uid="cases.result_source")
def source_changed(sender: type, instance: ResultSource, raw: bool = False, **_: Any) -> None:
    if not raw and instance.result_id:
        announce(_case_of(instance))


@receiver((post_save, post_delete), sender=ResultMethod, dispatch_uid="cases.result_method")
def counted_method_changed(sender: type, instance: ResultMethod, raw: bool = False, **_: Any) -> None:
    if not raw and instance.result_id:
        _method_changed(instance.method_id, _case_of(instance))


@receiver((post_save, post_delete), sender=CaseMethod, dispatch_uid="cases.case_method")
def used_method_changed(sender: type, instance: CaseMethod, raw: bool = False, **_: Any) -> None:
    if not raw:
        _method_changed(instance.method_id, {instance.page_id} - {None})


def _method_changed(method_id: int, cases: set[int]) -> None:
    """A method that comes on a case or is taken off it: no neighbour of it yet, or any more, so it is named here."""
    mark({method_id})
    announce_derived({method_id} | cases)


def _case_of(row: ResultSource | ResultMethod) -> set[int]:
    """The case of a row of a result, by a query where the result is not at hand; empty when it is gone."""
    result = row._state.fields_cache.get("result")
    if result is not None:
        return {result.page_id} - {None}
    return set(Result.objects.filter(pk=row.result_id).values_list("page_id", flat=True))


@receiver(m2m_changed, sender=CasePage.channels.through, dispatch_uid="cases.channels_changed")
def channels_changed(
    sender: type, instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **_: Any
) -> None:
    if not reverse:
        announce({instance.pk})
    elif action == "pre_clear":
        announce(instance.cases.values_list("pk", flat=True))
    elif pk_set:
        announce(pk_set)
