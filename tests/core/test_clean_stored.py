"""What an older version stored is cleaned once, and a second time finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, Page

from core.models import SiteImage
from core.signals.public_state import page_state_changed
from feedback.models import ReaderQuestion
from tests.core.test_image_metadata import assert_clean
from tests.factories.images import SIDEWAYS, deep_grey, make_image, photo, upload
from tests.factories.pages import make_method

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path
    cache.clear()  # Wagtail keeps copies in it
    yield tmp_path
    cache.clear()


def run(**options: Any) -> list[int]:
    """The counts: log, originals, avatars, copies."""
    out = StringIO()
    call_command("clean_stored", stdout=out, **options)
    assert "Reservekopieën" in out.getvalue()
    return [int(word) for word in out.getvalue().split() if word.isdigit()]


@pytest.fixture
def image(media: Path) -> SiteImage:
    """Stored as it was before: sideways, with metadata in the original and in a copy."""
    image = make_image(file=upload("foto.jpg", photo("jpeg")))
    copies = [image.get_rendition(shape) for shape in ("width-30", "format-webp|width-30")]
    Path(image.file.path).write_bytes(photo("jpeg", orientation=SIDEWAYS))
    Path(copies[0].file.path).write_bytes(photo("jpeg"))
    SiteImage.objects.filter(pk=image.pk).update(file_hash="of before")
    return image


def test_labels_in_the_log_lose_the_words_of_a_reader() -> None:
    question = ReaderQuestion.objects.create(text="kanariepersoon vraagt iets")
    log(question, "wagtail.edit")
    log(question, "wagtail.delete")
    ModelLogEntry.objects.filter(action="wagtail.edit").update(label="kanariepersoon vraagt iets")
    name = str(question)
    question.delete()
    assert run(dry_run=True)[0] == 1
    assert ModelLogEntry.objects.filter(label__contains="kanarie").count() == 1
    assert (run()[0], run()[0]) == (1, 0)
    assert set(ModelLogEntry.objects.values_list("label", flat=True)) == {name}


def test_titles_lose_what_nobody_sees_and_the_page_shows_that() -> None:
    page = make_method(title="Stuur een herinnering", gist="Kern.")
    Page.objects.filter(pk=page.pk).update(title="Stuur een her\u00adin\u00adne\u00adring\u200b")
    heard: list[frozenset[int]] = []

    def listen(page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    page_state_changed.connect(listen)
    try:
        assert (len(run(dry_run=True)), Page.objects.filter(title__contains="\u00ad").count()) == (5, 1)
        assert (len(run()), len(run())) == (5, 4)
    finally:
        page_state_changed.disconnect(listen)
    page.refresh_from_db()
    assert (page.title, page.draft_title) == ("Stuur een herinnering", "Stuur een herinnering")
    assert heard == [frozenset({page.pk})]


def test_an_image_and_its_copies_are_cleaned_under_their_own_address(image: SiteImage) -> None:
    addresses = {image.file.name, *(copy.file.name for copy in image.renditions.all())}
    assert run(dry_run=True) == [0, 1, 0, 1]
    assert image.file.open().read() == photo("jpeg", orientation=SIDEWAYS)
    assert run() == [0, 1, 0, 1]
    image = SiteImage.objects.get()
    assert {image.file.name, *(copy.file.name for copy in image.renditions.all())} == addresses
    for name in addresses:
        with default_storage.open(name) as file:
            assert_clean(file.read())
    assert (image.width, image.height, image.file_size) == (40, 60, image.file.size)
    assert image.file_hash != "of before"
    copy = image.renditions.get(filter_spec="width-30")
    assert (copy.width, copy.height) == (30, 45), "made from the picture that is upright now"
    assert run() == [0, 0, 0, 0]


def test_avatars_and_files_without_a_row_are_cleaned(media: Path) -> None:
    for name in ("avatar_images/ik.png", "images/weg.jpg", "original_images/weg.gif"):
        (media / name).parent.mkdir()
        (media / name).write_bytes(photo(name.rpartition(".")[2].replace("jpg", "jpeg")))
    assert run() == [0, 1, 1, 1]
    for path in media.glob("*/*"):
        assert_clean(path.read_bytes())


def test_a_16_bit_grey_image_of_before_shows_afterwards() -> None:
    image = make_image()
    Path(image.file.path).write_bytes(deep_grey())
    run()
    assert SiteImage.objects.get().get_rendition("format-webp|width-4").width == 4


def test_what_is_no_image_is_told_and_stays(media: Path, image: SiteImage) -> None:
    (media / "images" / "tekst.jpg").write_bytes(b"tekst")
    with pytest.raises(CommandError, match=r"images/tekst\.jpg"):
        run()
    assert (media / "images" / "tekst.jpg").read_bytes() == b"tekst"
    assert_clean(Path(image.file.path).read_bytes())
