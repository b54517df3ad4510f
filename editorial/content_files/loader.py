"""Load a content directory: idempotent, all or nothing, and careful with what an editor changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.models import Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from core.images import SiteImage
from editorial.content_files.former_format import is_from_before_relations, without_relations
from editorial.content_files.links import DatabaseLinks
from editorial.content_files.page_formats import NUMBERED, NumberedFormat, describe_page, format_of, page_types
from editorial.content_files.reader import IMAGES, Content, canonical, read_content
from editorial.content_files.terms import describe_term, write_image, write_term
from editorial.content_files.words import VOCABULARY_MODELS
from editorial.models import LoadedContent
from home.models import HomePage


@dataclass
class Report:
    """What happened: counts per outcome, and the files left alone because an editor changed the page."""

    counts: Counter[str] = field(default_factory=Counter)
    kept: list[str] = field(default_factory=list)


def load_content(root: Path, *, overwrite: bool = False, dry_run: bool = False) -> Report:
    """Load everything under `root`.

    What an editor changed, unpublished or deleted since the last load is left alone unless `overwrite`. With `dry_run`
    the report is the same and nothing stays written.

    :raises ContentError: when a file is wrong; nothing is written then.
    """
    content = read_content(root)
    loader = _Loader(overwrite)
    with transaction.atomic(), disable_reference_index_auto_update():
        known = set(SiteImage.objects.values_list("file", flat=True))
        loader.load(content, root)
        if dry_run:
            files = list(SiteImage.objects.exclude(file__in=known).values_list("file", flat=True))
            transaction.set_rollback(True)
    if dry_run:
        for file in files:
            default_storage.delete(file)
        return loader.report
    models: list[Any] = [*(binding.kind.model for binding in NUMBERED.values()), *page_types().values()]
    for model in models:
        for page in model.objects.filter(pk__in=loader.written).iterator():
            ReferenceIndex.create_or_update_for_object(page)
    return loader.report


class _Loader:
    def __init__(self, overwrite: bool) -> None:
        self._overwrite = overwrite
        self._seen = dict(LoadedContent.objects.values_list("key", "fingerprint"))
        self._noted: dict[str, str] = {}
        self.report = Report()
        self.written: list[int] = []

    def load(self, content: Content, root: Path) -> None:
        for name, terms in content.vocabularies.items():
            self._load_vocabulary(name, terms)
        for image in content.images:
            write_image(root / IMAGES, image)
        pages = sorted(content.pages, key=lambda data: (data["path"].count("/"), data["order"] or 0, data["path"]))
        stubs: list[tuple[str, Any, dict[str, Any], str]] = []
        for data in pages:
            stubs.append(("pages", self._page_stub(data), data, f"pages:{data['path']}"))
        for folder, items in (("methods", content.methods), ("cases", content.cases)):
            for data in items:
                key = f"{folder}:{data['number']}"
                stubs.append((folder, self._numbered_stub(NUMBERED[folder], key, data), data, key))
        links = DatabaseLinks()
        order = [*NUMBERED, "pages"]
        for kind, page, item, key in sorted(stubs, key=lambda stub: order.index(stub[0])):
            self._load_page(kind, page, item, key, content.files.get(key, key), links)
        LoadedContent.objects.bulk_create(
            [LoadedContent(key=key, fingerprint=_fingerprint(text)) for key, text in self._noted.items()],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["fingerprint"],
        )

    def _load_vocabulary(self, name: str, terms: list[dict[str, Any]]) -> None:
        model: Any = VOCABULARY_MODELS[name]
        present = {term.slug: term for term in model.objects.select_related("replaced_by")}
        for place, data in enumerate(terms):
            key = f"{name}:{data['slug']}"
            term = present.get(data["slug"])
            current = canonical(name, describe_term(term, name)) if term else None
            if not self._may_write(key, current, canonical(name, data), f"vocabulary/{name}.yaml: {data['slug']}"):
                continue
            term = write_term(name, data, place)
            if data["replaced_by"]:
                term.replaced_by = model.objects.get(slug=data["replaced_by"])  # type: ignore[attr-defined]
                term.save()
            self._note(key, canonical(name, describe_term(term, name)))

    def _may_write(
        self, key: str, current: str | None, wanted: str, file: str, *, former: Callable[[], str] | None = None
    ) -> bool:
        """Decide about one item, and count it. `former` writes what is there as an earlier format did."""
        if current == wanted:
            self.report.counts["gelijk"] += 1
            if self._seen.get(key) != _fingerprint(wanted):
                self._note(key, wanted)
            return False
        changed = key in self._seen and (current is None or _fingerprint(current) != self._seen[key])
        if changed and former is not None:
            changed = _fingerprint(former()) != self._seen[key]
        made_here = current is not None and key not in self._seen
        if (changed or made_here) and not self._overwrite:
            self.report.counts["overgeslagen"] += 1
            self.report.kept.append(file)
            return False
        self.report.counts["nieuw" if current is None else "bijgewerkt"] += 1
        return True

    def _page_stub(self, data: Mapping[str, Any]) -> Any:
        page = _page_at(data["path"])
        if page is not None or (self._was_deleted(f"pages:{data['path']}")):
            return page
        page_type: Any = page_types()[data["type"]]
        slug = data["path"].strip("/").split("/")[-1] or "home"
        number = {"number": data["number"]} if data.get("number") else {}
        stub = page_type(title=data["title"], slug=slug, live=False, **number)
        if data["type"] == "home":
            return _make_home(stub)
        parent_path = "/" + "/".join(data["path"].strip("/").split("/")[:-1])
        parent = _page_at(parent_path if parent_path.endswith("/") else f"{parent_path}/")
        if parent is None:
            raise LookupError(f"{data['path']} has no parent page")
        return parent.add_child(instance=stub)

    def _numbered_stub(self, binding: NumberedFormat, key: str, data: Mapping[str, Any]) -> Any:
        model, parent_path = binding.kind.model, binding.parent_path
        page = model.objects.filter(number=data["number"]).first()
        if page is not None or self._was_deleted(key):
            return page
        parent = _page_at(parent_path)
        if parent is None:
            raise LookupError(f"{parent_path} does not exist; load the pages first")
        stub = model(title=data["title"], slug=data["slug"], gist=data["gist"], number=data["number"], live=False)
        return parent.add_child(instance=stub)

    def _was_deleted(self, key: str) -> bool:
        return key in self._seen and not self._overwrite

    def _load_page(
        self, kind: str, page: Any, data: Mapping[str, Any], key: str, file: str, links: DatabaseLinks
    ) -> None:
        if page is None:
            self._may_write(key, None, canonical(kind, data), file)
            return
        # Read again: children were added since, and saving an old copy would forget how many there are.
        page = type(page).objects.get(pk=page.pk)
        is_stub = page.latest_revision_id is None and not page.live
        current = None if is_stub else _describe(kind, page, data, links)
        wanted = {
            **data,
            "published_at": data["published_at"]
            or (page.first_published_at and page.first_published_at.replace(microsecond=0)),
        }
        if kind == "pages":
            wanted["order"] = None
        if current is not None and page.has_unpublished_changes:
            current += "\n# changed in a draft"
        if kind == "cases" and current is not None:
            wanted["results"] = _with_uuids(data["results"], page)
        before = partial(without_relations, current) if current and is_from_before_relations(page) else None
        if not self._may_write(key, current, canonical(kind, wanted), file, former=before):
            return
        format_of(page).fill(page, data, links)
        page.save_revision(clean=False).publish()
        self.written.append(page.pk)
        self._note(key, _describe(kind, type(page).objects.get(pk=page.pk), data, links))

    def _note(self, key: str, text: str) -> None:
        self._noted[key] = text


def _describe(kind: str, page: Any, data: Mapping[str, Any], links: DatabaseLinks) -> str:
    return canonical(kind, describe_page(page, links, data.get("path")))


def _with_uuids(results: list[dict[str, Any]], page: Any) -> list[dict[str, Any]]:
    """Results of a file without a uuid are compared with the uuid of the row in the same place."""
    rows = list(page.results.all())
    return [
        {**result, "uuid": result["uuid"] or (str(rows[place].uuid) if place < len(rows) else "")}
        for place, result in enumerate(results)
    ]


def _fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _page_at(path: str) -> Any:
    """The page at an address of the site, in its own type, or None."""
    home = HomePage.objects.first()
    if home is None:
        return None
    page = Page.objects.filter(url_path=f"{home.url_path.rstrip('/')}{path}").first()
    return page.specific if page else None


def _make_home(stub: HomePage) -> HomePage:
    """The home page takes the place of Wagtail's welcome page and becomes the root of the default site."""
    root = Page.get_first_root_node()
    for welcome in Page.objects.child_of(root).exact_type(Page):
        welcome.delete()
    root = Page.get_first_root_node()
    home: HomePage = root.add_child(instance=stub)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Optimaal Digitaal"}
    )
    Site.clear_site_root_paths_cache()
    return home
