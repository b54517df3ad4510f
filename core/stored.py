"""Removes what earlier versions stored and this one does not.

Words of readers in the log, characters that nobody sees in titles, and metadata in images.
Each function is a generator of names, so that the caller can count and tell; with `change=False` nothing is changed.
All of it may be done again at any time.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import ModelLogEntry, Page

from core.images import SiteImage, SiteRendition
from core.images.metadata import without_metadata
from core.signals.public_state import announce
from core.submissions.models import Submission
from core.text.sanitise import one_line

COPIES = "images"
# The directories below `media/` that are public. Files without a row are public as well, so it is files we go through.
PICTURES = ("original_images", "avatar_images", COPIES)


class Unreadable(Exception):
    """A file in a directory of pictures that is no picture."""


def labels_with_words(change: bool) -> Iterator[str]:
    """The log of the admin names what a reader sent by its number; entries made before may quote it."""
    kinds: list[type[Any]] = Submission.__subclasses__()
    for kind in kinds:
        content_type = ContentType.objects.get_for_model(kind)
        for entry in ModelLogEntry.objects.filter(content_type=content_type).iterator():
            name = str(kind(pk=entry.object_id))
            if entry.label != name:
                if change:
                    ModelLogEntry.objects.filter(pk=entry.pk).update(label=name)
                yield name


def titles_with_unseen(change: bool) -> Iterator[str]:
    """Titles with characters that nobody sees, such as soft hyphens pasted along; no form takes these in any more."""
    for page in Page.objects.only("title", "draft_title").order_by("pk").iterator():
        clean = {"title": one_line(page.title), "draft_title": one_line(page.draft_title)}
        if (clean["title"], clean["draft_title"]) != (page.title, page.draft_title):
            if change:
                with transaction.atomic():
                    Page.objects.filter(pk=page.pk).update(**clean)
                    announce([page.pk])
            yield clean["title"]


def pictures_with_metadata(directory: str, change: bool) -> Iterator[str | Unreadable]:
    """The files of one directory that hold more than the picture."""
    files = default_storage.listdir(directory)[1] if default_storage.exists(directory) else []
    for name in sorted(f"{directory}/{file}" for file in files):
        path = Path(default_storage.path(name))
        data = path.read_bytes()
        try:
            clean = without_metadata(data)
        except ValueError:
            yield Unreadable(name)
            continue
        if clean != data:
            if change and not _made_anew(name):
                _replace(path, clean)
                _measure_again(name)
            yield name


def _made_anew(name: str) -> bool:
    """Make a copy for a page from its original. False when it is no such copy, or its original is gone."""
    copy = SiteRendition.objects.filter(file=name).select_related("image").first()
    if copy is None or not default_storage.exists(copy.image.file.name):
        return False
    default_storage.delete(name)  # now, so that the new one gets the same address
    copy.delete()
    copy.image.get_rendition(copy.filter_spec)
    return True


def _replace(path: Path, data: bytes) -> None:
    """In one step, so that readers see the old file or the new one."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_bytes(data)
    beside.chmod(path.stat().st_mode)
    beside.replace(path)


def _measure_again(name: str) -> None:
    for image in SiteImage.objects.filter(file=name):
        image.file.field.update_dimension_fields(image, force=True)
        image._set_image_file_metadata()
        image.save(update_fields=["width", "height", "file_size", "file_hash"])
