"""The table of who may what, for an administrator: what the rooms declare, and what an operator made of it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import permission_required
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem

from accounts import rights

MAY = "core.view_user"
_PARTS = {"add": "toevoegen", "change": "wijzigen", "delete": "verwijderen", "view": "bekijken", "access": "openen"}


@require_safe
@require_admin_access
@permission_required(MAY, raise_exception=True)
def who_may_what(request: HttpRequest) -> HttpResponse:
    """One row a declared right, one column a group. Three queries."""
    given = _given()
    rows = [
        (right.what, ", ".join(_actions(right)), [_answer(right, has) for has in given.values()])
        for right in rights.DECLARED
    ]
    pages = {group.name: group.may for group in _page_groups()}
    context = {"groups": list(given), "rows": rows, "pages": [sorted(pages.get(name, ())) for name in given]}
    return render(request, "accounts/admin/rights.html", context)


def _given() -> dict[str, set[str]]:
    """What each group has now; the three roles first, then the groups that an operator made."""
    found: dict[str, set[str]] = {}
    for group in Group.objects.prefetch_related("permissions__content_type"):
        found[group.name] = {f"{one.content_type.app_label}.{one.codename}" for one in group.permissions.all()}
    order = {name: place for place, name in enumerate(rights.ORDER)}
    return dict(sorted(found.items(), key=lambda item: (order.get(item[0], len(order)), item[0])))


def _page_groups() -> list[Any]:
    names = {
        permission.pk: str(permission.name) for permission in Permission.objects.filter(content_type__model="page")
    }
    groups: list[Any] = list(Group.objects.prefetch_related("page_permissions"))
    for group in groups:
        group.may = {names[one.permission_id] for one in group.page_permissions.all() if one.permission_id in names}
    return groups


def _actions(right: rights.Right) -> list[str]:
    found = dict.fromkeys(name.partition(".")[2].partition("_")[0] for name in right.permissions)
    return [_PARTS[action] for action in found]


def _answer(right: rights.Right, has: set[str]) -> str:
    count = len(has.intersection(right.permissions))
    return "ja" if count == len(right.permissions) else "deels" if count else "nee"


class RightsMenuItem(MenuItem):
    """Shown to whoever may see accounts."""

    def is_shown(self, request: Any) -> bool:
        return bool(request.user.has_perm(MAY))


def menu_item() -> RightsMenuItem:
    return RightsMenuItem("Wie mag wat", reverse("accounts_admin:rights"), icon_name="lock", order=650)
