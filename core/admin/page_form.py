"""The edit form of every page. It refuses a slug below the home page that is an address of the site itself."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve
from wagtail.admin.forms import WagtailAdminPageForm

# The depth of the front page, which stands below the root of the tree.
_FRONT = 2


def is_reserved(slug: str) -> bool:
    """True when `/slug` or `/slug/` is an address of the site itself: a page with that slug could not be reached."""
    return any(_is_of_site(address) for address in (f"/{slug}", f"/{slug}/"))


def _is_of_site(address: str) -> bool:
    try:
        return resolve(address).url_name != "wagtail_serve"
    except Resolver404:
        return False


class PageForm(WagtailAdminPageForm):  # type: ignore[misc]
    def clean_slug(self) -> str:
        """:raises ValidationError: for an address that is taken."""
        slug: str = self.cleaned_data["slug"]
        if self.parent_page is not None and self.parent_page.depth == _FRONT and is_reserved(slug):
            raise ValidationError("Dit adres gebruikt de site zelf al. Kies een ander.")
        return slug
