"""Announce the cases and methods whose look changes with something else.

A case shows its methods; a method shows its cases and what they yielded. So a change of the
one is a change of the other, once: what is announced here is not followed any further.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save
from django.dispatch import receiver

from cases.models import (
    CaseMethod,
    CaseOrganisation,
    CasePage,
    CaseProduct,
    CaseSource,
    Result,
    ResultMethod,
    ResultSource,
)
from cases.neighbours import announce_only, is_following
from core.changes import announce, public_state_changed

_ROWS = (CaseOrganisation, CaseProduct, CaseSource, Result)
_ROWS_OF_RESULTS = (ResultSource, ResultMethod)


@receiver(public_state_changed, dispatch_uid="cases.neighbours")
def neighbours_changed(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
    """The methods of changed cases and the cases of changed methods."""
    if is_following():
        return
    # Each relation by itself: one query over both with "or" reads every method there is.
    neighbours = (
        *CaseMethod.objects.filter(page__in=page_ids).values_list("method_id", flat=True),
        *ResultMethod.objects.filter(result__page__in=page_ids).values_list("method_id", flat=True),
        *CaseMethod.objects.filter(method__in=page_ids).values_list("page_id", flat=True),
    )
    announce_only(set(neighbours) - page_ids - {None})


def _row_changed(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    if not raw and instance.page_id:
        announce({instance.page_id})


def _row_of_result_changed(sender: type, instance: Any, raw: bool = False, **_: Any) -> None:
    """The case of the result, and the method it counts (or no longer counts) for."""
    if raw or not instance.result_id:
        return
    case = Result.objects.filter(pk=instance.result_id).values_list("page_id", flat=True).first()
    announce({case, getattr(instance, "method_id", None)} - {None})


for _model in _ROWS:
    post_save.connect(_row_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.saved")
    post_delete.connect(_row_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.deleted")
for _model in _ROWS_OF_RESULTS:
    post_save.connect(_row_of_result_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.saved")
    post_delete.connect(_row_of_result_changed, sender=_model, dispatch_uid=f"cases.{_model.__name__}.deleted")


@receiver(post_save, sender=CaseMethod, dispatch_uid="cases.method_row_saved")
@receiver(post_delete, sender=CaseMethod, dispatch_uid="cases.method_row_deleted")
def method_row_changed(sender: type, instance: CaseMethod, raw: bool = False, **_: Any) -> None:
    """A method that is taken off a case is no neighbour any more, so it is named here."""
    if not raw:
        announce({instance.page_id, instance.method_id} - {None})


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
