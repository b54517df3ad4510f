"""Only the picture and its colours stay of an image file, as they were."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageOps, ImageSequence

from core.images.metadata import without_metadata
from tests.factories.images import FORMATS, PROFILE, SECRET, SIDEWAYS, deep_grey, photo, png

HARMLESS = {
    *("icc_profile", "dpi", "jfif", "jfif_version", "jfif_unit", "jfif_density", "progressive", "progression"),
    *("loop", "duration", "background", "version", "transparency", "extension", "timestamp", "default_image"),
    *("bbox", "disposal", "blend"),
}


def opened(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def shown(data: bytes) -> list[bytes]:
    """The pixels of each frame, upright."""
    return [ImageOps.exif_transpose(frame.convert("RGB")).tobytes() for frame in ImageSequence.Iterator(opened(data))]


def assert_clean(data: bytes) -> None:
    image = opened(data)
    assert SECRET.encode() not in data
    assert not image.getexif()
    assert set(image.info) <= HARMLESS
    assert SECRET not in str(image.info.values())


@pytest.mark.parametrize("kind", FORMATS)
def test_nothing_but_the_picture_stays(kind: str) -> None:
    data = photo(kind)
    assert SECRET.encode() in data
    clean = without_metadata(data)
    assert_clean(clean)
    if kind != "gif":
        assert opened(clean).info["icc_profile"] == PROFILE
    if kind != "avif":
        assert shown(clean) == shown(data), "the same pixels"


@pytest.mark.parametrize("kind", FORMATS)
def test_a_clean_file_stays_the_same_to_the_byte(kind: str) -> None:
    clean = without_metadata(photo(kind, orientation=SIDEWAYS))
    assert without_metadata(clean) == clean


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "gif"])
def test_a_picture_on_its_side_is_stored_upright(kind: str) -> None:
    data = photo(kind, orientation=SIDEWAYS)
    clean = without_metadata(data)
    assert_clean(clean)
    image = opened(clean)
    assert image.size == (40, 60)
    assert image.info["icc_profile"] == PROFILE
    top, bottom = image.convert("RGB").getpixel((20, 5)), image.convert("RGB").getpixel((20, 55))
    assert isinstance(top, tuple) and isinstance(bottom, tuple)
    assert (top[0] > 200, top[2] < 60, bottom[0] < 60, bottom[2] > 200) == (True,) * 4


@pytest.mark.parametrize("kind", [kind for kind in FORMATS if kind != "jpeg"])
def test_what_moves_keeps_moving(kind: str) -> None:
    data = photo(kind, frames=3)
    clean = without_metadata(data)
    assert_clean(clean)
    assert len(shown(clean)) == 3
    assert opened(clean).info.get("loop", 0) == opened(data).info.get("loop", 0)
    if kind != "avif":
        assert shown(clean) == shown(data)


def test_a_progressive_jpeg_keeps_all_its_scans() -> None:
    buffer = io.BytesIO()
    Image.effect_noise((90, 70), 80).convert("RGB").save(buffer, "JPEG", progressive=True, comment=SECRET)
    clean = without_metadata(buffer.getvalue() + SECRET.encode())
    assert_clean(clean)
    assert shown(clean) == shown(buffer.getvalue())


def test_deep_grey_becomes_the_grey_that_pages_can_show() -> None:
    image = opened(without_metadata(deep_grey()))
    assert (image.mode, image.size, image.getpixel((0, 0))) == ("L", (4, 3), 128)


@pytest.mark.parametrize("data", [b"", b"brief", png()[:40], b"RIFF\0\0\0\0WEBP", b"\xff\xd8\xff\xe0"])
def test_what_is_no_image_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not an image"):
        without_metadata(data)
