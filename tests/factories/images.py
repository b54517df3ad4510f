"""Images for tests, drawn on the spot."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms, PngImagePlugin

from core.models import SiteImage

# Stands in whatever of a photo says more than the picture.
SECRET = "CANARY"
FORMATS = ("avif", "gif", "jpeg", "png", "webp")
SIDEWAYS, _ORIENTATION, _GPS = 6, 0x0112, 0x8825
PROFILE: bytes = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
_XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{SECRET}</x:xmpmeta>".encode()


def png(width: int = 4, height: int = 3) -> bytes:
    """A small real PNG."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), "#1f7080").save(buffer, "PNG")
    return buffer.getvalue()


def deep_grey() -> bytes:
    """A half grey PNG with 16 bits a pixel."""
    buffer = io.BytesIO()
    Image.new("I;16", (4, 3), 128 << 8).save(buffer, "PNG")
    return buffer.getvalue()


def bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A PNG of some hundred bytes that claims to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def photo(kind: str, *, orientation: int = 1, frames: int = 1, scale: int = 1) -> bytes:
    """A picture of 60 by 40, red left and blue right, with everything a camera and an author leave in it."""
    pictures = [Image.new("RGB", (60, 40), "red") for _ in range(frames)]
    for shade, picture in enumerate(pictures):
        picture.paste((0, 10 * shade, 255), (30, 0, 60, 40))
    pictures = [picture.resize((60 * scale, 40 * scale)) for picture in pictures]
    exif = Image.Exif()
    exif[0x010F], exif[0x013B], exif[0x9286] = f"{SECRET} camera", f"{SECRET} artist", f"{SECRET} comment"
    exif[_GPS] = {1: "N", 2: (52.0, 5.0, 24.0), 29: f"{SECRET} date"}
    if orientation != 1:
        exif[_ORIENTATION] = orientation
    options: dict[str, Any] = {"exif": exif, "xmp": _XMP, "icc_profile": PROFILE, "comment": SECRET.encode()}
    if frames > 1:
        options |= {"save_all": True, "append_images": pictures[1:], "duration": 200, "loop": 0}
    if kind == "png":
        options["pnginfo"] = texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", f"{SECRET} author")
        texts.add_text("Comment", f"{SECRET} comment", zip=True)
        texts.add_itxt("XML:com.adobe.xmp", _XMP.decode())
    buffer = io.BytesIO()
    pictures[0].save(buffer, kind, **options)
    return _with_more(kind, buffer.getvalue())


def _with_more(kind: str, data: bytes) -> bytes:
    """What Pillow does not write: blocks of other programs, and a film after the end of the photo."""
    film = f"{SECRET} film".encode()
    if kind == "jpeg":
        iptc = b"Photoshop 3.0\x008BIM" + SECRET.encode()
        return data[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + data[2:] + film
    if kind == "gif":
        application = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET.encode() + b"\0"
        return data[:-1] + application + b";" + film
    return data + film if kind == "png" else data


def upload(name: str, data: bytes, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


def make_image(**fields: Any) -> SiteImage:
    """A saved image."""
    image: SiteImage = SiteImage.objects.create(
        **{"title": "Een afbeelding", "file": upload("afbeelding.png", png()), **fields}
    )
    return image
