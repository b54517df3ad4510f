"""Images with an alternative text, or the explicit statement that they are decoration."""

from __future__ import annotations

import logging
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import ImageFieldFile
from wagtail.images.models import AbstractImage, AbstractRendition, Image, SourceImageIOError

from core.images.metadata import without_metadata

logger = logging.getLogger(__name__)


class PictureFile(ImageFieldFile):
    """The file of an image. Metadata is stripped whenever it is stored, whichever code stores it."""

    def save(self, name: str, content: Any, save: bool = True) -> None:
        content.seek(0)
        super().save(name, ContentFile(without_metadata(content.read()), name), save)


class SiteImage(AbstractImage):
    """An uploaded image. `description` (from Wagtail) is its alternative text."""

    is_decorative = models.BooleanField(
        "alleen versiering",
        default=False,
        help_text="Zet dit alleen aan als de afbeelding niets toevoegt voor wie haar niet ziet.",
    )
    credit = models.CharField("maker en licentie", max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "is_decorative", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "afbeelding"
        verbose_name_plural = "afbeeldingen"

    def clean(self) -> None:
        super().clean()
        if not self.description and not self.is_decorative:
            raise ValidationError({"description": "Beschrijf wat er te zien is, of zet ‘alleen versiering’ aan."})

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> Any:
        """As Wagtail makes it. A stored file that cannot be made smaller is a missing one: a page shows a gap, no 500.

        :raises SourceImageIOError: for such a file.
        """
        try:
            return super().generate_rendition_file(filter, source=source)
        except Exception as error:  # whatever a damaged file makes a decoder or encoder say
            logger.warning("image %s cannot be made %s: %s", self.pk, filter.spec, error)
            raise SourceImageIOError(str(error)) from error

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else str(self.description)


class SiteRendition(AbstractRendition):
    """A resized copy of a `SiteImage`."""

    affects_public_pages = False

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


# Wagtail declares these fields, so their class of file is set here.
for _field in (SiteImage._meta.get_field("file"), SiteRendition._meta.get_field("file")):
    _field.attr_class = PictureFile
