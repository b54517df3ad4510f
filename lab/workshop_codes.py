"""Codes of a session are guessed: `python -m lab.workshop_codes 10000`, from as many networks as one likes.

Checked: no guess is answered once 200 in all, or ten of a network, were wrong in ten minutes; right ones are not
refused before that, and a guesser with all the time there is learns next to nothing.
"""

from __future__ import annotations

import os
import secrets
import sys
import tempfile

import django
from django.core.management import call_command

MOST_IN_ALL, MOST_OF_A_NETWORK = 200, 10


def run(guesses: int) -> list[str]:
    """What is wrong."""
    from django.test import RequestFactory

    from workshop.session import codes, making

    making.make("Meting", "", None, [], [("", None, "Kaart", "")])

    def guess(network: str) -> object:
        code = "".join(secrets.choice(making.LETTERS) for _ in range(making.CODE_LENGTH))
        return codes.find(RequestFactory().get("/w/", REMOTE_ADDR=network), code)

    alone = [guess("192.0.2.7") for _ in range(guesses // 2)]
    spread = [guess(f"10.{number // 250 % 250}.{number % 250}.1") for number in range(guesses - len(alone))]
    answered = [sum(one is not codes.Refused.BUSY for one in found) for found in (alone, spread)]
    right = sum(not isinstance(one, codes.Refused) for one in alone + spread)
    sys.stdout.write(
        f"{guesses} guesses: {answered[0]} of one network and {answered[1]} of others were answered, {right} right. "
        f"There are {len(making.LETTERS) ** making.CODE_LENGTH:,} codes.\n"
    )
    wrong = {
        "a network got more than ten": answered[0] > MOST_OF_A_NETWORK,
        "all together got more than two hundred": sum(answered) > MOST_IN_ALL,
        "a code was guessed": right,
    }
    return [problem for problem, is_so in wrong.items() if is_so]


def main(guesses: int) -> int:
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "lab.production_settings",
            "DATA_DIR": directory,
            "DATABASE_URL": f"sqlite:///{directory}/site.sqlite3",
            "LOG_LEVEL": "ERROR",
        }
        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        problems = run(guesses)
    sys.stdout.write(f"Wrong: {'; '.join(problems)}.\n" if problems else "Nothing is wrong.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
