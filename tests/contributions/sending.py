"""Sends many submissions to the public forms, hostile ones among them, and counts: thanked, refused, lost, broken.

Some tens in the suite, 10,000 in `make prove` (generated input).
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from bs4 import BeautifulSoup

from core.submissions.guard import HONEYPOT, TOKEN
from core.submissions.views import SEEN

_HOSTILE = (
    "<script>alert(1)</script>",
    "'; DROP TABLE contributions_contributor; --",
    "{{ 7 * 7 }}{% debug %}",
    "\u202eomgekeerd\u200b",
    "é" * 3000,
    "\N{PILE OF POO}" * 50,
    "%00%0d%0aSet-Cookie: a=b",
    "\x00\x1b[31m",
    "= cmd|'/c calc'!A1",
    "regel\r\nBcc: iemand@voorbeeld.example",
    "[link](javascript:alert(1)) ![x](x)",
    "١٢٣",
    "-1",
    "1e999",
    "9" * 40,
    "NaN",
    "2026-02-30",
    "",
)
_TOKEN = re.compile(r'name="token" value="([^"]+)"')
_SEEN = re.compile(rf'name="{SEEN}" value="([^"]+)"')


class PublicForm(NamedTuple):
    """A form of the site: what a reader types beside what stands there, and how many were stored so far.

    `own` is the field that makes each submission another one; none where only the token does.
    """

    address: str
    good: Mapping[str, str]
    stored: Callable[[], int]
    own: str = "text"


# Of a page: what each field can be, and what stands in it.
Fields = dict[str, tuple[frozenset[str], str]]


@dataclass
class Done:
    """What came of it. `lost` are texts that a refusal did not give back, `errors` answers of 500 and more."""

    thanked: int = 0
    refused: int = 0
    busy: int = 0
    lost: list[str] = field(default_factory=list)
    errors: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def send_all(client: Any, form: PublicForm, count: int, seed: int = 13) -> Done:
    """Send each as a browser does: its own opening of the form, and once more when personal details are pointed out.

    Every one that is thanked is sent a second time, which must change nothing.
    """
    draw, done = random.Random(f"{form.address} {seed}"), Done()
    fields = _fields(client.get(form.address)).items()
    standing = {name: value for name, (choices, value) in fields if value or not choices}
    for place in range(count):
        sent = standing | dict(form.good) | {TOKEN: _TOKEN.findall(client.get(form.address).text)[0]}
        _change(sent, form.own, place, draw)
        answer = client.post(form.address, sent)
        if (
            answer.status_code == 200
            and SEEN in answer.text
            and (button := _page(answer).select_one(f"button[name={SEEN}]"))
        ):
            answer = client.post(form.address, sent | {SEEN: str(button["value"])})
        _count(done, answer, sent)
        if answer.status_code == 303 and client.post(form.address, sent).status_code != 303:
            done.errors.append((0, sent))
    return done


def _change(sent: dict[str, str], own: str, place: int, draw: random.Random) -> None:
    """Make every second one hostile in one to four fields, and each another than all before."""
    if place % 2:
        chosen = draw.sample(sorted(sent), min(draw.randint(1, 4), len(sent)))
        sent.update({name: draw.choice(_HOSTILE) for name in chosen})
    if own == "email" and "@" in sent[own]:
        sent[own] = f"{place}.{sent[own]}"
    elif own:
        sent[own] = f"{sent.get(own, '')} Tekst {place}."


def _count(done: Done, answer: Any, sent: dict[str, str]) -> None:
    if answer.status_code == 303:
        done.thanked += 1
    elif answer.status_code >= 500:
        done.errors.append((answer.status_code, sent))
    else:
        done.busy += answer.status_code == 429
        done.refused += answer.status_code != 429
        again = _fields(answer)
        done.lost += [f"{name}: {text}" for name, text in sent.items() if _is_lost(name, text, again)]


def _is_lost(name: str, text: str, again: Fields) -> bool:
    """Whether the page that came back holds it no more. What is no choice of the form, nobody chose."""
    if name in (TOKEN, HONEYPOT):
        return False
    choices, standing = again.get(name, (frozenset(), ""))
    return _letters(text) != _letters(standing) and (not choices or text in choices)


def _fields(answer: Any) -> Fields:
    """The fields of the form on this page: what each can be (empty: anything) and what stands in it."""
    found: Fields = {}
    for each in _page(answer).select("form:has(input[name=token]) [name]:not(button)"):
        name, value = str(each["name"]), str(each.get("value", ""))
        choices, standing = found.get(name, (frozenset(), ""))
        if each.name == "textarea":
            standing = each.get_text()
        elif each.name == "select":
            options = {str(option.get("value", "")): option.has_attr("selected") for option in each.select("option")}
            choices = frozenset(options)
            standing = next((value for value, is_chosen in options.items() if is_chosen), "")
        elif each.get("type") in ("radio", "checkbox"):
            choices |= {value}
            standing = value if each.has_attr("checked") else standing
        else:
            standing = value
        found[name] = choices, standing
    return found


def _letters(text: str) -> str:
    """What can be compared: signs that nobody sees are taken out of what is typed."""
    return "".join(each for each in text if each.isalnum() and each.isprintable())


def _page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")
