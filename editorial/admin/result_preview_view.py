"""While an editor fills in a result: what the site will make of it, and what looks unlikely. Nothing is stored."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels.base import get_form_for_model
from wagtail.permissions import page_permission_policy

from cases.choices import CaseKind, Relation
from cases.entry import Around, sentences, warnings
from cases.models import Result
from vocabulary.models import Indicator

_EDITING = {"add", "change", "publish"}
_NOT_ASKED = {"id", "page", "sort_order", "uuid", "replaces"}
_FIELDS = [field.name for field in Result._meta.fields if field.name not in _NOT_ASKED]
# A row of a result that counts: which number it has, and the field.
_CHILD = re.compile(r"(counts_for|sources)-(\d{1,4})-(method|url)", re.ASCII)
_MISSING = {"required", "blank", "null"}
_LONGEST_KEY = 18
_CHOOSE_INDICATOR = "Kies een indicator, dan zie je of het beter of slechter werd."


class _TypedResultForm(WagtailAdminModelForm):  # type: ignore[misc]
    """Reads a result with the fields of the edit form; what is still missing is no error here."""

    def _post_clean(self) -> None:
        self.instance.may_be_unfinished = True
        super()._post_clean()


@cache
def _form_class() -> Any:
    """Made at first use: only then every room has said which field reads its numbers."""
    return get_form_for_model(Result, form_class=_TypedResultForm, fields=_FIELDS, formsets=[])


@require_POST
def live_summary(request: HttpRequest) -> JsonResponse:
    """The fields of one row of the case form, by their names in that row, and `kind` of the case.

    Answers `sentences`, and `warnings` with the `field` they are about; first what the form would refuse.

    :raises PermissionDenied: for who may not edit any page.
    """
    if not page_permission_policy.user_has_any_permission(request.user, _EDITING):
        raise PermissionDenied
    form = _form_class()(data=request.POST, for_user=request.user)
    refused = _refused(form)
    result: Result = form.instance
    found = [] if refused else _unlikely(result)
    return JsonResponse({"sentences": _sentences(request.POST, result, refused), "warnings": refused + found})


def _sentences(data: QueryDict, result: Result, refused: list[dict[str, str]]) -> list[str]:
    if refused:
        return []
    if result.indicator_id is None:
        return [_CHOOSE_INDICATOR] if result.shape else []
    return list(sentences(result, _around(data), timezone.localdate()))


def _unlikely(result: Result) -> list[dict[str, str]]:
    if result.indicator_id is None:
        # Direction needs an indicator; everything else can be judged without one.
        result.indicator = Indicator(better=Indicator.Better.HIGHER)
        result.indicator_id = None  # type: ignore[assignment]
    return [{"field": each.field, "text": each.text} for each in warnings(result, timezone.localdate())]


def _refused(form: Any) -> list[dict[str, str]]:
    """The errors of the form, without those about fields that are still empty."""
    return [
        {"field": name, "text": message}
        for name, errors in form.errors.as_data().items()
        for error in errors
        if error.code not in _MISSING
        for message in error.messages
    ]


def _around(data: QueryDict) -> Around:
    """The rows of the result that are not deleted, and the kind of case; anything else counts as not filled in."""
    urls, relations = [], {}
    for name, value in data.items():
        match = _CHILD.fullmatch(name)
        if match is None or data.get(f"{match[1]}-{match[2]}-DELETE"):
            continue
        if match[3] == "url":
            urls.append(str(value).lower())
        elif re.fullmatch(rf"\d{{1,{_LONGEST_KEY}}}", str(value), re.ASCII):
            relation = str(data.get(f"{match[1]}-{match[2]}-relation", ""))
            relations[int(str(value))] = relation if relation in Relation.values else ""
    kind = str(data.get("kind", ""))
    return Around(
        kind=kind if kind in CaseKind.values else CaseKind.MEASUREMENT,
        relations=relations,
        source_opens=any(url.startswith(("https://", "http://")) for url in urls),
    )
