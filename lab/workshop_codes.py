"""Codes of a session are guessed: `python -m lab workshop_codes guesses=10000`, from as many networks as one likes.

Checked: no guess is answered once 200 in all, or ten of a network, were wrong in ten minutes; right ones are not
refused before that, and a guesser with all the time there is learns next to nothing.
"""

from __future__ import annotations

import secrets
from typing import Any

from django.test import RequestFactory

from workshop.session import codes, making

MOST_IN_ALL, MOST_OF_A_NETWORK = 200, 10


def measure(*, guesses: int = 10_000) -> dict[str, Any]:
    making.make("Meting", "", None, [], [("", None, "Kaart", "")])

    def guess(network: str) -> object:
        code = "".join(secrets.choice(making.LETTERS) for _ in range(making.CODE_LENGTH))
        return codes.find(RequestFactory().get("/w/", REMOTE_ADDR=network), code)

    alone = [guess("192.0.2.7") for _ in range(guesses // 2)]
    spread = [guess(f"10.{number // 250 % 250}.{number % 250}.1") for number in range(guesses - len(alone))]
    answered = [sum(one is not codes.Refused.BUSY for one in found) for found in (alone, spread)]
    right = sum(not isinstance(one, codes.Refused) for one in alone + spread)
    wrong = {
        "a network got more than ten": answered[0] > MOST_OF_A_NETWORK,
        "all together got more than two hundred": sum(answered) > MOST_IN_ALL,
        "a code was guessed": right,
    }
    rows = [[guesses, *answered, right, f"{len(making.LETTERS) ** making.CODE_LENGTH:,}"]]
    return {
        "title": "Codes of a session, guessed",
        "tables": [[["guesses", "answered, of one network", "of others", "right", "codes there are"], rows]],
        "notes": [],
        "problems": [problem for problem, is_so in wrong.items() if is_so],
    }
