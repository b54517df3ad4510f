"""Draws what people, slips of the finger and attackers fill in on the forms of the evidence.

The same seed gives the same inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import urlencode

from lab.drawn_questions import Facets, Texts, texts_of_content
from lab.hostile import hostile

START, FILTERS, CORRECTION = "starting point", "filters", "correction"
# In a thousand, which form is filled in.
_FORMS = {START: 400, FILTERS: 300, CORRECTION: 300}
_ABOUT = ["cijfer", "richting", "bron", "anders"]
_PAGES = ["2", "3", "1", "0", "-1", "abc", " 2 ", "٣", "99", "999999999999999999999", "1e3"]
_NO_SHARES = [
    "",
    " ",
    "0",
    "100",
    "0,0",
    "100,0",
    "101",
    "-3",
    "1e5",
    "nan",
    "inf",
    "٣٤",
    "34 of zo",
    "1.000",
    "5,",
    ",5",
]
_NO_ADDRESSES = ["naam", "naam@", "@voorbeeld.nl", "naam voorbeeld.nl", "a@b", "naam@voorbeeld", "a" * 250 + "@b.nl"]
TOKENS = {"fine": 70, "too soon": 10, "too late": 5, "of another result": 5, "missing": 5, "hostile": 5}
ORIGINS = {"none": 45, "own": 45, "elsewhere": 7, "null": 3}


@dataclass(frozen=True)
class DrawnInput:
    """One form filled in. `way` says how; `place` is the address; `pairs` the fields in their order.

    `is_fine`: what was filled in can be taken; None where that is for the check to decide. `token`, `origin` and
    `is_full` (so many reports came in that there is no room) are of a correction.
    """

    form: str
    way: str
    place: str
    pairs: tuple[tuple[str, str], ...]
    is_fine: bool | None = None
    token: str = ""
    origin: str = ""
    is_full: bool = False

    @property
    def encoded(self) -> str:
        return urlencode(self.pairs, encoding="utf-8", errors="surrogateescape")


@dataclass(frozen=True)
class Places:
    """What there is to fill in: `methods` by address with the slugs of what can be asked, the values of each filter of
    `results` and its address, the families, and the addresses of the correction `forms`."""

    methods: Mapping[str, Sequence[str]]
    results: str
    filters: Facets
    families: Sequence[str]
    forms: Sequence[str]


def draw_inputs(places: Places, count: int, seed: int) -> Iterator[DrawnInput]:
    """So many different ones."""
    rng = Random(f"{seed}/inputs")
    texts = texts_of_content()
    draw: Mapping[str, Callable[[], DrawnInput]] = {
        START: lambda: _start(rng, texts, places),
        FILTERS: lambda: _filters(rng, texts, places),
        CORRECTION: lambda: _correction(rng, texts, places),
    }
    seen: set[DrawnInput] = set()
    while len(seen) < count:
        drawn = draw[rng.choices(list(_FORMS), list(_FORMS.values()))[0]]()
        if drawn not in seen:
            seen.add(drawn)
            yield drawn


def _start(rng: Random, texts: Texts, places: Places) -> DrawnInput:
    way, text, is_fine = _share(rng, texts)
    place = rng.choice(sorted(places.methods))
    pairs = [("start", text)]
    if rng.random() < 0.7:
        known = rng.random() < 0.85
        pairs.append(("maat", rng.choice(places.methods[place]) if known else _odd(rng, texts)))
    if rng.random() < 0.4:
        pairs.append(("familie", rng.choice(places.families) if rng.random() < 0.8 else _odd(rng, texts)))
    rng.shuffle(pairs)
    return DrawnInput(START, way, place, tuple(pairs), is_fine)


def _share(rng: Random, texts: Texts) -> tuple[str, str, bool]:
    """How it was made, what stands in the field, and whether that is a share between 0 and 100."""
    chance = rng.random()
    if chance < 0.5:
        whole, decimals = rng.randint(1, 99), rng.randint(0, 6)
        end = f"{rng.choice(',.')}{rng.randrange(10**decimals):0{decimals}d}" if decimals and rng.random() < 0.5 else ""
        if end.startswith(".") and decimals == 3 and rng.random() < 0.5:
            return "no share", f"{whole}{end}", False  # a thousand and more, as Dutch writes it
        end = end.replace(".", ",") if decimals == 3 else end
        sign = rng.choice(["", "", "%", " %"])
        return "a share", f"{rng.choice(['', ' ', '0'])}{whole}{end}{sign}{rng.choice(['', ' '])}", True
    if chance < 0.75:
        return "no share", rng.choice([*_NO_SHARES, str(rng.randint(100, 10**9)), f"-{rng.randint(1, 99)}"]), False
    if chance < 0.85:
        return "words", texts.some(rng), False
    return "hostile", f"{hostile(rng, texts.words)}x", False


def _filters(rng: Random, texts: Texts, places: Places) -> DrawnInput:
    pairs: list[tuple[str, str]] = []
    way = "known values"
    many = min(len(places.filters), rng.choices(range(5), [1, 5, 4, 2, 1])[0])
    for name in rng.sample(sorted(places.filters), many):
        for _ in range(rng.choices([1, 2], [9, 1])[0]):
            chance = rng.random()
            value = rng.choice(places.filters[name])
            if chance < 0.2:
                way, value = "an unknown value", _odd(rng, texts)
            elif chance < 0.3:
                value = rng.choice([value.upper(), f" {value} ", ""])
            pairs.append((name, value))
    if rng.random() < 0.3:
        pairs.append(("pagina", rng.choice(_PAGES)))
    if rng.random() < 0.1:
        way = "an unknown filter"
        pairs.append((_odd(rng, texts)[:60] or "x", "1"))
    rng.shuffle(pairs)
    return DrawnInput(FILTERS, way, places.results, tuple(pairs))


def _correction(rng: Random, texts: Texts, places: Places) -> DrawnInput:
    way, text, fine_text = _report(rng, texts)
    fine_about = rng.random() < 0.9
    about = rng.choice(_ABOUT) if fine_about else rng.choice(["", _odd(rng, texts)])
    email, fine_email = _email(rng)
    source, fine_source = ("", True) if rng.random() < 0.6 else (texts.sentence(rng)[:500], True)
    if rng.random() < 0.06:
        source, fine_source = "lang " * 120, False
    pairs = [("about", about), ("text", text), ("source", source), ("email", email)]
    if trapped := rng.random() < 0.05:
        pairs.append(("website", texts.word(rng)))
    pairs = [pair for pair in pairs if pair[1] or rng.random() < 0.7]
    token, origin = (rng.choices(list(each), list(each.values()))[0] for each in (TOKENS, ORIGINS))
    fields = None if fine_text is None else fine_text and fine_about and fine_email and fine_source
    guarded = token == "fine" and origin in ("none", "own") and not trapped  # noqa: S105 - the name of a kind
    is_fine = False if not guarded else fields
    place = rng.choice(places.forms)
    return DrawnInput(CORRECTION, way, place, tuple(pairs), is_fine, token, origin, rng.random() < 0.03)


def _report(rng: Random, texts: Texts) -> tuple[str, str, bool | None]:
    chance = rng.random()
    if chance < 0.55:
        return "a report", f"Volgens de bron klopt dit niet: {texts.sentence(rng)} {rng.randint(1, 999)}", True
    if chance < 0.7:
        return "too short", rng.choice(["", " ", "fout", "klopt ni", "\n\n"]), False
    if chance < 0.8:
        return "too long", f"{texts.sentence(rng)} " * 1_100, False  # a sentence can be one word of one letter
    return "hostile", hostile(rng, texts.words), None


def _email(rng: Random) -> tuple[str, bool]:
    chance = rng.random()
    if chance < 0.6:
        return "", True
    return ("naam@voorbeeld.nl", True) if chance < 0.85 else (rng.choice(_NO_ADDRESSES), False)


def _odd(rng: Random, texts: Texts) -> str:
    return rng.choice([hostile(rng, texts.words), texts.typo(rng), texts.unknown(rng)])
