"""Set up the groups and the workflow after migrating: each thing once, so that what an operator changes stays.

Every group, permission and the workflow has a marker. What has a marker is never touched again, also not when an
operator took it away; what has none yet (a permission of a room that came later) is added.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from editorial.models import AppliedDefault
from editorial.setup.roles import PUBLISHER, Role, roles

_STOCK_GROUPS = ("Editors", "Moderators")
_STOCK_WORKFLOW = "Moderators approval"
WORKFLOW = "Eindredactie"  # the button says: "Stuur door naar Eindredactie"
_WORKFLOW_MARK = "workflow Redactie"  # its first name; a site that has this mark has its workflow
_APPS = {"image": "wagtailimages", "document": "wagtaildocs", "collection": "wagtailcore"}
TASK = "Goedkeuring door een eindredacteur"


def apply_defaults() -> None:
    """Make what is not there yet. Does nothing before the page tree has a root."""
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    if root is None or collection is None:
        return
    with transaction.atomic():
        defaults = _Defaults(root, collection)
        defaults.clear_stock_groups()
        for role in roles():
            defaults.role(role)
        defaults.workflow()


class _Defaults:
    def __init__(self, root: Page, collection: Collection) -> None:
        self._root, self._collection = root, collection
        self._applied = set(AppliedDefault.objects.values_list("name", flat=True))
        self._permissions = {
            f"{permission.content_type.app_label}.{permission.codename}": permission
            for permission in Permission.objects.select_related("content_type")
        }

    def _mark(self, name: str) -> bool:
        """True the first time; from then on it is the operator's."""
        if name in self._applied:
            return False
        AppliedDefault.objects.create(name=name)
        self._applied.add(name)
        return True

    def clear_stock_groups(self) -> None:
        """Wagtail's own two groups, in English, would stand beside ours; kept when somebody is in them."""
        if self._mark("stock groups"):
            Group.objects.filter(name__in=_STOCK_GROUPS, user__isnull=True).delete()

    def role(self, role: Role) -> None:
        if self._mark(f"group {role.name}"):
            Group.objects.get_or_create(name=role.name)
        group = Group.objects.filter(name=role.name).first()
        if group is None:
            return
        for permission in self._new(f"{role.name}:", role.site):
            group.permissions.add(permission)
        for permission in self._new(f"{role.name} pages:", (f"wagtailcore.{name}" for name in role.pages)):
            GroupPagePermission.objects.get_or_create(group=group, page=self._root, permission=permission)
        for permission in self._new(f"{role.name} files:", (_file_permission(name) for name in role.files)):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=self._collection, permission=permission
            )
        for permission in self._new(f"{role.name} files taken back:", (_file_permission(n) for n in role.former_files)):
            given = GroupCollectionPermission.objects.filter(group=group, permission=permission)
            given.filter(collection=self._collection).delete()

    def _new(self, prefix: str, names: Iterator[str] | tuple[str, ...]) -> Iterator[Permission]:
        """Permissions that exist and were never given out under this prefix."""
        for name in names:
            permission = self._permissions.get(name)
            if permission is not None and self._mark(f"{prefix}{name}"):
                yield permission

    def workflow(self) -> None:
        """One step, approval by a publisher, for all pages."""
        group = Group.objects.filter(name=PUBLISHER).first()
        if group is None or not self._mark(_WORKFLOW_MARK):
            return
        task = GroupApprovalTask.objects.create(name=TASK, active=True)
        task.groups.set([group])
        workflow = Workflow.objects.create(name=WORKFLOW, active=True)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowPage.objects.update_or_create(page=self._root, defaults={"workflow": workflow})
        stock = Workflow.objects.filter(name=_STOCK_WORKFLOW, workflow_states__isnull=True)
        Task.objects.filter(workflow_tasks__workflow__in=stock, task_states__isnull=True).delete()
        stock.delete()


def _file_permission(codename: str) -> str:
    return f"{_APPS[codename.partition('_')[2]]}.{codename}"
