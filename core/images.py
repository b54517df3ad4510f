"""Images with an alternative text, or the explicit statement that they are decoration."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


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

    @property
    def default_alt_text(self) -> str:
        return "" if self.is_decorative else str(self.description)


class SiteRendition(AbstractRendition):
    """A resized copy of a `SiteImage`."""

    affects_public_pages = False

    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)
