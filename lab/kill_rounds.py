"""Kill the server of this site while an editor publishes, start it again, and look what there is. Spoils the site."""

from __future__ import annotations

import re
import subprocess
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from threading import Event, Thread
from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client

from cases.models import CasePage
from core.models import User
from editorial.management.commands.start import LOCAL_EDITOR
from lab.editor import Editor
from lab.servers import free_port, start_local
from search import outbox
from search.agreement import compare
from search.contract import Question
from search.engines import get_engine
from search.service import ask
from tests.editorial.forms import edit_url, open_edit

TRIALS = 3
_PATIENCE = 20.0
_CONSONANTS = "bcdfghjklmnpqrstvwxz"


@dataclass
class Round:
    """One kill. `moment` is in seconds after the request was sent; `problems` are sentences, none when all is well.

    `was_live`: the page was public with its old title; otherwise it was a draft. `answered`: the editor got an answer.
    `committed` and `indexed`: what database and index held when the server was dead; `published` and `found`: what a
    visitor saw after the restart. `caught_up`: seconds from ready to an empty outbox.
    """

    moment: float
    was_live: bool
    answered: bool = False
    committed: bool = False
    indexed: bool = False
    published: bool = False
    found: bool = False
    caught_up: float = 0.0
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Try:
    """A page to publish: `word` stands only in the new title, `old_word` only in the title it has now."""

    page: CasePage
    word: str
    old_word: str
    was_live: bool


def measure(rounds: int) -> dict[str, Any]:
    """How long a publish takes when nobody disturbs it, and what came of every round. Times in seconds."""
    tries = prepare(TRIALS + rounds)
    server = Server(free_port())
    server.start()
    try:
        _catch_up()
        server.log_in()
        trials = [server.restarted().publish(one) for one in tries[:TRIALS]]
        answer, found = (sorted(times)[TRIALS // 2] for times in zip(*trials, strict=True))
        done = [
            server.kill_during(one, moment)
            for one, moment in zip(tries[TRIALS:], moments(answer, found, rounds), strict=True)
        ]
    finally:
        server.kill()
    return {"answer": answer, "found": found, "rounds": [asdict(one) for one in done]}


def moments(answer: float, found: float, count: int) -> list[float]:
    """When to kill: half spread over the whole publish and a little after it, half around commit and indexing."""
    spans = [(0.0, found * 1.2), (answer * 0.7, found * 1.1)]
    places = [(span, (place + 0.5) / -(-count // 2)) for place in range(-(-count // 2)) for span in spans]
    return [start + (end - start) * share for (start, end), share in places[:count]]


@dataclass
class Server:
    """The server of `make run`, and an editor at it."""

    port: int
    process: subprocess.Popen[bytes] | None = None
    editor: Editor = field(init=False)

    def __post_init__(self) -> None:
        self.editor = Editor(self.port)

    def start(self) -> None:
        self.process = start_local(self.port)

    def log_in(self) -> None:
        self.editor.log_in(LOCAL_EDITOR, (Path(settings.DATA_DIR) / "login").read_text())

    def kill(self) -> None:
        """`kill -9`."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def restarted(self) -> Server:
        """As it is in every round: a server that has yet to warm up."""
        self.kill()
        self.start()
        return self

    def publish(self, one: Try) -> tuple[float, float]:
        """Seconds until the editor has an answer, and until the page is found.

        :raises RuntimeError: when it is refused or never found.
        """
        fields = form_of(one)
        started = time.perf_counter()
        reply = self.editor.post(edit_url(one.page), fields)
        answered = time.perf_counter() - started
        if reply.status != 302:
            raise RuntimeError(f"publishing answers {reply.status}")
        while not _in_index(one.page, one.word):
            if time.perf_counter() - started > _PATIENCE:
                raise RuntimeError("the published page is not found")
            time.sleep(0.005)
        return answered, time.perf_counter() - started

    def kill_during(self, one: Try, moment: float) -> Round:
        """Publish, kill after `moment` seconds, start again, look."""
        done = Round(moment, one.was_live)
        fields = form_of(one)
        connection.close()  # only the server has the database open when it dies
        sent = Event()

        def publish() -> None:
            sent.set()
            try:
                done.answered = self.editor.post(edit_url(one.page), fields).status == 302
            except OSError:
                done.answered = False

        request = Thread(target=publish)
        request.start()
        sent.wait()
        time.sleep(moment)
        self.kill()
        request.join()
        done.committed = _live_title(one.page).endswith(one.word)
        done.indexed = _in_index(one.page, one.word)
        connection.close()
        self.start()
        done.caught_up = _catch_up()
        self._look(one, done)
        return done

    def _look(self, one: Try, done: Round) -> None:
        """What a visitor sees, and whether database and index are sound and agree."""
        reply = self.editor.get(one.page.url_path.removeprefix("/home"))
        done.published = reply.status == 200 and one.word in reply.body
        done.found = self._finds(one.page, one.word)
        found_as_it_was = self._finds(one.page, one.old_word)
        differences = compare(get_engine())
        with connection.cursor() as cursor:
            sound = connection.vendor != "sqlite" or cursor.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        wrong = {
            "published but not found": done.published and not done.found,
            "found but not published": done.found and not done.published,
            "the editor was told it is published, but it is not": done.answered and not done.published,
            "a committed publication is lost": done.committed != done.published,
            "found under its old title too": done.published and found_as_it_was,
            "a live page is gone": one.was_live
            and not done.published
            and not (reply.status == 200 and found_as_it_was),
            "a draft is public": not one.was_live and not done.published and (reply.status != 404 or found_as_it_was),
            f"index and database differ: {differences}": not differences.agrees,
            "the database is damaged": not sound,
        }
        done.problems = [what for what, is_wrong in wrong.items() if is_wrong]

    def _finds(self, page: CasePage, word: str) -> bool:
        body = self.editor.get(f"/zoeken/?q={word}").body
        return re.search(rf'data-kind="case" data-number="{page.number}"', body) is not None


def prepare(count: int) -> list[Try]:
    """Copies of the first cases, half of them live and half draft."""
    rng = Random("kill")
    originals = list(CasePage.objects.live().order_by("number")[:10])
    tries = []
    for place in range(count):
        word, old_word = ("".join(rng.choices(_CONSONANTS, k=12)) for _ in range(2))
        was_live = place // 2 % 2 == 1
        page = originals[place % len(originals)].copy(
            update_attrs={"title": f"Proef {old_word}", "slug": f"proef-{place}"}, copy_revisions=False, keep_live=False
        )
        if was_live:
            page.save_revision().publish()
        tries.append(Try(page, word, old_word, was_live))
    return tries


def form_of(one: Try) -> list[tuple[str, str]]:
    """What the browser of the editor sends when they type the new word and press the button to publish."""
    client = Client()
    client.force_login(User.objects.get(username=LOCAL_EDITOR))
    data = open_edit(client, CasePage.objects.get(pk=one.page.pk))
    data["title"] = f"Proef {one.word}"
    data["action-publish"] = "action-publish"
    return [(name, str(value)) for name, values in data.lists() for value in values]


def _live_title(page: CasePage) -> str:
    """The title as a visitor may read it; empty when the page is not live."""
    return CasePage.objects.filter(pk=page.pk, live=True).values_list("title", flat=True).first() or ""


def _in_index(page: CasePage, word: str) -> bool:
    return page.pk in {hit.page_id for hit in ask(Question(word)).hits}


def _catch_up() -> float:
    """Seconds until the worker has nothing left to do.

    :raises RuntimeError: when that takes too long.
    """
    started = time.perf_counter()
    consumer = outbox.register(get_engine().consumer())
    while outbox.behind(consumer):
        if time.perf_counter() - started > _PATIENCE:
            raise RuntimeError("the worker does not catch up")
        time.sleep(0.01)
    return time.perf_counter() - started
