"""Report of images without an alternative text."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.images.permissions import ImagesPermissionPolicyGetter

from core.models import SiteImage
from editorial.reports.base import Cell, ContentReport


class NoAlternativeReport(ContentReport):
    """Images without an alternative text that are not marked as decoration."""

    slug = "afbeeldingen-zonder-tekst"
    page_title = "Afbeeldingen zonder beschrijving"
    header_icon = "image"
    empty_text = "Elke afbeelding heeft een beschrijving of is alleen versiering."
    any_permission_required = {"add", "change", "delete"}
    permission_policy = ImagesPermissionPolicyGetter()
    cells = (
        Cell("title", "Titel", lambda image: image.title),
        Cell("created_at", "Geplaatst", lambda image: image.created_at.date()),
        Cell("uploaded_by", "Door", lambda image: image.uploaded_by_user or ""),
        Cell("collection", "Verzameling", lambda image: image.collection),
    )

    def edit_url(self, row: SiteImage) -> str:
        return reverse("wagtailimages:edit", args=(row.pk,))

    def found(self) -> Any:
        """Also those that somebody else must mend."""
        seen = self.permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required | {"choose"}
        )
        bare = seen.filter(description="", is_decorative=False)
        return bare.select_related("collection", "uploaded_by_user").order_by("-created_at", "pk")
