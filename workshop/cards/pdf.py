"""Cards as a PDF that a screen reader reads too (PDF/UA-1), laid out by Typst (ADR 0021).

Text goes in as data and is never read as markup; nothing of the system, of the network or outside the folder of the
template is used, so the same cards give the same bytes.
"""

from __future__ import annotations

import importlib.util
import io
import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

import core
from core.charts.qr_code import code_of
from workshop.cards.content import PrintedCard
from workshop.cards.font_signs import FONTS, printable

TEMPLATE = Path(__file__).parent / "typst" / "cards.typ"
_SPRITE = Path(core.__file__).parent / "static" / "site" / "icons.svg"
_HOW = (
    "Print op A4, op ware grootte (100%), dubbelzijdig over de lange kant. Knip langs de lijnen: elke kaart is 63 bij "
    "88 millimeter. Met de camera van een telefoon opent de code de kaart."
)

# So long an address somebody may type, and so long a one a phone still reads from paper.
_TYPED, _READ = 90, 400


class CannotMake(Exception):
    """The cards cannot be laid out; the message names what Typst says, without the words of a card."""


def is_installed() -> bool:
    """Whether the optional package is there."""
    return importlib.util.find_spec("typst") is not None


def make_pdf(cards: Sequence[PrintedCard], *, title: str, address: str) -> bytes:
    """The overview and the cards, at most sixty. `address` is where the selection stands, empty without one.

    :raises CannotMake: when they cannot be laid out.
    """
    import typst  # optional, and slow to load

    data = json.dumps(_data(cards, title, address))
    try:
        compiler = typst.Compiler(
            str(TEMPLATE),
            root=str(TEMPLATE.parent),
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
        )
        made = compiler.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    except typst.TypstError as error:
        raise CannotMake(str(error.message)) from error
    if not isinstance(made, bytes):
        raise CannotMake("no single file came out")
    return made


def _data(cards: Sequence[PrintedCard], title: str, address: str) -> dict[str, Any]:
    whole = f"{settings.SITE_URL}{address}" if address else ""
    return {
        "title": printable(title),
        "site": printable(settings.WAGTAIL_SITE_NAME),
        "description": f"{len(cards)} kaarten om te printen en te knippen",
        "how": _HOW,
        "found_at": "Deze kaarten staan ook hier:" if len(whole) <= _TYPED else "De code opent deze kaarten.",
        "address": printable(whole.partition("://")[2]) if len(whole) <= _TYPED else "",
        "qr": _qr_code(whole) if 0 < len(whole) <= _READ else "",
        "qr_alt": "QR-code van deze kaarten",
        "cards": [_card(card) for card in cards],
    }


def _card(card: PrintedCard) -> dict[str, Any]:
    facts = [(label, printable(words)) for label, words in card.facts]
    known = dict(facts)
    return {
        "name": card.name,
        "kind": card.kind,
        "title": printable(card.title),
        "gist": printable(card.gist),
        "theme": printable(card.theme),
        "look": card.look,
        "icon": _icon(card.look),
        "facts": facts,
        "proof": ", ".join(filter(None, (known.get("Werkt het?"), known.get("Bewijs")))) or known.get("Wie", ""),
        "brief": card.brief,
        "cost": known.get("Kost", ""),
        "typed": printable(card.typed),
        "qr": _qr_code(card.address),
        "qr_alt": f"QR-code naar {printable(card.typed)}",
    }


@lru_cache(maxsize=1_000)
def _qr_code(address: str) -> str:
    """As an SVG with the quiet border that a camera needs."""
    drawn = io.BytesIO()
    code_of(address).save(drawn, kind="svg", xmldecl=False, omitsize=True, light="#fff")
    return drawn.getvalue().decode()


@lru_cache(maxsize=20)
def _icon(look: str) -> str:
    """The icon of a theme as an SVG of its own in the colour of the theme; empty without one."""
    found = re.search(
        rf'<symbol id="thema-{re.escape(look)}" viewBox="([^"]+)" ([^>]*)>(.*?)</symbol>',
        _SPRITE.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    if not look or found is None:
        return ""
    view_box, attributes, drawing = found.groups()
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view_box}" {attributes}>{drawing}</svg>'
    return svg.replace("currentColor", _colours().get(look, "#0a323b"))


@lru_cache(1)
def _colours() -> dict[str, str]:
    """The dark colour of each theme, as the template has it."""
    return dict(re.findall(r'^  (\w+): \(rgb\("(#\w+)"\)', TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE))
