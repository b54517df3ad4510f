"""‘Binnengekomen’: whatever readers sent in, of every kind, in one list."""

from __future__ import annotations

from typing import Any

import django_filters
from django.apps import apps
from django.db.models import BooleanField, CharField, Q, Value
from django.db.models.expressions import ExpressionWrapper
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import capfirst
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.auth import permission_denied
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView

from core.submissions.admin import beginning
from core.submissions.models import OVERDUE, Submission
from core.submissions.personal_data import personal_details

# The box beside a row that can be taken in one go with others: the kind and the key.
CHOSEN = "gekozen"
_MOST_AT_ONCE = 200


def kinds() -> dict[str, type[Submission]]:
    """Every model of what readers send in for editors, by its label."""
    return {
        model._meta.label_lower: model
        for model in apps.get_models()
        if issubclass(model, Submission) and model.is_for_editors
    }


def kinds_of(user: Any) -> dict[str, type[Submission]]:
    """The kinds of submissions that this editor may deal with."""
    return {
        label: model
        for label, model in kinds().items()
        if user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")
    }


def _name(model: type[Submission]) -> str:
    return str(capfirst(model._meta.verbose_name))


def _states() -> list[tuple[str, str]]:
    """The states of all kinds; of two with one value the last name holds."""
    found = {
        str(value): str(label)
        for model in kinds().values()
        for value, label in model._meta.get_field("status").flatchoices  # type: ignore[union-attr]
        if value not in model.hidden_states
    }
    return list(found.items())


class InboxFilters(WagtailFilterSet):  # type: ignore[misc]
    kind = django_filters.ChoiceFilter(
        label="Soort", choices=lambda: [(label, _name(model)) for label, model in kinds().items()]
    )
    status = django_filters.ChoiceFilter(label="Stand", choices=_states)
    who = django_filters.ChoiceFilter(label="Bij wie", choices=[("ik", "Bij mij"), ("niemand", "Bij niemand")])
    overdue = django_filters.ChoiceFilter(
        label="Hoe lang", choices=[("te-lang", f"Open, langer dan {OVERDUE.days} dagen")]
    )


class InboxView(BaseListingView):  # type: ignore[misc]
    """What is open first, then newest first. A query for the page and at most two for each kind on it."""

    page_title = "Binnengekomen"
    header_icon = "mail"
    index_url_name = "inbox"
    index_results_url_name = "inbox_results"
    results_template_name = "submissions/admin/inbox_results.html"
    verbose_name_plural = "berichten van lezers"
    filterset_class = InboxFilters
    paginate_by = 50

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self._kinds = kinds_of(request.user)
        self._url_finder = AdminURLFinder(request.user)
        self._alike: dict[tuple[str, int], int] = {}
        response: HttpResponseBase
        response = super().dispatch(request, *args, **kwargs) if self._kinds else permission_denied(request)
        return response

    @property
    def columns(self) -> list[Any]:
        return [
            Column("chosen", label="", accessor=_box),
            TitleColumn("name", label="Bericht", accessor=str, get_url=self._url_finder.get_edit_url),
            beginning("Zo begint het"),
            Column("get_status_display", label="Stand"),
            Column("who", label="Bij wie", accessor=lambda row: getattr(row, row.holder) or ""),
            Column("age", label="Wacht", accessor=_age),
            Column("alike", label="Lijkt op", accessor=self._others),
            Column("details", label="Misschien persoonlijk", accessor=_details),
            DateColumn("created_at", label="Binnengekomen"),
        ]

    def _others(self, row: Submission) -> str:
        count = self._alike.get((row._meta.label_lower, row.pk), 0)
        return f"{count} andere" if count else ""

    def get_filterset_kwargs(self) -> dict[str, Any]:
        """A filter set wants a queryset of one model; here there are several, so it only reads the form."""
        return {**super().get_filterset_kwargs(), "queryset": next(iter(self._kinds.values()))._default_manager.none()}

    def get_queryset(self) -> Any:
        chosen = self.filters.form.cleaned_data if self.filters.is_valid() else {}
        first, *others = (
            model._default_manager.filter(self._wanted(label, model, chosen))
            .order_by()
            .annotate(
                kind=Value(label, output_field=CharField()),
                is_waiting=ExpressionWrapper(Q(status__in=model.open_states), output_field=BooleanField()),
            )
            .values_list("kind", "pk", "is_waiting", "created_at")
            for label, model in self._kinds.items()
        )
        return first.union(*others, all=True).order_by("-is_waiting", "-created_at", "-pk")

    def _wanted(self, label: str, model: type[Submission], chosen: dict[str, Any]) -> Q:
        if chosen.get("kind") not in (None, "", label):
            return Q(pk__in=[])
        wanted = ~Q(status__in=model.hidden_states)
        if chosen.get("status"):
            wanted &= Q(status=chosen["status"])
        if chosen.get("who"):
            wanted &= Q(**{model.holder: self.request.user if chosen["who"] == "ik" else None})
        if chosen.get("overdue"):
            wanted &= Q(status__in=model.open_states, created_at__lte=timezone.now() - OVERDUE)
        return wanted

    def paginate_queryset(self, queryset: Any, page_size: int) -> Any:
        paginator, page, places, more = super().paginate_queryset(queryset, page_size)
        paginator.verbose_name, paginator.verbose_name_plural = "bericht", "berichten"
        places = list(places)
        rows: dict[str, dict[Any, Submission]] = {}
        for label, model in self._kinds.items():
            keys = [pk for kind, pk, *_ in places if kind == label]
            rows[label] = model._default_manager.select_related(model.holder).in_bulk(keys) if keys else {}
            alike = model.look_alikes_of(list(rows[label].values())) if keys else {}
            self._alike.update({(label, pk): count for pk, count in alike.items()})
        page.object_list = [rows[kind][pk] for kind, pk, *_ in places if pk in rows[kind]]
        return paginator, page, page.object_list, more


def _box(row: Submission) -> str:
    """A box for a row that waits and has no holder yet."""
    if not row.is_open or row.holder == "handled_by" or getattr(row, f"{row.holder}_id"):
        return ""
    value = f"{row._meta.label_lower}:{row.pk}"
    return format_html(
        '<input type="checkbox" name="{}" value="{}" form="samen" aria-label="Kies {}">', CHOSEN, value, row
    )


def _details(row: Submission) -> str:
    """The kinds of personal details that nobody asked for."""
    return ", ".join(personal_details(row.typed_words))


def _age(row: Submission) -> str:
    days = f"{row.days_open} {'dag' if row.days_open == 1 else 'dagen'}"
    if not row.is_overdue:
        return days
    return format_html('<strong class="w-text-critical-200" data-overdue>{}, te lang</strong>', days)


@require_POST
def take_chosen(request: HttpRequest) -> HttpResponse:
    """Give the chosen rows to this editor, as far as they may be dealt with and wait."""
    allowed, keys = kinds_of(request.user), dict[str, list[int]]()
    if not allowed:
        return permission_denied(request)  # type: ignore[no-any-return]
    for value in request.POST.getlist(CHOSEN)[:_MOST_AT_ONCE]:
        label, _, pk = value.partition(":")
        if label in allowed and pk.isascii() and pk.isdecimal() and len(pk) < 19:
            keys.setdefault(label, []).append(int(pk))
    count = sum(allowed[label].take(chosen, request.user) for label, chosen in keys.items())
    said = "1 bericht staat nu bij jou." if count == 1 else f"{count} berichten staan nu bij jou."
    messages.success(request, said) if count else messages.warning(
        request, "Kies eerst berichten die bij niemand staan."
    )
    return HttpResponseRedirect(reverse("inbox"))


class InboxMenuItem(MenuItem):  # type: ignore[misc]
    """Shown to whoever may deal with something in it."""

    def is_shown(self, request: Any) -> bool:
        return bool(kinds_of(request.user))
