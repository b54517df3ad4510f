"""What the templates ask of the style sheet exists, so that a renamed class is noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.starter.needs import ROOT

_CLASSES = re.compile(r'class="([^"]*)"')
_TAGS = re.compile(r"\{[{%#].*?[}%#]\}")
_OWN = re.compile(r"od-[a-z0-9_-]+")
_WRITERS = {"templates": {".html"}, "frontend/scripts": {".js"}}
_WRITERS |= {room: {".py", ".html"} for room in ("core", "methods", "cases", "search", "home", "vocabulary")}
# A list with any class has no bullets; the two parts of a card are reached through what they stand in.
_WITHOUT_STYLE = {
    *("od-facet__list", "od-needs__list", "od-side__list", "od-toc__list"),
    *("od-method__proof", "od-method__theme"),
}


def asked() -> Iterator[tuple[str, str]]:
    """(class, template) of every own class that is written out in full."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for value in _CLASSES.findall(path.read_text(encoding="utf-8")):
            for name in _TAGS.sub("\0", value).split():
                if name.startswith("od-") and "\0" not in name:
                    yield name, str(path.relative_to(ROOT))


def test_every_class_has_a_rule() -> None:
    sheets = (ROOT / "core" / "static" / "site").glob("*.css")
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    known = set(re.findall(r"\.(od-[\w-]+)", rules)) | _WITHOUT_STYLE
    assert sorted({(name, path) for name, path in asked() if name not in known}) == []


def test_every_rule_has_a_class() -> None:
    """A rule that no template, script or module asks for is dead; `od-theme--{{ … }}` asks for all its endings."""
    rules = (ROOT / "core" / "static" / "site" / "site.css").read_text(encoding="utf-8")
    written = {name for text in _sources() for name in _OWN.findall(text)}
    started = tuple(name for name in written if name.endswith("-"))
    assert started
    known = set(re.findall(r"\.(od-[\w-]+)", rules))
    assert sorted(name for name in known - written if not name.startswith(started)) == []


def _sources() -> Iterator[str]:
    """Templates, scripts and modules that write markup."""
    for folder, kinds in _WRITERS.items():
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in kinds and "static" not in path.parts:
                yield path.read_text(encoding="utf-8")


def test_every_icon_is_drawn() -> None:
    sprite = (ROOT / "core" / "static" / "site" / "icons.svg").read_text(encoding="utf-8")
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', sprite))
    named = {
        name
        for path in (ROOT / "templates").rglob("*.html")
        for name in re.findall(r'\{% icon "([a-z-]+)"(?!\|)', path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= drawn
