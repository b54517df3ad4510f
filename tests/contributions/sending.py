"""Sends many contributions, hostile ones among them, and counts: thanked, refused, lost, doubled, broken.

Some tens in the suite, 10,000 in `make prove` (generated input).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from bs4 import BeautifulSoup

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
    "",
)
_FIELDS = (
    *("organisation", "indicator", "shape", "first_events", "first_total", "second_events", "second_total", "first"),
    *("second", "change_points", "change_relative", "change_low", "change_high", "outcome", "series", "second_period"),
    *("design", "relation", "differently", "side_effects", "source", "tip", "email", "licence", "ask_later"),
)
GOOD = {
    "organisation": "Boomdorp",
    "shape": "counts",
    "first_events": "96",
    "first_total": "800",
    "second_events": "64",
    "second_total": "800",
    "design": "before_after",
    "relation": "alone",
    "email": "iemand@voorbeeld.example",
    "licence": "on",
}
_TEXTS = ("differently", "side_effects", "tip")


@dataclass
class Done:
    """What came of it. `lost` are texts that a refusal did not give back, `errors` answers of 500 and more."""

    thanked: int = 0
    refused: int = 0
    busy: int = 0
    lost: list[str] = field(default_factory=list)
    errors: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def drawn(count: int, seed: int) -> list[dict[str, str]]:
    """Half of them good with texts of their own, half with one to four fields that nobody would fill in so."""
    draw = random.Random(seed)
    made = []
    for place in range(count):
        typed = {"tip": f"Tip {place}."}
        if place % 2:
            typed |= {name: draw.choice(_HOSTILE) for name in draw.sample(_FIELDS, draw.randint(1, 4))}
        made.append(typed)
    return made


def send_all(client: Any, address: str, submissions: Iterable[dict[str, str]]) -> Done:
    """Send each as a browser does: its own opening of the form, and once more when personal details are pointed out.

    Every one that is thanked is sent a second time, which must change nothing.
    """
    done = Done()
    for typed in submissions:
        page = _page(client.get(address))
        token = page.select("input[name=token]")[0]["value"]
        chosen = page.select("select[name=indicator] option[selected]")[0]["value"]
        sent = {**GOOD, "indicator": str(chosen), "token": str(token), **typed}
        answer = client.post(address, sent)
        if answer.status_code == 200 and (seen := _page(answer).select_one("[data-personal-details]")):
            answer = client.post(address, sent | {"gezien": str(seen["data-personal-details"])})
        _count(done, answer, sent)
        if answer.status_code == 303 and client.post(address, sent).status_code != 303:
            done.errors.append((0, typed))
    return done


def _count(done: Done, answer: Any, sent: dict[str, str]) -> None:
    if answer.status_code == 303:
        done.thanked += 1
    elif answer.status_code >= 500:
        done.errors.append((answer.status_code, sent))
    else:
        done.busy += answer.status_code == 429
        done.refused += answer.status_code != 429
        page = _page(answer)
        for name in _TEXTS:
            box = page.select_one(f"textarea[name={name}]")
            if _letters(sent.get(name, "")) != _letters(box.get_text() if box else ""):
                done.lost.append(sent[name])


def _letters(text: str) -> str:
    """What can be compared: signs that nobody sees are taken out of what is typed."""
    return "".join(each for each in text if each.isalnum() and each.isprintable())


def _page(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")
