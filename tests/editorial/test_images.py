"""Uploading an image: what is dangerous is refused at the field, in Dutch, and a description is not optional."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.images import get_image_model
from wagtail.rich_text import expand_db_html
from wagtail.users.models import UserProfile

from core.blocks import FigureBlock
from core.models import SiteImage, User
from editorial.content_files.terms import write_image
from tests.core.test_image_metadata import assert_clean
from tests.factories.images import FORMATS, SECRET, SIDEWAYS, bomb, deep_grey, make_image, photo, png, upload

pytestmark = pytest.mark.django_db

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
SCRIPTED = SVG.replace(b"<rect", b"<script>alert(1)</script><rect")
HTML = b"<!doctype html><script>alert(1)</script>"
WRONG: list[tuple[str, bytes, str]] = [
    (
        "tekening.svg",
        SVG,
        "Dit bestand is geen afbeelding die we kunnen gebruiken. Kies AVIF, GIF, JPG, JPEG, PNG, WEBP.",
    ),
    ("afgekapt.png", png(50, 50)[:70], "Dit bestand is geen afbeelding die we kunnen openen."),
    ("script.svg", SCRIPTED, "Dit bestand is geen afbeelding die we kunnen gebruiken."),
    ("script.png", SCRIPTED, "Dit bestand is geen afbeelding die we kunnen openen."),
    ("pagina.png", HTML, "Dit bestand is geen afbeelding die we kunnen openen."),
    ("brief.jpg", b"Geachte heer,", "Dit bestand is geen afbeelding die we kunnen openen."),
    ("bom.png", bomb(), "Deze afbeelding heeft te veel beeldpunten"),
    ("groot.png", bomb(9000, 9000), "Deze afbeelding heeft te veel beeldpunten"),
    ("foto.jpg", png(), "Dit bestand is geen .jpeg, maar iets anders met die naam."),
    ("leeg.png", b"", "bestand is leeg."),
]


def answer(name: str, data: bytes, **fields: str) -> dict[str, Any]:
    return {"title": "Titel", "file": upload(name, data), "description": "Een blauw vlak", "credit": "", **fields}


def test_our_image_model_is_in_use() -> None:
    assert get_image_model() is SiteImage


@pytest.mark.parametrize(("name", "data", "said"), WRONG, ids=[name for name, _, _ in WRONG])
def test_a_wrong_file_is_refused_at_the_field(writer: Client, name: str, data: bytes, said: str) -> None:
    response = writer.post(reverse("wagtailimages:add"), answer(name, data))
    assert response.status_code == 200
    form = response.context_data["form"]  # type: ignore[attr-defined]
    assert list(form.errors) == ["file"]
    assert said in form.errors["file"][0]
    assert "Een blauw vlak" in response.content.decode()
    assert not SiteImage.objects.exists()


@pytest.mark.parametrize(("name", "data", "said"), WRONG, ids=[name for name, _, _ in WRONG])
def test_a_wrong_file_is_refused_among_many_and_in_the_chooser(
    writer: Client, name: str, data: bytes, said: str
) -> None:
    many = writer.post(reverse("wagtailimages:add_multiple"), {"title": "Titel", "files[]": upload(name, data)}).json()
    assert not many["success"]
    assert said in many["error_message"]
    chooser = writer.post(reverse("wagtailimages_chooser:create"), _prefixed(answer(name, data))).json()
    assert chooser["step"] == "reshow_creation_form"
    assert not SiteImage.objects.exists()


def _prefixed(data: dict[str, Any]) -> dict[str, Any]:
    return {f"image-chooser-upload-{name}": value for name, value in data.items()}


def test_a_file_that_is_too_large_is_refused(writer: Client, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 50
    response = writer.post(reverse("wagtailimages:add"), answer("foto.png", png(90, 90)))
    errors = response.context_data["form"].errors["file"]  # type: ignore[attr-defined]
    assert errors[0].startswith("Dit bestand is te groot")
    assert not SiteImage.objects.exists()


def test_a_good_image_is_saved(writer: Client) -> None:
    assert writer.post(reverse("wagtailimages:add"), answer("foto.png", png())).status_code == 302
    image = SiteImage.objects.get()
    assert (image.width, image.height, image.default_alt_text) == (4, 3, "Een blauw vlak")


def test_a_description_or_decoration_is_mandatory(writer: Client) -> None:
    response = writer.post(reverse("wagtailimages:add"), answer("foto.png", png(), description=""))
    errors = response.context_data["form"].errors  # type: ignore[attr-defined]
    assert errors == {"description": ["Beschrijf wat er te zien is, of zet ‘alleen versiering’ aan."]}
    decoration = answer("foto.png", png(), description="", is_decorative="on")
    assert writer.post(reverse("wagtailimages:add"), decoration).status_code == 302
    assert SiteImage.objects.get().default_alt_text == ""


def test_many_images_at_once_ask_for_a_description_each(writer: Client) -> None:
    first = writer.post(reverse("wagtailimages:add_multiple"), {"title": "Foto", "files[]": upload("foto.png", png())})
    assert first.json()["success"]
    assert not SiteImage.objects.exists()
    number = first.json()["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=(number,))
    prefix = f"uploaded-image-{number}"
    without = writer.post(url, {f"{prefix}-title": "Foto", f"{prefix}-description": ""}).json()
    assert not without["success"]
    assert "Beschrijf wat er te zien is" in without["form"]
    with_text = {f"{prefix}-title": "Foto", f"{prefix}-description": "Een vlak", f"{prefix}-credit": ""}
    assert writer.post(url, with_text).json()["success"]
    assert SiteImage.objects.get().description == "Een vlak"


def test_a_description_cannot_be_taken_away(writer: Client, publisher: Client) -> None:
    image = make_image(description="Een vlak")
    response = publisher.post(reverse("wagtailimages:edit", args=(image.pk,)), {"title": "Foto", "description": ""})
    assert "description" in response.context_data["form"].errors  # type: ignore[attr-defined]


def renditions(image: SiteImage) -> list[bytes]:
    """Every copy that pages and the admin ask for."""
    shapes = ["width-40", "max-30x30", *(f"format-{kind}|width-40" for kind in FORMATS)]
    return [image.get_rendition(shape).file.read() for shape in ["original", *shapes]]


@pytest.mark.parametrize("orientation", [1, SIDEWAYS])
@pytest.mark.parametrize("kind", FORMATS)
def test_an_upload_gives_away_no_place_camera_or_author(writer: Client, kind: str, orientation: int) -> None:
    sent = answer(f"foto.{kind}", photo(kind, orientation=orientation))
    assert writer.post(reverse("wagtailimages:add"), sent).status_code == 302
    image = SiteImage.objects.get()
    upright = (60, 40) if orientation == 1 or kind == "gif" else (40, 60)
    assert (image.width, image.height, image.file_size) == (*upright, image.file.size)
    for stored in (image.file.read(), *renditions(image)):
        assert_clean(stored)


def test_neither_does_one_of_many_or_one_from_the_chooser(writer: Client) -> None:
    several = {"title": "Foto", "files[]": upload("a.jpg", photo("jpeg"))}
    number = writer.post(reverse("wagtailimages:add_multiple"), several).json()["uploaded_file_id"]
    url = reverse("wagtailimages:create_multiple_from_uploaded_image", args=(number,))
    fields = {"title": "Foto", "description": "Een vlak", "credit": ""}
    sent = {f"uploaded-image-{number}-{name}": value for name, value in fields.items()}
    assert writer.post(url, sent).json()["success"]
    writer.post(reverse("wagtailimages_chooser:create"), _prefixed(answer("b.jpg", photo("jpeg"))))
    assert SiteImage.objects.count() == 2
    for image in SiteImage.objects.all():
        assert_clean(image.file.read())


def test_neither_does_one_from_a_content_file(tmp_path: Path) -> None:
    (tmp_path / "foto.jpeg").write_bytes(photo("jpeg"))
    fields = {"title": "Foto", "description": "Een vlak", "is_decorative": False, "credit": ""}
    assert_clean(write_image(tmp_path, {"file": "foto.jpeg", **fields}).file.read())


def send_avatar(client: Client, name: str, data: bytes) -> None:
    url = reverse("wagtailadmin_account")
    form = client.get(url).context_data  # type: ignore[attr-defined]
    panels = [panel.get_form() for group in form["panels_by_tab"].values() for panel in group]
    sent = {field.html_name: field.value() or "" for panel in panels for field in panel if "word" not in field.name}
    names = {f"name_email-{name}": "a@example.nl" for name in ("first_name", "last_name", "email")}
    User.objects.update(email="a@example.nl")  # another address would ask the password
    client.post(url, {**sent, **names, "avatar-avatar": upload(name, data)})


@pytest.mark.parametrize("size", [1, 20], ids=["small", "made smaller"])
def test_neither_does_the_picture_of_an_account(writer: Client, size: int) -> None:
    data = photo("jpeg", orientation=SIDEWAYS, scale=size)
    send_avatar(writer, f"{SECRET}.jpg", data)
    avatar = UserProfile.objects.get(user=User.objects.get()).avatar
    assert_clean(avatar.read())
    assert avatar.width < avatar.height <= 400
    assert SECRET not in avatar.name


def test_the_picture_of_an_account_has_the_limits_of_an_image(writer: Client) -> None:
    send_avatar(writer, "groot.png", bomb(9000, 9000))
    send_avatar(writer, "tekening.svg", SVG)
    assert not UserProfile.objects.exclude(avatar="").exists()


def test_a_16_bit_grey_image_shows_on_a_page(writer: Client) -> None:
    writer.post(reverse("wagtailimages:add"), answer("grijs.png", deep_grey()))
    block = FigureBlock()
    figure = block.render(block.to_python({"image": {"image": SiteImage.objects.get().pk, "alt_text": "Grijs"}}))
    assert figure.count("<source") == 1


def shown(image: SiteImage) -> str:
    block = FigureBlock()
    return block.render(block.to_python({"image": {"image": image.pk, "alt_text": "Iets"}}))


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGB", "RGBA", "I;16")),
        *(("JPEG", mode) for mode in ("L", "RGB", "CMYK")),
        *(("WEBP", mode) for mode in ("RGB", "RGBA")),
        *(("GIF", mode) for mode in ("1", "L", "P")),
        ("AVIF", "RGB"),
    ],
)
def test_every_kind_of_picture_that_is_taken_in_shows_on_a_page(kind: str, mode: str) -> None:
    data = io.BytesIO()
    Image.new(mode, (6, 4)).save(data, kind)
    html = shown(make_image(file=upload(f"beeld.{kind.lower()}", data.getvalue())))
    assert html.count("<source") == 1 and "not-found" not in html


@pytest.mark.parametrize(
    "data", [deep_grey(), png()[:40], b"geen beeld", b""], ids=["deep", "cut off", "text", "empty"]
)
def test_a_stored_file_that_pages_cannot_show_leaves_a_gap(data: bytes) -> None:
    image = make_image()
    Path(image.file.path).write_bytes(data)
    assert 'alt="Iets"' in shown(image)


def test_an_image_in_a_place_nobody_knows_stands_in_the_usual_one() -> None:
    image = make_image()
    source = f'<embed embedtype="image" id="{image.pk}" format="x" alt="a"/>'
    assert "<img" in expand_db_html(source)
    assert f'"id": "{image.pk}"' in ContentstateConverter(["image"]).from_database_format(source).replace(
        f'"id": {image.pk}', f'"id": "{image.pk}"'
    )
    state = {"blocks": [{"key": "a", "text": " ", "type": "atomic", "depth": 0, "inlineStyleRanges": []}]}
    state["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 1, "key": 0}]
    entity = {"type": "IMAGE", "mutability": "IMMUTABLE", "data": {"id": image.pk, "format": "x", "alt": "a"}}
    stored = ContentstateConverter(["image"]).to_database_format(json.dumps({**state, "entityMap": {"0": entity}}))
    assert "<img" in expand_db_html(stored)
