"""Passwords and codes are guessed and replayed on two workers: `python -m lab.code_guesses 40`.

Checked: of wrong codes that many send at once no more than ten are looked at, whichever process gets them, and so of
wrong passwords; the same right code, of an app or for recovery, sent by many at once lets one in; a right code after
too many wrong ones lets nobody in.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lab.load import ask
from lab.servers import serving
from lab.sites import Site
from lab.tables import judged

_PASSWORD = "groene tafel vliegt"  # noqa: S105
_MAKE = f"""
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from accounts.recovery_codes import renew
from core.models import User
for name in ("raden", "herhalen", "herstellen"):
    secret = generate_totp_secret()
    user = User.objects.create_superuser(name, "", "{_PASSWORD}")
    TOTP.activate(user, secret)
    print(secret)
print(renew(user)[0])
"""
_CODE = """
import time
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
print(format_hotp_value(hotp_value("{}", int(time.time()) // 30)))
"""
_LOGIN, _SECOND, _HOME = "/toegang/inloggen/", "/toegang/tweede-stap/", "/beheer/"


class Visitor:
    """A browser without script, with cookies of its own."""

    def __init__(self, port: int) -> None:
        self._port, self._cookies = port, dict[str, str]()

    def ask(self, path: str, **sent: str) -> tuple[int, str]:
        """Status and words of the answer; with values it is a form that is sent."""
        form = None
        if sent:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask(path)[1])
            form = {**sent, "csrfmiddlewaretoken": token[1] if token else ""}
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        answer, text = ask(self._port, path, form, timeout=120, Cookie=cookies)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, text

    def knows_password(self, name: str) -> Visitor:
        self.ask(_LOGIN, login=name, password=_PASSWORD)
        return self

    def is_in(self) -> bool:
        return self.ask(_HOME)[0] == 200


def main(visitors: int = 40) -> int:
    """0 when nothing is wrong."""
    with tempfile.TemporaryDirectory() as directory:
        site = Site("codes", Path(directory)).in_production()
        site.manage("migrate", "--verbosity", "0")
        site.manage("rebuild_search")
        guessed, replayed, _, recovery = site.shell(_MAKE).split()[-4:]
        with serving(site) as server, ThreadPoolExecutor(16) as at_once:

            def all_send(name: str, code: str) -> tuple[list[str], list[Visitor]]:
                sent = [Visitor(server.port).knows_password(name) for _ in range(visitors)]
                return list(at_once.map(lambda one: one.ask(_SECOND, code=code)[1], sent)), sent

            def code_of(secret: str) -> str:
                return site.shell(_CODE.format(secret)).split()[-1]

            told, problems = _problems(all_send, code_of, guessed, replayed, recovery)
            wrong, strangers = (
                {"login": "herhalen", "password": "wrong"},
                [Visitor(server.port) for _ in range(visitors)],
            )
            statuses = list(at_once.map(lambda one: one.ask(_LOGIN, **wrong)[0], strangers))
            told += f"{len(statuses)} wrong passwords at once: {statuses.count(200)} looked at."
            problems += ["more than ten passwords were looked at"] if statuses.count(200) > 10 else []
    return judged("Passwords and codes, guessed and replayed", problems, told)


def _problems(
    all_send: Callable[[str, str], tuple[list[str], list[Visitor]]],
    code_of: Callable[[str], str],
    guessed: str,
    replayed: str,
    recovery: str,
) -> tuple[str, list[str]]:
    """What was sent and came of it, and what is wrong."""
    pages, _ = all_send("raden", "wrong!")
    looked_at = sum("Deze code klopt niet" in page for page in pages)
    _, late = all_send("raden", code_of(guessed))
    too_late = sum(one.is_in() for one in late)
    _, same = all_send("herhalen", code_of(replayed))
    let_in = sum(one.is_in() for one in same)
    _, lost = all_send("herstellen", recovery)
    recovered = sum(one.is_in() for one in lost)
    told = (
        f"{len(pages)} wrong codes at once on two workers: {looked_at} looked at. "
        f"A right one after that let in {too_late}. "
        f"One right code, sent {len(same)} times at once, let in {let_in}; one for recovery {recovered}. "
    )
    wrong = {
        "more than ten codes were looked at": looked_at > 10,
        "a right code let somebody in after too many wrong ones": too_late,
        "one code let in more than one": let_in != 1,
        "one code for recovery let in more than one": recovered != 1,
    }
    return told, [problem for problem, is_so in wrong.items() if is_so]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
