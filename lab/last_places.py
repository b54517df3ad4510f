"""Two hundred people sign up at once for the last five places of a meeting: `python -m lab.last_places 200`.

Over HTTP, on two workers of gunicorn as in production; SQLite, or an empty PostgreSQL whose address comes second.
Exactly five get a place, all others stand on the waiting list, everybody gets one letter that says so.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

from lab.load import ask
from lab.servers import serving
from lab.sites import Site
from lab.submission_rate import SOONEST
from lab.tables import judged, spread, table

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
        more = {"BEHIND_PROXY": "true", **({"DATABASE_URL": database} if database else {})}
        options = ("--config", "python:lab.submission_rate")
        with serving(Site("places", Path(directory), more=more), *options, path="/healthz") as server:
            slug = server.site.shell(_MAKE)
            came_to, seconds = _all_at_once(server.port, f"/bijeenkomsten/{slug}/aanmelden/", people)
        left = json.loads(server.site.shell(_LEFT))
    places, waiting = min(PLACES, people), max(people - PLACES, 0)
    meant = {
        "rows": {"plek": places, "wacht": waiting},
        "letters": {"aangemeld": places, "wachtlijst": waiting},
        "addresses": people,
        "taken": places,
    }
    problems = [] if left == meant and came_to == {303: people} else [f"not {meant}"]
    row = [people, dict(came_to), left, spread(seconds)]
    head = ["at once", "answers", "what is left", "p50 / p95 / largest, ms"]
    return judged("The last places of a meeting", problems, table(head, [row]))


def _all_at_once(port: int, path: str, people: int) -> tuple[Counter[int], list[float]]:
    """How they were answered, and how long that took; nobody begins before all are ready."""
    token = re.findall(r'name="token" value="([^"]+)"', ask(port, path)[1])[0]
    time.sleep(SOONEST)
    ready = Barrier(people)

    def one(number: int) -> tuple[int, float]:
        fields = {"name": f"Lezer {number}", "email": f"lezer{number}@example.nl", "token": token}
        ready.wait()
        at = time.monotonic()
        answer, _ = ask(port, path, fields, X_Forwarded_For=f"10.1.{number % 250}.7")
        return answer.status, time.monotonic() - at

    with ThreadPoolExecutor(people) as pool:
        answers = list(pool.map(one, range(people)))
    return Counter(status for status, _ in answers), [seconds for _, seconds in answers]


if __name__ == "__main__":
    given = sys.argv[1:]
    sys.exit(main(int(given[0]) if given else 200, "".join(given[1:2])))
