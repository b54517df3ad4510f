"""Write everything that is public as content files; loading them gives the same site."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from core.images import SiteImage
from core.visibility import public_pages
from editorial.content_files.formats.yaml_files import write_yaml
from editorial.content_files.links import DatabaseLinks, image_file_name
from editorial.content_files.page_formats import NUMBERED, describe_page, page_types
from editorial.content_files.reader import IMAGES, canonical
from editorial.content_files.terms import IMAGE, VOCABULARIES, describe_term
from editorial.content_files.words import VOCABULARY_MODELS
from home.models import HomePage


def export_content(root: Path) -> int:
    """Write all public content under `root` and remove files of content that is gone. Returns the number of files."""
    files = {**_vocabularies(), **_items()}
    files |= _images(root)
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for kind in (*NUMBERED, "pages", "vocabulary"):
        for path in (root / kind).glob("*.yaml"):
            if f"{kind}/{path.name}" not in files:
                path.unlink()
    return len(files)


def _vocabularies() -> dict[str, str]:
    files = {}
    for name, model in VOCABULARY_MODELS.items():
        terms: QuerySet[Any] = model.objects.select_related("replaced_by").order_by("sort_order", "slug")  # type: ignore[assignment]
        if name == "organisations":
            terms = terms.select_related("family", "replaced_by")
        written = [VOCABULARIES[name].write(describe_term(term, name)) for term in terms]
        if written:
            files[f"vocabulary/{name}.yaml"] = write_yaml(written)
    return files


def public_items() -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """All public methods, cases and other pages as dictionaries, in the order in which they are written."""
    links = DatabaseLinks()
    methods, cases = (
        [describe_page(page, links) for page in binding.kind.public().order_by("number")]
        for binding in NUMBERED.values()
    )
    return methods, cases, list(_described_pages(links))


def _described_pages(links: DatabaseLinks) -> Iterator[dict[str, Any]]:
    home = HomePage.objects.first()
    if home is None:
        return
    places: Counter[str] = Counter()
    for page in public_pages(Page.objects.type(*page_types().values()).order_by("path")).specific():
        path = "/" + page.url_path.removeprefix(home.url_path)
        parent = path.rstrip("/").rpartition("/")[0]
        places[parent] += path != "/"
        yield describe_page(page, links, path) | {"order": places[parent] or None}


def _items() -> dict[str, str]:
    methods, cases, pages = public_items()
    numbered = dict(zip(NUMBERED, (methods, cases), strict=True))
    files = {
        f"{kind}/{data['number']:03d}-{data['slug']}.yaml": canonical(kind, data)
        for kind, described in numbered.items()
        for data in described
    }
    for data in pages:
        name = data["path"].strip("/").replace("/", "-") or "home"
        files[f"pages/{name}.yaml"] = canonical("pages", data)
    return files


def _images(root: Path) -> dict[str, str]:
    described = []
    for image in SiteImage.objects.order_by("pk"):
        name = image_file_name(image)
        target = root / IMAGES / name
        target.parent.mkdir(parents=True, exist_ok=True)
        with image.file.open("rb") as stream:
            target.write_bytes(stream.read())
        fields = {"title": image.title, "description": image.description, "credit": image.credit}
        described.append({"file": name, "is_decorative": image.is_decorative, **fields})
    described.sort(key=lambda data: str(data["file"]))
    return {f"{IMAGES}/{IMAGES}.yaml": write_yaml([IMAGE.write(data) for data in described])} if described else {}
