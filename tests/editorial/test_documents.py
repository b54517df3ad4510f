"""A document is what its name says, wherever it is uploaded."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection

from core.admin.document_forms import CHECKS

pytestmark = pytest.mark.django_db


def packed(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)  # of 1980, so that the bytes are the same in every process
    return out.getvalue()


def office(folder: str) -> bytes:
    return packed(**{"[Content_Types].xml": "<Types/>", f"{folder}/main.xml": "<x/>"})


ODT = packed(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"})
RIGHT = {
    "csv": "naam;getal\r\nGemeente \u2019s-Hertogenbosch;1\r\n".encode(),
    "docx": office("word"),
    "odt": ODT,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "pptx": office("ppt"),
    "xlsx": office("xl"),
}
HTML, PROGRAM = b"<!doctype html><script>alert(1)</script>", b"MZ\x90\x00\x03\x00\x00\x00"
WRONG = [
    *((extension, PROGRAM) for extension in RIGHT),
    *((extension, HTML) for extension in RIGHT if extension != "csv"),
    *(
        ("docx", RIGHT["xlsx"]),
        ("xlsx", RIGHT["pptx"]),
        ("pptx", RIGHT["docx"]),
        ("docx", ODT),
        ("odt", office("word")),
    ),
    *(
        ("docx", packed(x="y")),
        ("odt", packed(mimetype="application/vnd.oasis.opendocument.textX")),
        ("docx", b"PK\x03\x04"),
    ),
    *(("csv", RIGHT["docx"]), ("csv", b"\xff\xfea\x00;\x00"), ("pdf", RIGHT["docx"])),
]


def upload(client: Client, name: str, data: bytes) -> str:
    collection = Collection.get_first_root_node().pk
    file = SimpleUploadedFile(name, data)
    values = {"title": "Stuk", "collection": collection, "tags": "", "file": file}
    return client.post(reverse("wagtaildocs:add"), values).content.decode()


def test_every_extension_that_is_taken_has_a_check() -> None:
    assert set(CHECKS) == set(settings.WAGTAILDOCS_EXTENSIONS) == set(RIGHT)


@pytest.mark.parametrize("extension", RIGHT)
def test_what_it_says_is_taken_to_the_byte(writer: Client, extension: str) -> None:
    upload(writer, f"stuk.{extension.upper()}", RIGHT[extension])
    assert Document.objects.get().file.read() == RIGHT[extension]


@pytest.mark.parametrize(("extension", "data"), WRONG)
def test_anything_else_is_refused_in_dutch(writer: Client, extension: str, data: bytes) -> None:
    page = upload(writer, f"stuk.{extension}", data)
    assert f"Dit bestand is geen .{extension}, maar iets anders met die naam" in page
    assert not Document.objects.exists()


def test_several_at_once_have_the_same_check(writer: Client) -> None:
    for name, data, count in (("stuk.pdf", HTML, 0), ("stuk.pdf", RIGHT["pdf"], 1)):
        writer.post(
            reverse("wagtaildocs:add_multiple"),
            {"title": "Stuk", "files[]": SimpleUploadedFile(name, data)},
            headers={"X-Requested-With": "XMLHttpRequest"},
        )
        assert Document.objects.count() == count
