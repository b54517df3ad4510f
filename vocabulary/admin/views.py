"""Views of the word lists: how often a word is used, where, and how it ends."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views.snippets import DeleteView, IndexView

from vocabulary.forms import end_form_class
from vocabulary.usage import is_used, page_ids_showing, pages_per_word, revisions_naming


class WordIndexView(IndexView):  # type: ignore[misc]
    """The list of words, with the number of pages that use each."""

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        words = list(object_list)
        pages = pages_per_word(self.model, [word.pk for word in words])
        for word in words:
            word.page_count = len(pages[word.pk])
        return super().get_table(words, **kwargs)


class WordUsageView(UsageView):  # type: ignore[misc]
    """Where a word is used: the pages this editor may see, live or draft, and older versions."""

    page_title = "Waar gebruikt"
    is_searchable = False

    def get_queryset(self) -> Any:
        self.in_rows = page_ids_showing(self.model, [self.object.pk])
        self.in_versions = {int(revision.object_id) for revision in revisions_naming(self.object)} - self.in_rows
        mine = page_permission_policy.explorable_instances(self.request.user)
        return mine.filter(pk__in=self.in_rows | self.in_versions).order_by("title", "pk")

    def get_table(self, object_list: Any, **kwargs: Any) -> Any:
        pages = [page.specific_deferred for page in object_list]
        return BaseListingView.get_table(self, pages, **kwargs)

    @property
    def columns(self) -> list[Any]:
        def edit_url(page: Page) -> str:
            return reverse("wagtailadmin_pages:edit", args=(page.pk,))

        return [
            TitleColumn("title", label="Pagina", accessor="get_admin_display_title", get_url=edit_url),
            Column("type", label="Soort", accessor=lambda page: page.page_type_display_name),
            Column("status", label="Status", accessor="status_string"),
            Column("where", label="Waar", accessor=self._where),
        ]

    def _where(self, page: Page) -> str:
        return "Alleen in een oudere versie" if page.pk in self.in_versions else "Op de pagina"


class WordDeleteView(DeleteView):  # type: ignore[misc]
    """A word that is nowhere in use can go; any other is ended, and may name what replaces it."""

    end_template_name = "vocabulary/end_word.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self._require("delete")
        if is_used(self.object):
            self._require("change")
            return self._end(request)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def _require(self, action: str) -> None:
        if not self.permission_policy.user_has_permission(self.request.user, action):
            raise PermissionDenied

    def _end(self, request: HttpRequest) -> HttpResponse:
        form_class = end_form_class(self.model)
        form = form_class(request.POST if request.method == "POST" else None, instance=self.object)
        if request.method == "POST" and form.is_valid():
            with transaction.atomic():
                form.save()
                log(instance=self.object, action="wagtail.edit")
            messages.success(request, f"‘{self.object}’ vervalt op {self.object.ended_on:%d-%m-%Y}.")
            return redirect(self.get_success_url())
        pages = page_ids_showing(self.model, [self.object.pk])
        context = {
            **self.get_context_data(),
            "media": form.media,
            "form": form,
            "page_count": len(pages),
            "usage_url": reverse(self.usage_url_name, args=(self.object.pk,)),
            "edit_url": reverse(self.edit_url_name, args=(self.object.pk,)),
            "delete_url": self.get_delete_url(),
            "list_url": self.get_success_url(),
        }
        return TemplateResponse(request, self.end_template_name, context)
