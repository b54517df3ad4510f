"""From a contribution to a page: a draft, and what follows when it is published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page

from contributions.base import lifecycle, periods
from contributions.base.models import OPEN_STATES, Contribution, State, anonymous
from core import published
from vocabulary.models import Organisation, OrganisationType

# By model: the slug of the kind of page, and what a content file of it would hold.
File = Callable[[Any], Mapping[str, Any]]
# Title and path of the page that shows it; the path is empty as long as it may not be shown.
Place = Callable[[Any], tuple[str, str]]
_PLACES: dict[type[Contribution], Place] = {}
_FILES: dict[type[Contribution], tuple[str, File]] = {}


def becomes(model: type[Contribution], kind: str, file: File) -> None:
    """Say what contributions of this model become; called once by its room, in `ready()`."""
    _FILES[model] = (kind, file)


def shown_on(model: type[Contribution], place: Place) -> None:
    """Say that contributions of this model are shown on a page that is there already; called once, in `ready()`."""
    _PLACES[model] = place


def place_of(row: Contribution) -> tuple[str, str] | None:
    """Title and path of the page it is shown on once placed; None for one that becomes a page of its own."""
    place = _PLACES.get(type(row))
    return place(row) if place else None


def place(row: Contribution, editor: Any) -> bool:
    """Show it on that page, and tell the sender; False when there is no such page (yet)."""
    where = place_of(row)
    if where is None or not where[1]:
        return False
    title, path = where
    lifecycle.move(
        row,
        State.PLACED,
        editor,
        letter="placed",
        page_title=title,
        page_url=f"{settings.SITE_URL}{path}",
        shown_as=row.public_organisation,
        keeps=periods.dealing(type(row)).days,
    )
    return True


def kind_of(row: Contribution) -> str:
    """The slug of the kind of page it becomes; empty when it becomes none."""
    return _FILES.get(type(row), ("", None))[0]


@transaction.atomic
def make(row: Contribution, editor: Any) -> Page:
    """The draft of this contribution, made at the first call; the history of the page says where it came from."""
    fresh: Contribution = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if fresh.page is not None:
        return fresh.page
    kind, file = _FILES[type(row)]
    fresh.page = page = published.make_draft(kind, file(fresh), editor)
    fresh.save(update_fields=["page"])
    log(instance=page.specific, action="contributions.drafted", user=editor, data={"source": str(fresh)})
    lifecycle.move(fresh, State.HANDLING, editor)
    return page


def organisation_for(row: Contribution) -> Organisation | None:
    """The organisation that a page may name; one that stands for its family as long as the name is not confirmed."""
    if row.may_be_named:
        return row.organisation
    family = row.organisation.family if row.organisation else row.family
    return nameless(family) if family else None


def nameless(family: OrganisationType) -> Organisation:
    """‘Een gemeente’ as an organisation: all without a confirmed name count as one, so nothing is counted twice."""
    label = anonymous(family)
    found, _ = Organisation.objects.get_or_create(
        slug=f"een-{family.slug}", defaults={"label": label[:1].upper() + label[1:], "family": family}
    )
    return found


def mark_placed(page_ids: Collection[int]) -> None:
    """Contributions of which the page is public now are placed; the sender hears it. One query when there are none."""
    waiting = [
        model._default_manager.filter(page_id__in=page_ids, page__live=True, status__in=OPEN_STATES)
        for model in models()
    ]
    first, *others = [rows.order_by().values("pk") for rows in waiting]
    if not first.union(*others, all=True).exists():
        return
    for rows in waiting:
        for row in rows.select_related("page", "organisation__family", "family"):
            _place(row)
            row.was_placed()


def models() -> list[type[Contribution]]:
    return [model for model in apps.get_models() if issubclass(model, Contribution)]


def _place(row: Contribution) -> None:
    page: Any = row.page
    url = f"{settings.SITE_URL}{page.get_url() or '/'}"
    method: Any = getattr(row, "method", None)
    about = {"method_title": method.title, "method_url": f"{settings.SITE_URL}{method.get_url()}"} if method else {}
    lifecycle.move(
        row,
        State.PLACED,
        row.taken_by,
        letter="placed",
        page_title=page.title,
        page_url=url,
        **about,
        shown_as=row.public_organisation,
        keeps=periods.dealing(type(row)).days,
    )
