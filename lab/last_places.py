"""Two hundred people sign up at once for the last five places of a meeting: `python -m lab.last_places 200`.

Over HTTP, on two workers of gunicorn as in production; SQLite, or an empty PostgreSQL whose address comes second.
Exactly five get a place, all others stand on the waiting list, everybody gets one letter that says so.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

from lab.servers import PRODUCTION, Server, wait_until_ready
from lab.sites import ROOT, Site
from lab.submission_rate import SOONEST, ask
from lab.tables import milliseconds, percentile, show, table

PLACES = 5
_MAKE = (
    f"from tests.news.factories import make_meeting; print(make_meeting('De laatste plaatsen', places={PLACES}).slug)"
)
_LEFT = """
import json
from collections import Counter
from core.mail.models import OutgoingMail
from news.models import MeetingRegister, SignUp
letters = OutgoingMail.objects.filter(template="news/meeting")
print(json.dumps({
    "rows": Counter(SignUp.objects.values_list("state", flat=True)),
    "letters": Counter(context["what"] for context in letters.values_list("context", flat=True)),
    "addresses": letters.values("to").distinct().count(),
    "taken": MeetingRegister.objects.get().taken,
}))
"""


def main(people: int = 200, database: str = "") -> int:
    """0 when nothing is wrong."""
    with tempfile.TemporaryDirectory() as directory:
        environment = Site("places", Path(directory)).environment(PRODUCTION) | {"BEHIND_PROXY": "true"}
        environment |= {"DATABASE_URL": database} if database else {}
        server = Server(environment, "--config", "python:lab.submission_rate")
        slug = _shell(environment, _MAKE)
        server.begin()
        try:
            wait_until_ready(server.port, server.process, "/healthz")
            came_to, seconds = _all_at_once(server.port, f"/bijeenkomsten/{slug}/aanmelden/", people)
        finally:
            server.kill()
        left = json.loads(_shell(environment, _LEFT))
    places, waiting = min(PLACES, people), max(people - PLACES, 0)
    meant = {
        "rows": {"plek": places, "wacht": waiting},
        "letters": {"aangemeld": places, "wachtlijst": waiting},
        "addresses": people,
        "taken": places,
    }
    is_right = left == meant and came_to == {303: people}
    rows = [[str(people), str(dict(came_to)), str(left), " / ".join(milliseconds(one) for one in seconds)]]
    head = ["at once", "answers", "what is left", "p50 / p95 / largest, ms"]
    show("The last places of a meeting", table(head, rows), "Nothing is wrong." if is_right else "Wrong.")
    return 0 if is_right else 1


def _all_at_once(port: int, path: str, people: int) -> tuple[Counter[int], list[float]]:
    """How they were answered, and how long that took; nobody begins before all are ready."""
    _, form = ask(port, "GET", path, "", {})
    token = re.findall(r'name="token" value="([^"]+)"', form)[0]
    time.sleep(SOONEST)
    ready = Barrier(people)

    def one(number: int) -> tuple[int, float]:
        fields = {"name": f"Lezer {number}", "email": f"lezer{number}@example.nl", "token": token}
        ready.wait()
        at = time.monotonic()
        status, _ = ask(port, "POST", path, urlencode(fields), {"X-Forwarded-For": f"10.1.{number % 250}.7"})
        return status, time.monotonic() - at

    with ThreadPoolExecutor(people) as pool:
        answers = list(pool.map(one, range(people)))
    took = [seconds for _, seconds in answers]
    return Counter(status for status, _ in answers), [percentile(took, share) for share in (0.5, 0.95, 1)]


def _shell(environment: dict[str, str], code: str) -> str:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 200, "".join(given[1:2])))
