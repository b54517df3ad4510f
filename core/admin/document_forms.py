"""Uploading a document: a file that is something else than its name says is refused in Dutch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm

_OPEN_DOCUMENT_TEXT = b"application/vnd.oasis.opendocument.text"


def _is_pdf(file: BinaryIO) -> bool:
    return b"%PDF-" in file.read(1024)


def _is_text(file: BinaryIO) -> bool:
    return not any(b"\0" in part for part in iter(lambda: file.read(65_536), b""))


def _is_office(folder: str) -> Callable[[BinaryIO], bool]:
    def is_it(file: BinaryIO) -> bool:
        with ZipFile(file) as archive:
            names = archive.namelist()
        return "[Content_Types].xml" in names and any(name.startswith(f"{folder}/") for name in names)

    return is_it


def _is_open_document(file: BinaryIO) -> bool:
    with ZipFile(file) as archive, archive.open("mimetype") as kind:
        return kind.read(len(_OPEN_DOCUMENT_TEXT) + 1) == _OPEN_DOCUMENT_TEXT


# Of every extension in `WAGTAILDOCS_EXTENSIONS`.
CHECKS: dict[str, Callable[[BinaryIO], bool]] = {
    "csv": _is_text,
    "docx": _is_office("word"),
    "odt": _is_open_document,
    "pdf": _is_pdf,
    "pptx": _is_office("ppt"),
    "xlsx": _is_office("xl"),
}


class SiteDocumentForm(BaseDocumentForm):  # type: ignore[misc]
    """The form of a document, wherever it is uploaded."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            _refuse_other_content(file)
        return file


def _refuse_other_content(file: UploadedFile[Any]) -> None:
    """:raises ValidationError: when the content does not begin as that of a file of this name does."""
    extension = PurePath(file.name or "").suffix.lower().lstrip(".")
    check = CHECKS.get(extension)
    file.seek(0)
    try:
        is_right = check is not None and check(file)  # type: ignore[arg-type]
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        is_right = False
    finally:
        file.seek(0)
    if not is_right:
        raise ValidationError(f"Dit bestand is geen .{extension}, maar iets anders met die naam.", "other_content")
