"""Accounts in the admin: what an administrator may do to them, and what somebody may change of his own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from wagtail.admin import messages
from wagtail.admin.forms.account import NameEmailForm
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views.users import CreateView, EditView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from core.http.limits import allow, give_back
from core.mail.queue import queue
from core.users import User

ADDRESS_CHANGED = "account_address"
_MOST, _SPAN = 10, timedelta(minutes=10)


def tell_former_address(former: str, user: User) -> None:
    """Who took over an account must not be able to do so unseen."""
    if former and former.casefold() != user.email.casefold():
        queue(ADDRESS_CHANGED, former, {"username": user.get_username()})


def check_own_password(user: User, password: str) -> None:
    """:raises ValidationError: when it is not the password of this account, or was tried too often."""
    name = f"own password: {user.pk}"
    if not allow(name, _MOST, _SPAN):
        raise ValidationError("Er is te vaak een verkeerd wachtwoord ingevuld. Probeer het over tien minuten opnieuw.")
    if not user.check_password(password):
        raise ValidationError("Dit is niet je huidige wachtwoord.")
    give_back(name)


class OwnAddressForm(NameEmailForm):  # type: ignore[misc]
    """Name and address of one's own account. Another address asks the password, and is told to the former one."""

    current_password = forms.CharField(
        label="Je huidige wachtwoord",
        help_text="Alleen nodig als je je e-mailadres verandert.",
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._former = self.instance.email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if "email" in self.changed_data:
            try:
                check_own_password(self.instance, cleaned.get("current_password", ""))
            except ValidationError as error:
                self.add_error("current_password", error)
                cleaned.pop("email", None)  # otherwise it stands in the account of this request already
        return cleaned

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
        tell_former_address(self._former, user)
        return user


class OwnPasswordForm(PasswordChangeForm):
    """As Django's, with a limit on how often the old one is tried."""

    def clean_old_password(self) -> str:
        password = str(self.cleaned_data["old_password"])
        check_own_password(self.user, password)  # type: ignore[arg-type]
        return password


class AccountForm(UserEditForm):  # type: ignore[misc]
    """Of somebody else. One's own address and password ask the present password, so they are changed elsewhere."""

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        self._editing_self = editing_self
        super().__init__(*args, editing_self=editing_self, **kwargs)
        self._former = self.instance.email
        if editing_self:
            self.fields["email"].disabled = True
            self.fields["email"].help_text = "Je eigen adres en wachtwoord verander je bij je account."

    @property
    def password_enabled(self) -> bool:
        return not self._editing_self

    def save(self, commit: bool = True) -> Any:
        user = super().save(commit)
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
    pass


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
        return AccountForm if for_update else UserCreationForm


def keep_off_superusers(request: HttpRequest, action: str, objects: list[Any], view: Any) -> HttpResponse | None:
    """Hook of a bulk action: none that touches an account its user may not change."""
    if request.user.is_superuser or not any(isinstance(one, User) and one.is_superuser for one in objects):  # type: ignore[union-attr]
        return None
    messages.error(request, "Niets veranderd. Een account dat alles mag, kun je niet veranderen.")
    return redirect("wagtailusers_users:index")
