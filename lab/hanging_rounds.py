"""A server on this site while its Elasticsearch hangs and goes on: what visitors and an editor notice. Spoils it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command

from editorial.management.commands.start import LOCAL_EDITOR
from lab.editor import Editor
from lab.kill_rounds import Try, form_of, prepare
from lab.nodes import LiveNode, alone
from lab.pictures import take
from lab.publishing import behind, compared, wait_until
from lab.searched import open_breakers, questions, served
from lab.servers import WORKERS
from lab.visitors import Crowd, Visit, visit
from search.contract import EngineError
from search.engines import get_engine, kept
from tests.editorial.forms import edit_url

SAVES = 5
_PATIENCE = 180.0


def measure(port: int, rate: float, calm: float, hung: float, pictures: str) -> dict[str, Any]:
    """What was seen before, while it hung and after. `SEARCH_URL` names a node at `port`, which is started here.

    `rate` is pages a second; `calm` and `hung` how many seconds it is well and hangs. Pictures go to a directory, or
    nowhere when it has no name. Times in seconds.
    """
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, alone(Path(data), port) as node:
        tries = prepare(3 * SAVES)
        call_command("rebuild_search", verbosity=0, stdout=sys.stderr)
        log = Path(data) / "web.log"
        with served(log) as at, Crowd(at, questions(), rate) as crowd:
            return _Course(node, at, crowd, tries, log, pictures).run(calm, hung)


class _Course:
    """What happens, in its order."""

    def __init__(self, node: LiveNode, port: int, crowd: Crowd, tries: Sequence[Try], log: Path, pictures: str) -> None:
        self.node, self.port, self.crowd, self.tries, self.log, self.pictures = node, port, crowd, tries, log, pictures
        # When a visitor saw neither the notice nor what was published while the server hung.
        self.without: list[float] = []
        self.editor = Editor(port)
        self.editor.log_in(LOCAL_EDITOR, (Path(settings.DATA_DIR) / "login").read_text())

    def run(self, calm: float, hung: float) -> dict[str, Any]:
        begun = time.monotonic()
        saves = {"well": self._save(0)}
        typed = {"well": self._type()}
        time.sleep(max(begun + calm - time.monotonic(), 0))
        stopped = time.monotonic()
        self.node.hang()
        opened = self._until_open()
        saves["hangs"], typed["hangs"] = self._save(1), self._type()
        found = self._until_found(1)
        widths = take(self.port, "/zoeken/?q=brief", self.pictures) if self.pictures else {}
        time.sleep(max(stopped + hung - time.monotonic(), 0))
        self.node.go_on()
        went_on = time.monotonic()
        on_server = self._until_on_server(1) - went_on
        self._until_well()
        recovered = time.monotonic()
        saves["after"], typed["after"] = self._save(2), self._type()
        time.sleep(3)
        wait_until(lambda: not behind())
        return {
            "well": self._seen(begun, stopped),
            "first": self._seen(stopped, opened),
            "open": self._seen(opened, went_on),
            "back": self._seen(went_on, recovered),
            "after": self._seen(recovered, time.monotonic()),
            "stopped": stopped,
            "opened": opened,
            "went_on": went_on,
            "saves": saves,
            "typed": typed,
            "found": found,
            "on_server": on_server,
            "without": [at - went_on for at in self.without],
            "widths": widths,
            "indexes": compared(),
        }

    def _until_open(self) -> float:
        """The moment the breaker of every web worker is open."""
        wait_until(lambda: open_breakers(self.log) >= WORKERS, "the breakers do not open")
        return time.monotonic()

    def _save(self, batch: int) -> list[float]:
        """Publish pages of the batch in the admin.

        :raises RuntimeError: when one is refused.
        """
        seconds = []
        for one in self._batch(batch):
            fields = form_of(one)
            started = time.monotonic()
            reply = self.editor.post(edit_url(one.page), fields)
            seconds.append(time.monotonic() - started)
            if reply.status != 302:
                raise RuntimeError(f"publishing answers {reply.status}")
        return seconds

    def _type(self) -> list[tuple[float, int, int]]:
        """Seconds, status and number of suggestions, for each time somebody types."""
        seen = [visit(self.port, f"/zoeken/suggesties/?q={text}") for text in ("herinn", "brie", "loket", "formu") * 5]
        return [(one.seconds, one.status, len(json.loads(one.body or "{}").get("suggestions", []))) for one in seen]

    def _until_found(self, batch: int) -> float:
        """Seconds until every page of the batch is found by a visitor."""
        started = time.monotonic()
        for one in self._batch(batch):
            wait_until(partial(self._shows, one), "a page is not found")
        return time.monotonic() - started

    def _until_on_server(self, batch: int) -> float:
        """The moment the server itself holds what was published while it hung."""
        server = kept(get_engine())[-1]
        wanted = {one.page.pk for one in self._batch(batch)}

        def holds() -> bool:
            last = self._batch(batch)[-1]
            seen = self._ask(last)
            if not seen.by_copy and _card(last) not in seen.body:
                self.without.append(seen.at)
            with suppress(EngineError):
                return wanted <= server.digests().keys() and not behind(server.consumer())
            return False

        _wait(holds)
        return time.monotonic()

    def _until_well(self) -> None:
        """Until no visitor has seen the notice for three seconds."""
        started = time.monotonic()

        def calm() -> bool:
            now = time.monotonic()
            seen = self.crowd.between(max(now - 3.5, started), now)
            return now - started > 3.5 and bool(seen) and not any(one.by_copy for one in seen)

        _wait(calm)

    def _shows(self, one: Try) -> bool:
        return _card(one) in self._ask(one).body

    def _ask(self, one: Try) -> Visit:
        return visit(self.port, f"/zoeken/?q={one.word}")

    def _batch(self, number: int) -> Sequence[Try]:
        return self.tries[number * SAVES : (number + 1) * SAVES]

    def _seen(self, start: float, end: float) -> list[dict[str, Any]]:
        return [one.noted() for one in self.crowd.between(start, end)]


def _card(one: Try) -> str:
    return f'data-kind="case" data-number="{one.page.number}"'


def _wait(condition: Callable[[], bool]) -> None:
    """:raises TimeoutError: when it takes too long."""
    deadline = time.monotonic() + _PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the server does not come back")
        time.sleep(0.1)
