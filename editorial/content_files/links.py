"""What files name and the database has under a key: `methode:18`, `pagina:/over/`, `afbeelding:naam.png`, words."""

from __future__ import annotations

from functools import cached_property
from pathlib import PurePath
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page, Site

from cases.published import CASES
from core.images import SiteImage
from core.published import PublishedKind
from editorial.content_files.words import VOCABULARY_MODELS
from methods.published import METHODS

# What stands before the number in a link.
NUMBERED: dict[str, PublishedKind] = {"methode": METHODS, "praktijk": CASES}


def image_file_name(image: SiteImage) -> str:
    """A name that follows from the title and the content: the same image has the same name in every database."""
    return f"{slugify(image.title)[:60] or 'afbeelding'}-{image.get_file_hash()[:8]}{PurePath(image.file.name).suffix}"


def series_of(model: type[Any]) -> str:
    """What stands before the number of a page of this model, or empty when its pages have no numbers."""
    return next((name for name, kind in NUMBERED.items() if kind.model is model), "")


class DatabaseLinks:
    """Addresses and words of everything in the database, each list read once."""

    def __init__(self) -> None:
        self._lists: dict[str, dict[str | int, Any]] = {}

    @cached_property
    def _address_by_id(self) -> dict[int, str]:
        site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
        prefix = site.root_page.url_path if site else "/"
        addresses = {
            pk: f"pagina:/{url_path.removeprefix(prefix)}"
            for pk, url_path in Page.objects.filter(depth__gt=1).values_list("pk", "url_path")
        }
        for name, kind in NUMBERED.items():
            addresses |= {pk: f"{name}:{number}" for pk, number in kind.model.objects.values_list("pk", "number")}
        return addresses

    @cached_property
    def _id_by_address(self) -> dict[str, int]:
        return {address: pk for pk, address in self._address_by_id.items()}

    @cached_property
    def _image_by_id(self) -> dict[int, str]:
        return {image.pk: image_file_name(image) for image in SiteImage.objects.all()}

    @cached_property
    def _id_by_image(self) -> dict[str, int]:
        return {name: pk for pk, name in self._image_by_id.items()}

    def page_id(self, address: str) -> int | None:
        return self._id_by_address.get(address)

    def page_address(self, page_id: int) -> str | None:
        return self._address_by_id.get(page_id)

    def page_number(self, page_id: int) -> int:
        """The number of a numbered page, 0 when there is none with this key."""
        return int((self.page_address(page_id) or "0").rpartition(":")[2])

    def image_id(self, name: str) -> int | None:
        return self._id_by_image.get(name)

    def image_name(self, image_id: int) -> str | None:
        return self._image_by_id.get(image_id)

    def word(self, vocabulary: str, slug: str) -> Any:
        """The word of a list with this slug."""
        return self._list(vocabulary)[slug]

    def slug(self, vocabulary: str, key: int) -> str:
        """The slug of the word of a list with this key."""
        return str(self._list(vocabulary)[key].slug)

    def _list(self, vocabulary: str) -> dict[str | int, Any]:
        if vocabulary not in self._lists:
            model: Any = VOCABULARY_MODELS[vocabulary]
            words = list(model.objects.all())
            self._lists[vocabulary] = {word.slug: word for word in words} | {word.pk: word for word in words}
        return self._lists[vocabulary]
