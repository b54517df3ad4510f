"""Accounts in the admin: what an administrator may do to them. Nobody chooses a password for another."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.log_actions import get_active_log_context
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from accounts import history
from accounts.links import mail_link
from accounts.notices import tell_former_address
from core.users import User


class InvitationForm(UserCreationForm):  # type: ignore[misc]
    """A new account. Its owner gets a letter with which he sets up how he logs in."""

    password_enabled = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = "Hierheen gaat de uitnodiging, met een link die drie dagen werkt."
        self.instance.set_unusable_password()


class AccountForm(UserEditForm):  # type: ignore[misc]
    """Of somebody else. One's own address is changed elsewhere, and so is everybody's password."""

    password_enabled = False

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, editing_self=editing_self, **kwargs)
        self._former = self.instance.email
        if editing_self:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "Je eigen adres verander je bij ‘Zo log je in’."

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        if user.email.casefold() != self._former.casefold():
            history.note(user, history.ADDRESS_CHANGED, by=get_active_log_context().user)
        tell_former_address(self._former, user)
        return user


class AccountsPolicy(ModelPermissionPolicy):  # type: ignore[misc]
    """An account that may do everything is changed by another one like it."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if instance.is_superuser and not user.is_superuser:
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))


class _MakesNoSuperuser:
    """A view whose form offers the right to everything to those who have it only."""

    request: HttpRequest

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)  # type: ignore[misc]
        if not self.request.user.is_superuser:  # type: ignore[union-attr]
            form.fields.pop("is_superuser", None)
        return form


class _Add(_MakesNoSuperuser, CreateView):  # type: ignore[misc]
    def save_instance(self) -> User:
        """Invite the new one."""
        user: User = super().save_instance()
        mail_link(user, by=self.request.user)
        return user


class _Edit(_MakesNoSuperuser, EditView):  # type: ignore[misc]
    def user_has_permission(self, permission: str) -> bool:
        return bool(self.user_has_permission_for_instance(permission, self.object))


class UserViewSet(WagtailUserViewSet):  # type: ignore[misc]
    add_view_class = _Add
    edit_view_class = _Edit

    @cached_property
    def permission_policy(self) -> AccountsPolicy:
        return AccountsPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> Any:
        return AccountForm if for_update else InvitationForm


def keep_off_superusers(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Hook of a bulk action: none that touches an account its user may not change."""
    if request.user.is_superuser or not any(isinstance(one, User) and one.is_superuser for one in objects):  # type: ignore[union-attr]
        return None
    messages.error(request, "Niets veranderd. Een account dat alles mag, kun je niet veranderen.")
    return redirect("wagtailusers_users:index")
