"""‘Binnengekomen’: whatever readers sent in, of every kind, in one list."""

from __future__ import annotations

from typing import Any

import django_filters
from django.apps import apps
from django.db.models import BooleanField, CharField, Q, Value
from django.db.models.expressions import ExpressionWrapper
from django.http import HttpRequest, HttpResponseBase
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView

from core.submissions.admin import beginning
from core.submissions.models import Submission


def kinds() -> dict[str, type[Submission]]:
    """Every model of what readers send in for editors, by its label."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, Submission) and model.is_for_editors
    }


def kinds_of(user: Any) -> dict[str, type[Submission]]:
    """Those that this editor may deal with."""
    return {
        label: model
        for label, model in kinds().items()
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    }


def _name(model: type[Submission]) -> str:
    return str(capfirst(model._meta.verbose_name))


class InboxFilters(WagtailFilterSet):  # type: ignore[misc]
    kind = django_filters.ChoiceFilter(
        label="Soort", choices=lambda: [(label, _name(model)) for label, model in kinds().items()]
    )
    status = django_filters.ChoiceFilter(label="Stand", choices=Submission.Status.choices)


class InboxView(BaseListingView):  # type: ignore[misc]
    """What is open first, then newest first. A query for the page and one for each kind on it."""

    page_title = "Binnengekomen"
    header_icon = "mail"
    index_url_name = "inbox"
    index_results_url_name = "inbox_results"
    verbose_name_plural = "berichten van lezers"
    filterset_class = InboxFilters
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._kinds = kinds_of(request.user)
        self._url_finder = AdminURLFinder(request.user)
        response: HttpResponseBase
        response = super().dispatch(request, *args, **kwargs) if self._kinds else permission_denied(request)
        return response

    @property
    def columns(self) -> list[Any]:
        return [
            TitleColumn("name", label="Bericht", accessor=str, get_url=self._url_finder.get_edit_url),
            Column("kind", label="Soort", accessor=_name),
            beginning("Zo begint het"),
            Column("get_status_display", label="Stand"),
            DateColumn("created_at", label="Binnengekomen"),
        ]

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """A filter set wants a queryset of one model; here there are several, so it only reads the form."""
        return {**super().get_filterset_kwargs(), "queryset": next(iter(self._kinds.values()))._default_manager.none()}

    def get_queryset(self) -> Any:
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        status = Q(status=chosen["status"]) if chosen.get("status") else Q()
        first, *others = (
            model._default_manager.filter(status if chosen.get("kind") in (None, "", label) else Q(pk__in=[]))
            .order_by()
            .annotate(
                kind=Value(label, output_field=CharField()),
                is_open=ExpressionWrapper(Q(status=Submission.Status.OPEN), output_field=BooleanField()),
            )
            .values_list("kind", "pk", "is_open", "created_at")
            for label, model in self._kinds.items()
        )
        return first.union(*others, all=True).order_by("-is_open", "-created_at", "-pk")

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, places, more = super().paginate_queryset(queryset, page_size)
        places = list(places)
        rows = {
            label: model._default_manager.in_bulk([pk for kind, pk, *_ in places if kind == label])
            for label, model in self._kinds.items()
        }
        page.object_list = [rows[kind][pk] for kind, pk, *_ in places if pk in rows[kind]]
        return paginator, page, page.object_list, more


class InboxMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to whoever may deal with something in it."""

    def is_shown(self, request: Any) -> bool:
        return bool(kinds_of(request.user))
