"""Take out of an image file what is not the picture: place, camera, author, comments, previews, appended data.

The colour profile stays. Containers are rewritten without decoding, so a picture loses no quality and a clean file
stays the same to the byte. Only a picture that is stored on its side, or in a form that pages cannot show, is encoded
anew; and an AVIF with metadata.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image as Pillow
from PIL import ImageOps, JpegImagePlugin

_ORIENTATION = 0x0112
_UPRIGHT = 1
# Grey with 16 bits or more a pixel: neither JPEG nor WebP can hold it.
_DEEP_GREY = ("I;16", "I;16B", "I;16L", "I", "F")

_QUALITY: dict[str, dict[str, int]] = {
    "JPEG": {"quality": 95},
    "WEBP": {"quality": 95},
    "AVIF": {"quality": 90, "speed": 10},
}

_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_PICTURE = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sRGB cICP sBIT bKGD pHYs hIST sPLT acTL fcTL fdAT".split()
)
_WEBP_PICTURE = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_FLAGS_OF_METADATA = 0b1100  # in the first byte of VP8X: EXIF, XMP
_GIF_ANIMATION = (b"NETSCAPE2.0", b"ANIMEXTS1.0")
# In the data of a scan 0xFF is followed by 0 (itself) or a restart marker; anything else ends the scan.
_JPEG_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(data: bytes) -> bytes:
    """The same picture upright with its colour profile and nothing else; `data` itself when it is so already.

    :raises ValueError: when the file is damaged or not one of AVIF, GIF, JPEG, PNG and WebP.
    """
    try:
        with Pillow.open(BytesIO(data)) as image:
            kind = "JPEG" if image.format == "MPO" else str(image.format)
            if _must_be_drawn(image):
                data = _drawn(image, kind)
        return _STRIP[kind](data)
    except (OSError, SyntaxError, KeyError, IndexError, Pillow.DecompressionBombError) as error:
        raise ValueError("this is not an image we know") from error


def _must_be_drawn(image: Pillow.Image) -> bool:
    if image.format == "AVIF":
        return bool({"exif", "xmp"} & image.info.keys())
    on_its_side = image.getexif().get(_ORIENTATION, _UPRIGHT) != _UPRIGHT
    return image.mode in _DEEP_GREY or (on_its_side and getattr(image, "n_frames", 1) == 1)


def _drawn(image: Pillow.Image, kind: str) -> bytes:
    options: dict[str, Any] = {"icc_profile": image.info.get("icc_profile"), **_QUALITY.get(kind, {})}
    if isinstance(image, JpegImagePlugin.JpegImageFile):
        options["subsampling"] = JpegImagePlugin.get_sampling(image)
    if getattr(image, "n_frames", 1) > 1:
        options["save_all"] = True  # an AVIF, whose frames are upright already
    else:
        image = ImageOps.exif_transpose(image)
    if image.mode in _DEEP_GREY:
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def _strip_jpeg(data: bytes) -> bytes:
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and (marker := data[at + 1]) != 0xD9:
        if data[at] != 0xFF:
            raise IndexError("no marker")
        if marker == 0xFF:  # padding
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if marker == 0xDA:
            scan_end = _JPEG_END_OF_SCAN.search(data, end)
            end = scan_end.start() if scan_end else len(data)
        if _is_jpeg_picture(marker, data[at + 4 : end]):
            kept.append(data[at:end])
        at = end
    return b"".join((*kept, b"\xff\xd9"))


def _is_jpeg_picture(marker: int, content: bytes) -> bool:
    if marker == 0xE0:
        return content.startswith(b"JFIF\0")
    if marker == 0xE2:
        return content.startswith(b"ICC_PROFILE\0")
    if marker == 0xEE:
        return content.startswith(b"Adobe")
    return not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _strip_png(data: bytes) -> bytes:
    kept, at = [_PNG_SIGNATURE], len(_PNG_SIGNATURE)
    kind = b""
    while kind != b"IEND":
        kind, end = data[at + 4 : at + 8], at + 12 + int.from_bytes(data[at : at + 4])
        if end > len(data):
            raise IndexError("cut off")
        if kind in _PNG_PICTURE:
            kept.append(data[at:end])
        at = end
    return b"".join(kept)


def _strip_webp(data: bytes) -> bytes:
    kept = [b"WEBP"]
    at, length = 12, min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= length:
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        end = at + 8 + size + size % 2
        if kind == b"VP8X":
            flags = bytes([data[at + 8] & ~_WEBP_FLAGS_OF_METADATA])
            kept.append(data[at : at + 8] + flags + data[at + 9 : end])
        elif kind in _WEBP_PICTURE:
            kept.append(data[at:end])
        at = end
    content = b"".join(kept)
    return b"RIFF" + len(content).to_bytes(4, "little") + content


def _strip_gif(data: bytes) -> bytes:
    at = 13 + _gif_colours(data[10])
    kept = [data[:at]]
    while at < len(data) and data[at] != 0x3B:
        start, is_image = at, data[at] == 0x2C
        if is_image:
            blocks = at + 10 + _gif_colours(data[at + 9]) + 1
            is_picture = True
        else:
            blocks = at + 2
            application = data[at + 3 : at + 14]
            is_picture = data[at + 1] == 0xF9 or (data[at + 1] == 0xFF and application in _GIF_ANIMATION)
        at = _end_of_gif_blocks(data, blocks)
        if is_picture:
            kept.append(data[start:at])
    return b"".join((*kept, b";"))


def _gif_colours(flags: int) -> int:
    """The bytes of the colour table that these flags announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_gif_blocks(data: bytes, at: int) -> int:
    while size := data[at]:
        at += 1 + size
    return at + 1


def _keep(data: bytes) -> bytes:
    """AVIF: what had metadata was drawn anew."""
    return data


_STRIP: dict[str, Callable[[bytes], bytes]] = {
    "AVIF": _keep,
    "GIF": _strip_gif,
    "JPEG": _strip_jpeg,
    "PNG": _strip_png,
    "WEBP": _strip_webp,
}
