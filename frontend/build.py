"""Build the styles, script, fonts and icons of the site into core/static/site/.

    python frontend/build.py            write the files
    python frontend/build.py --check    rebuild in memory, exit 1 when a committed file differs or a budget is broken

Needs `npm ci --ignore-scripts` in this folder and the Python package lightningcss. The output is committed, so the
site itself runs without Node and without this script.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import struct
import sys
from pathlib import Path

import lightningcss

HERE = Path(__file__).resolve().parent
MODULES = HERE / "node_modules"
TARGET = HERE.parent / "core" / "static" / "site"
NOTICE = HERE / "NOTICE.txt"

# The order is the order in the style sheet; within one layer the later one wins.
COMPONENTS: tuple[str, ...] = (
    "@nl-design-system-candidate/button-css/dist/button.css",
    "@nl-design-system-candidate/data-badge-css/dist/data-badge.css",
    "@nl-design-system-candidate/heading-css/dist/heading.css",
    "@nl-design-system-candidate/link-css/dist/link.css",
    "@nl-design-system-candidate/mark-css/dist/mark.css",
    "@nl-design-system-candidate/number-badge-css/dist/number-badge.css",
    "@nl-design-system-candidate/paragraph-css/dist/paragraph.css",
    "@nl-design-system-candidate/skip-link-css/dist/skip-link.css",
    "@utrecht/alert-css/dist/index.css",
    "@utrecht/breadcrumb-nav-css/dist/index.css",
    "@utrecht/checkbox-css/dist/index.css",
    "@utrecht/form-field-css/dist/index.css",
    "@utrecht/form-field-description-css/dist/index.css",
    "@utrecht/form-field-error-message-css/dist/index.css",
    "@utrecht/form-fieldset-css/dist/index.css",
    "@utrecht/form-label-css/dist/index.css",
    "@utrecht/pagination-css/dist/index.css",
    "@utrecht/select-css/dist/index.css",
    "@utrecht/table-css/dist/index.css",
    "@utrecht/textarea-css/dist/index.css",
    "@utrecht/textbox-css/dist/index.css",
)
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
FONTS: tuple[str, ...] = ("fira-sans-latin-400-normal.woff2", "fira-sans-latin-600-normal.woff2")
FONT_PACKAGE = "@fontsource/fira-sans"

# Classes of the components that this site does not use: their rules stay out of the style sheet.
UNUSED = re.compile(
    r"nl-button--(?:positive|negative|pressed|busy|icon-only|disabled)"
    r"|nl-data-badge--|nl-number-badge--|nl-heading--level-[56]|nl-link--"
    r"|utrecht-[a-z-]+?(?:__[a-z-]+)?--(?:focus|focus-visible|hover|active|disabled|read-only|placeholder|password"
    r"|rtl|ltr|url|arrows|radio|numeric|tel|iban|postal|house|voorvoegsel|warning-only|row-header|sticky|busy"
    r"|select|multiple|selected|alternate|zebra|html-select)"
    r"|utrecht-[a-z-]+__placeholder|utrecht-table--html-table|utrecht-select--html"
)

BUDGET_GZ: dict[str, int] = {"site.css": 28_000, "site.js": 10_000, "suggest.js": 3_000, "chosen.js": 1_000}
# Of a style sheet or script that one room loads on its own pages.
BUDGET_ROOM_GZ = 5_000
BUDGET_FONTS = 55_000

DECLARATION = re.compile(r"(--[\w-]+)\s*:\s*([^;{}]+);")
CLASS = re.compile(r"\.([a-z][\w-]+)")
REFERENCE = re.compile(r"var\(\s*(--[\w-]+)")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


class BuildError(Exception):
    """A sentence for the person who runs the build."""


def read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BuildError(f"{path} ontbreekt. Draai eerst: npm ci --ignore-scripts --prefix frontend") from error


def without_comments(css: str) -> str:
    return COMMENT.sub("", css)


def declarations(css: str) -> dict[str, str]:
    """All custom properties in a style sheet, the last one wins."""
    return {name: value.strip() for name, value in DECLARATION.findall(without_comments(css))}


def reachable(tokens: dict[str, str], css: str) -> dict[str, str]:
    """Only the tokens that the CSS uses, directly or through another token."""
    queue = REFERENCE.findall(css)
    seen: set[str] = set()
    while queue:
        name = queue.pop()
        if name in seen:
            continue
        seen.add(name)
        queue.extend(REFERENCE.findall(tokens.get(name, "")))
    return {name: value for name, value in tokens.items() if name in seen}


def style_sheet() -> str:
    """Our style sheet and those of the components, minified, without the rules and tokens that nobody uses."""
    components = "\n".join(read(MODULES / path) for path in COMPONENTS)
    unused = {name for name in CLASS.findall(components) if UNUSED.match(name)}
    components = lightningcss.process_stylesheet(components, filename="components.css", unused_symbols=unused)
    fonts = read(HERE / "styles" / "fonts.css")
    site = "\n".join(read(path) for path in sorted((HERE / "styles").glob("[0-9]*.css")))
    tokens = declarations(read(MODULES / TOKENS)) | declarations(read(HERE / "styles" / "theme.css"))
    rooms = "\n".join(read(path) for path in room_sheets())
    used = reachable(tokens, components + without_comments(site + rooms))
    theme = ":root{" + "".join(f"{name}:{value};" for name, value in sorted(used.items())) + "}"
    whole = f"@layer nlds,theme,site;{fonts}@layer nlds{{{components}}}@layer theme{{{theme}}}@layer site{{{site}}}"
    banner = (
        "/*! Optimaal Digitaal, EUPL-1.2. NL Design System, Frameless, Gemeente Utrecht (EUPL-1.2), "
        "Fira Sans (OFL-1.1). */\n"
    )
    return banner + lightningcss.process_stylesheet(whole, filename="site.css") + "\n"


def room_sheets() -> list[Path]:
    """Styles of one room, `styles/rooms/<room>.css`, which only its own pages load after `site.css`."""
    return sorted((HERE / "styles" / "rooms").glob("*.css"))


def room_sheet(path: Path) -> str:
    return lightningcss.process_stylesheet(f"@layer site{{{read(path)}}}", filename=path.name) + "\n"


def script(path: Path) -> str:
    """A script without comment lines and indentation. It has no multi-line strings, so this is safe."""
    lines = (line.strip() for line in read(path).splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def sprite() -> str:
    symbols = []
    for path in sorted((HERE / "icons").glob("*.svg")):
        match = re.search(r'<svg[^>]*viewBox="([^"]+)"([^>]*)>(.*)</svg>', read(path), re.DOTALL)
        if match is None:
            raise BuildError(f"{path} is geen svg met een viewBox.")
        view_box, rest, inner = match.groups()
        attributes = " ".join(re.findall(r'(?:fill|stroke[\w-]*)="[^"]*"', rest))
        inner = re.sub(r">\s+<", "><", inner.strip())
        symbols.append(f'<symbol id="{path.stem}" viewBox="{view_box}" {attributes}>{inner}</symbol>')
    return '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"


def icon_file(png: bytes, size: int) -> bytes:
    """A favicon.ico that holds one png."""
    header = struct.pack("<HHH", 0, 1, 1)
    return header + struct.pack("<BBBBHHII", size, size, 0, 0, 1, 32, len(png), 22) + png


def author(package: dict[str, object]) -> str:
    """Who made a package, as its own package.json says it."""
    value = package.get("author")
    if isinstance(value, dict):
        value = value.get("name")
    return str(value) if value else "the authors of the package, see its address in the registry"


def notice() -> str:
    lock = json.loads(read(HERE / "package-lock.json"))["packages"]
    names = sorted({"/".join(path.split("/")[:2]) for path in (*COMPONENTS, TOKENS)} | {FONT_PACKAGE})
    lines = [
        "Optimaal Digitaal, front end",
        "",
        "Licence of our own styles, script, icons and mark: EUPL-1.2.",
        "Built into core/static/site/ from the packages below. Written by frontend/build.py; do not edit by hand.",
        "",
    ]
    for name in names:
        package = json.loads(read(MODULES / name / "package.json"))
        source = MODULES / name / package.get("style", "dist/index.css")
        found = re.findall(r"Copyright \(c\) [^\n*]+", source.read_text(encoding="utf-8")) if source.is_file() else []
        version = lock[f"node_modules/{name}"]["version"]
        lines.append(f"{name} {version}")
        lines.append(f"  Licence: {package['license']}")
        lines.extend(
            f"  {line.strip()}" for line in dict.fromkeys(found) or ["Copyright (c) NL Design System contributors"]
        )
        lines.append("")
    lines += [
        "Fira Sans: digitized data copyright (c) 2012-2018 The Mozilla Foundation and Telefonica S.A.,",
        "with Reserved Font Name < Fira >, SIL Open Font License 1.1, https://openfontlicense.org.",
        "EUPL-1.2: https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12",
    ]
    return "\n".join(lines) + "\n"


def build() -> dict[Path, bytes]:
    files: dict[Path, bytes] = {
        TARGET / "site.css": style_sheet().encode(),
        TARGET / "icons.svg": sprite().encode(),
        NOTICE: notice().encode(),
    }
    for path in room_sheets():
        files[TARGET / path.name] = room_sheet(path).encode()
    for path in sorted((HERE / "scripts").glob("*.js")):
        files[TARGET / path.name] = script(path).encode()
    for name in FONTS:
        files[TARGET / "fonts" / name] = (MODULES / FONT_PACKAGE / "files" / name).read_bytes()
    for path in sorted((HERE / "pictures").iterdir()):
        files[TARGET / path.name] = path.read_bytes()
    png = HERE / "pictures" / "favicon-32.png"
    if png.is_file():
        files[TARGET / "favicon.ico"] = icon_file(png.read_bytes(), 32)
    return files


def budget(files: dict[Path, bytes]) -> list[str]:
    problems = []
    names = sorted(path.name for path in files if path.suffix in {".css", ".js"})
    for name in names:
        limit = BUDGET_GZ.get(name, BUDGET_ROOM_GZ)
        size = len(gzip.compress(files[TARGET / name], 9))
        print(f"{name}: {len(files[TARGET / name])} bytes, {size} gzip (grens {limit})")
        if size > limit:
            problems.append(f"{name} is {size} bytes met gzip, meer dan de grens van {limit}.")
    fonts = sum(len(data) for path, data in files.items() if path.suffix == ".woff2")
    print(f"fonts: {fonts} bytes (grens {BUDGET_FONTS})")
    if fonts > BUDGET_FONTS:
        problems.append(f"De lettertypen zijn {fonts} bytes, meer dan de grens van {BUDGET_FONTS}.")
    return problems


def differences(files: dict[Path, bytes]) -> list[str]:
    problems = []
    for path, data in files.items():
        name = path.relative_to(HERE.parent)
        if not path.is_file():
            problems.append(f"{name} ontbreekt. Draai: python frontend/build.py")
        elif path.read_bytes() != data:
            problems.append(f"{name} is anders dan de bron. Draai: python frontend/build.py")
    known = set(files)
    problems += [
        f"{path.relative_to(HERE.parent)} komt niet uit de bouwstap. Verwijder het bestand."
        for path in sorted(TARGET.rglob("*"))
        if path.is_file() and path not in known
    ]
    return problems


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="schrijf niets, vergelijk met wat er staat")
    options = parser.parse_args(arguments)
    try:
        files = build()
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    problems = budget(files)
    if options.check:
        problems += differences(files)
    else:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
