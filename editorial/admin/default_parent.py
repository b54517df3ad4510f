"""Puts a new method or case under the page that holds the others."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Page


def usual_parent(pages: Any) -> Page | None:
    """The page under which most of these pages stand; None when there are none yet.

    Every listing page may hold methods and cases, but an address such as `/praktijk/naam/` is what readers expect.
    """
    steplen = Page.steplen
    places: dict[str, int] = {}
    for path in pages.values_list("path", flat=True):
        places[path[:-steplen]] = places.get(path[:-steplen], 0) + 1
    return Page.objects.filter(path=max(places, key=lambda path: places[path])).first() if places else None


class UsualParentView(ChooseParentView):  # type: ignore[misc]
    """Opens the form of a new page at once where that can be; asks for a place only when there is no usual one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        parent = usual_parent(self.model.objects.all())
        if parent is not None and self.get_valid_parent_pages(request.user).filter(pk=parent.pk).exists():
            options = self.model._meta
            return redirect("wagtailadmin_pages:add", options.app_label, options.model_name, parent.pk)
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response
