"""Passwords and codes are guessed and replayed on two workers: `python -m lab.code_guesses 40`.

Checked: of wrong codes that many send at once no more than ten are looked at, whichever process gets them, and so of
wrong passwords; the same right code, of an app or for recovery, sent by many at once lets one in; a right code after
too many wrong ones lets nobody in.
"""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

from lab.servers import PRODUCTION, gunicorn
from lab.sites import ROOT, Site

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
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=120)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        body = None
        if sent:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.ask(path)[1])
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
            body = urlencode({**sent, "csrfmiddlewaretoken": token[1] if token else ""})
        connection.request("POST" if sent else "GET", path, body, headers)
        answer = connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.read().decode()

    def knows_password(self, name: str) -> Visitor:
        self.ask(_LOGIN, login=name, password=_PASSWORD)
        return self

    def is_in(self) -> bool:
        return self.ask(_HOME)[0] == 200


def main(visitors: int = 40) -> int:
    """0 when nothing is wrong."""
    with tempfile.TemporaryDirectory() as directory:
        site = Site("codes", Path(directory))

        def manage(*arguments: str) -> str:
            command = [sys.executable, "manage.py", *arguments]
            environment = site.environment(PRODUCTION)
            return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout

        manage("migrate", "--verbosity", "0")
        manage("rebuild_search")
        guessed, replayed, _, recovery = manage("shell", "-c", _MAKE).split()[-4:]
        with gunicorn(site) as port, ThreadPoolExecutor(16) as at_once:

            def all_send(name: str, code: str) -> tuple[list[str], list[Visitor]]:
                sent = [Visitor(port).knows_password(name) for _ in range(visitors)]
                return list(at_once.map(lambda one: one.ask(_SECOND, code=code)[1], sent)), sent

            def code_of(secret: str) -> str:
                return manage("shell", "-c", _CODE.format(secret)).split()[-1]

            problems = _problems(all_send, code_of, guessed, replayed, recovery)
            wrong, strangers = {"login": "herhalen", "password": "wrong"}, [Visitor(port) for _ in range(visitors)]
            statuses = list(at_once.map(lambda one: one.ask(_LOGIN, **wrong)[0], strangers))
            sys.stdout.write(f"{len(statuses)} wrong passwords at once: {statuses.count(200)} looked at.\n")
            problems += ["more than ten passwords were looked at"] if statuses.count(200) > 10 else []
    sys.stdout.write(f"Wrong: {'; '.join(problems)}.\n" if problems else "Nothing is wrong.\n")
    return 1 if problems else 0


def _problems(
    all_send: Callable[[str, str], tuple[list[str], list[Visitor]]],
    code_of: Callable[[str], str],
    guessed: str,
    replayed: str,
    recovery: str,
) -> list[str]:
    pages, _ = all_send("raden", "wrong!")
    looked_at = sum("Deze code klopt niet" in page for page in pages)
    _, late = all_send("raden", code_of(guessed))
    too_late = sum(one.is_in() for one in late)
    _, same = all_send("herhalen", code_of(replayed))
    let_in = sum(one.is_in() for one in same)
    _, lost = all_send("herstellen", recovery)
    recovered = sum(one.is_in() for one in lost)
    sys.stdout.write(
        f"{len(pages)} wrong codes at once on two workers: {looked_at} looked at. "
        f"A right one after that let in {too_late}. "
        f"One right code, sent {len(same)} times at once, let in {let_in}; one for recovery {recovered}.\n"
    )
    wrong = {
        "more than ten codes were looked at": looked_at > 10,
        "a right code let somebody in after too many wrong ones": too_late,
        "one code let in more than one": let_in != 1,
        "one code for recovery let in more than one": recovered != 1,
    }
    return [problem for problem, is_so in wrong.items() if is_so]


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])))
