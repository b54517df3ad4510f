"""The form fields of an image. A dangerous or mislabelled file is refused, in Dutch, before it is decoded."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from PIL import Image as Pillow
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from core.images.metadata import without_metadata
from core.text.numbers import number

_BROKEN = "Dit bestand is geen afbeelding die we kunnen openen. Is het beschadigd, of iets anders met die naam?"


class SafeImageField(WagtailImageField):  # type: ignore[misc]
    """Wagtail's field, which checks the size in the header before it decodes the image."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        formats = self.supported_formats_text
        self.error_messages |= {
            "invalid_image": _BROKEN,
            "invalid_image_extension": f"Dit bestand is geen afbeelding die we kunnen gebruiken. Kies {formats}.",
            "invalid_image_known_format": "Dit bestand is geen .%(extension)s, maar iets anders met die naam.",
            "file_too_large_unknown_size": f"Dit bestand is te groot. Kies er een tot {self.max_upload_size_text}.",
        }

    def to_python(self, data: Any) -> Any:
        upload = FileField.to_python(self, data)
        if upload is None:
            return None
        if PurePath(upload.name or "").suffix.lower().lstrip(".") not in self.allowed_image_extensions:
            self._refuse("invalid_image_extension")
        if self.max_upload_size is not None and upload.size > self.max_upload_size:
            size, most = filesizeformat(upload.size), self.max_upload_size_text
            raise ValidationError(f"Dit bestand is te groot ({size}). Kies er een tot {most}.", "file_too_large")
        self._measure(data)
        try:
            checked = super().to_python(data)
            return super().to_python(_without_metadata(checked))
        except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError) as error:
            raise ValidationError(_BROKEN, "invalid_image") from error

    def _measure(self, data: Any) -> None:
        """Check the width and height that the header gives, without decoding the image."""
        data.seek(0)
        head = BytesIO(data.read()) if not hasattr(data, "temporary_file_path") else data
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", Pillow.DecompressionBombWarning)
                with Pillow.open(head) as image:
                    self._check_pixels(image.size, getattr(image, "n_frames", 1))
        except (Pillow.DecompressionBombError, Pillow.DecompressionBombWarning) as error:
            raise ValidationError(self._too_many(), "file_too_many_pixels") from error
        except (OSError, SyntaxError, ValueError) as error:
            raise ValidationError(_BROKEN, "invalid_image") from error
        finally:
            data.seek(0)

    def _check_pixels(self, size: tuple[int, int], frames: int) -> None:
        if self.max_image_pixels is not None and size[0] * size[1] * frames > self.max_image_pixels:
            raise ValidationError(self._too_many(), "file_too_many_pixels")

    def _too_many(self) -> str:
        most = number(self.max_image_pixels // 1_000_000)
        return f"Deze afbeelding heeft te veel beeldpunten. Maak haar kleiner: hooguit {most} miljoen."

    def _refuse(self, code: str) -> None:
        raise ValidationError(self.error_messages[code], code)


def _without_metadata(upload: Any) -> SimpleUploadedFile:
    """The upload without its metadata, such as place and author."""
    upload.seek(0)
    clean = without_metadata(upload.read())
    return SimpleUploadedFile(upload.name or "", clean, upload.content_type or "")


class SiteImageForm(BaseImageForm):  # type: ignore[misc]
    """The form of an image, wherever it is uploaded."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields.get("file")
        if field is not None:
            self.fields["file"] = SafeImageField(label=field.label, required=field.required, widget=field.widget)


class AvatarForm(AvatarPreferencesForm):  # type: ignore[misc]
    """The picture of an account, with the same checks; its file is not named after what the owner called it."""

    avatar = SafeImageField(label="Profielfoto", required=False)

    def clean_avatar(self) -> Any:
        avatar = super().clean_avatar()
        if isinstance(avatar, UploadedFile):
            avatar.name = f"foto{PurePath(avatar.name or '').suffix.lower()}"
        return avatar
