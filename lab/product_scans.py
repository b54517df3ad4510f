"""Generated product scans, hostile ones among them: `python -m lab product_scans scans=10000`.

Fails on a server error, on a page with a number that is none, and on a mean outside 0 to 100.
"""

from __future__ import annotations

import re
from collections import Counter
from random import Random
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

from core.submissions import guard
from monitor.scan import views
from monitor.scan.choices import LEVELS, Login, Reason
from monitor.scan.forms import MOST_PRODUCTS
from monitor.scan.models import ProductScan
from tests.reader_forms import ReaderClient
from vocabulary.models import Product

ADDRESS = "/productscan/"
_LEVELS, _REASONS, _LOGINS = [value for value, _ in LEVELS], Reason.values, Login.values
_NUMBERS = ("", "0", "1", "20", "1.000", "1 234", "17.276", "100.000.000", "12.000,0")
_SHARES = ("", "0", "12,5", "34,5%", "99,9", "100")
_HOSTILE = (
    *("NaN", "Infinity", "-Infinity", "1e999", "-1", "-0", "1/0", "0x10", "9" * 41, "1" + "0" * 30, "12,345", "1,000"),
    *("\N{FULLWIDTH DIGIT NINE}", "\N{ARABIC-INDIC DIGIT THREE}", "\0", "\N{RIGHT-TO-LEFT OVERRIDE}12", "½", "∞"),
    *("<script>alert(1)</script>", "'; DROP TABLE monitor_scanline; --", "{{ 7 }}", "=1+1", "../..", "None", "true"),
)
_NO_NUMBER = re.compile(r"\b(?:nan|infinity|inf|none)\b", re.IGNORECASE)
_MEAN = re.compile(r"(-?[\d.]+) van de 100")


def measure(*, scans: int = 10_000) -> dict[str, Any]:
    slugs = list(Product.objects.order_by("slug").values_list("slug", flat=True))
    random, client = Random(2026), ReaderClient()
    outcomes, problems = Counter[str](), list[str]()
    for number in range(scans):
        outcome, found = play(client, random, slugs)
        outcomes[outcome] += 1
        problems += [f"scan {number}: {problem}" for problem in found]
    return {
        "title": f"{scans} generated product scans",
        "tables": [[["what came of it", "scans"], [[name, str(count)] for name, count in sorted(outcomes.items())]]],
        "notes": [f"{ProductScan.objects.count()} scans stood in the database at the end."],
        "problems": problems[:20],
    }


def play(client: Client, random: Random, slugs: list[str]) -> tuple[str, list[str]]:
    """Send one scan and read everything behind its address; what came of it, and what is wrong."""
    fields = drawn(random, slugs)
    with patch.object(views, "busy", return_value=None), patch.object(guard, "SOONEST", -1):
        token = guard.make_token(views.SALT, views.TITLE)
        response = client.post(ADDRESS, {"token": token, **fields})
    if response.status_code != 303:
        problems = [] if response.status_code in (200, 400) else [f"answered {response.status_code}"]
        return ("asked for a product" if response.status_code == 200 else "refused"), problems
    path = str(response.headers["Location"]).partition("?")[0]
    found = _wrong(client, path)
    for page in random.sample(("invullen/", "delen/", "scan.csv", "verwijderen/"), 1):
        if client.get(f"{path}{page}").status_code != 200:
            found.append(f"{page} does not answer")
    return "kept", found


def drawn(random: Random, slugs: list[str]) -> dict[str, Any]:
    """What somebody sends: one in three has something in it that no form of ours sends."""
    hostile = random.random() < 0.35
    count = random.choice((0, 1, 2, 5, 10, 20, MOST_PRODUCTS + 5 if hostile else 20))
    chosen = random.sample(slugs, min(count, len(slugs)))
    fields: dict[str, Any] = {
        "familie": random.choice(("gemeente", "gemeente", "waterschap", "andere-organisatie")),
        "year": str(timezone.localdate().year - random.randrange(3)),
        "extra": "",
    }
    for slug in chosen:
        fields |= {f"{slug}-{name}": value for name, value in _line(random).items() if value}
    fields["product"] = chosen
    if hostile:
        fields["product"] = [*chosen, *chosen[:1], "bestaat-niet", "../../etc", "\0", *("x" * 90,) * 3]
        for name in random.sample(sorted(set(fields) - {"product"}), 1):
            fields[name] = random.choice(_HOSTILE)
    return fields


def _line(random: Random) -> dict[str, str]:
    optimum = random.choice(("", "", *_LEVELS))
    return {
        "level": random.choice(("", *_LEVELS)),
        "volume": random.choice(_NUMBERS),
        "is_prefilled": random.choice(("", "on")),
        "is_tracked": random.choice(("", "on")),
        "optimum": optimum,
        "reason": random.choice(_REASONS) if optimum else "",
        "login": random.choice(("", *_LOGINS)),
        "digital": random.choice(_SHARES),
    }


def _wrong(client: Client, path: str) -> list[str]:
    """What is wrong with the result of a scan."""
    response = client.get(path)
    if response.status_code != 200:
        return [f"the result answered {response.status_code}"]
    text = re.sub(r"<[^>]+>", " ", response.text.partition("<main")[2].partition("</main>")[0])
    found = [f"the result says {word.group()}" for word in _NO_NUMBER.finditer(text)][:1]
    return found + [f"a mean of {mean}" for mean in _MEAN.findall(text) if not 0 <= int(mean) <= 100]
