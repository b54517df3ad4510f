"""The embedded index on disk: damage, locks, other processes, and a kill at any moment."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from search.backends.embedded import schema, writer
from search.backends.embedded.engine import EmbeddedEngine
from search.backends.embedded.index_versions import Generations
from search.contract import Engine, EngineError
from tests.search.records import NO_CHANGES, ask, fill, make_record, numbers

RECORDS = [make_record(number, f"Brief {number}", body="woorden over van alles " * 20) for number in range(1, 40)]


@pytest.fixture
def filled(embedded: EmbeddedEngine) -> EmbeddedEngine:
    fill(embedded, *RECORDS)
    return embedded


def generation(engine: EmbeddedEngine) -> Path:
    current = Generations(engine.directory).current()
    assert current is not None
    return current.path


def every_call_is_an_engine_error(engine: Engine) -> None:
    calls: list[Callable[[], object]] = [
        lambda: ask(engine, "brief"),
        lambda: ask(engine),
        engine.digests,
        engine.words,
        engine.stamp,
    ]
    for call in calls:
        with pytest.raises(EngineError):
            call()


def put(path: Path, content: bytes) -> None:
    """Put another file in its place. (Changing the file itself can kill a process that is just mapping it.)"""
    other = path.with_name("other")
    other.write_bytes(content)
    other.replace(path)


def cut(path: Path) -> None:
    put(path, path.read_bytes()[: path.stat().st_size // 2])


def garble(path: Path) -> None:
    put(path, b"\xff" * path.stat().st_size)


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 3] ^= 0xFF
    put(path, bytes(content))


def empty(path: Path) -> None:
    put(path, b"")


def remove(path: Path) -> None:
    path.unlink()


FILES = [".term", ".idx", ".store", ".fast", ".fieldnorm", ".pos", "meta.json"]
# One changed byte of JSON may well be readable, so that is not among them.
HARMS = [
    (harm, kind) for harm in (cut, garble, flip, empty, remove) for kind in FILES if (harm, kind) != (flip, FILES[-1])
]


@pytest.mark.parametrize(("harm", "kind"), HARMS)
@pytest.mark.parametrize("is_open", [True, False])
def test_a_damaged_file_is_an_engine_error_and_a_rebuild_mends_it(
    filled: EmbeddedEngine, harm: Callable[[Path], None], kind: str, is_open: bool
) -> None:
    engine = filled if is_open else EmbeddedEngine(filled.directory)
    if is_open:
        assert ask(engine, "brief").total == 39
    harm(next(path for path in generation(filled).iterdir() if path.name.endswith(kind)))
    assert engine.problem()
    every_call_is_an_engine_error(engine)
    fill(engine, *RECORDS)
    assert engine.problem() is None
    assert ask(engine, "brief").total == 39


_CUT_OFF = """
import sys, time
from pathlib import Path
import django
django.setup()
from search.contract import EngineError
from search.backends.embedded.engine import EmbeddedEngine
from tests.search.records import ask
engine = EmbeddedEngine(Path(sys.argv[1]))
assert ask(engine, "brief").total == 39
time.sleep(1)  # the thread that tantivy starts at opening has looked at the files by now
for path in engine.directory.rglob("*.store"):
    path.write_bytes(b"")
try:
    ask(engine, "brief")
except EngineError:
    print("engine error", flush=True)
"""


def test_a_mapped_file_that_is_cut_off_does_not_kill_the_process(filled: EmbeddedEngine) -> None:
    finished = run_python(_CUT_OFF, filled.directory)
    assert finished.stdout.strip() == "engine error", finished.stderr


@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"../../etc", b"index-000000000000-1-000000", b"x" * 10_000])
def test_a_damaged_pointer_is_a_missing_index(filled: EmbeddedEngine, content: bytes) -> None:
    Generations(filled.directory).pointer.write_bytes(content)
    assert filled.problem() == "the search index is missing"
    every_call_is_an_engine_error(filled)


def test_a_directory_that_cannot_be_used(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    engine = EmbeddedEngine(tmp_path / "file" / "index")
    assert engine.problem()
    every_call_is_an_engine_error(engine)
    for call in (engine.consumer, lambda: fill(engine, *RECORDS), lambda: engine.write(RECORDS[:1], [])):
        with pytest.raises(EngineError):
            call()


def test_an_index_of_another_version_keeps_answering(filled: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.backends.embedded.engine.fingerprint", lambda: "0123456789ab")
    assert filled.problem() == "the search index is of another version of the site"
    assert ask(filled, "brief").total == 39


def test_an_index_without_the_field_of_all_stems_answers_the_same(
    filled: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ["brief van alles", "brief kanarievogel", "-brief woorden", ""]
    answers = [ask(filled, text) for text in asked]
    monkeypatch.setattr("search.backends.embedded.queries.STEMS", "never_there")
    monkeypatch.setattr("search.backends.embedded.queries.HIGH_VALUE_STEMS", "never_there")
    assert [ask(filled, text) for text in asked] == answers


def test_the_fingerprint_follows_the_dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.fingerprint()
    monkeypatch.setattr(schema, "DUTCH", "another")
    assert schema.fingerprint() != before


def test_a_writer_waits_for_another_and_then_gives_up(filled: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "_WAIT", 0.05)
    with writer.lock(filled.directory), pytest.raises(EngineError, match="locked"):
        filled.write(RECORDS[:1], [])
    filled.write(RECORDS[:1], [])


def test_threads_that_write_at_once_lose_nothing(filled: EmbeddedEngine) -> None:
    def write(start: int) -> None:
        for number in range(start, start + 5):
            filled.write([make_record(number, "Draad")], [])

    threads = [threading.Thread(target=write, args=(start,)) for start in (100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ask(filled, "draad").total == 10


def test_another_engine_object_sees_a_write_at_once(filled: EmbeddedEngine) -> None:
    other = EmbeddedEngine(filled.directory)
    assert ask(other, "nieuw").total == 0
    filled.write([make_record(50, "Nieuw")], [1])
    assert numbers(ask(other, "nieuw")) == ["m50"]
    assert 1 not in other.digests()


def _answer_in_child(engine: EmbeddedEngine, sender: object, start: object) -> None:
    start.wait(10)  # type: ignore[attr-defined]
    sender.send(numbers(ask(engine, "nieuw")))  # type: ignore[attr-defined]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_sees_what_is_written_after_the_fork(filled: EmbeddedEngine) -> None:
    assert ask(filled, "nieuw").total == 0
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    start = context.Event()
    child = context.Process(target=_answer_in_child, args=(filled, sender, start))
    child.start()
    filled.write([make_record(50, "Nieuw")], [])
    start.set()
    assert receiver.poll(10)
    assert receiver.recv() == ["m50"]
    child.join(10)


def test_writing_leaves_no_orphans(filled: EmbeddedEngine) -> None:
    for number in range(60):
        filled.write([make_record(1, f"Brief {number}")], [])
    path = generation(filled)
    committed = set(filled._reader.open().files)
    on_disk = {file.name for file in path.iterdir() if not file.name.startswith((".", "meta"))}
    assert on_disk == committed


def test_a_rebuild_that_fails_leaves_nothing_behind(filled: EmbeddedEngine) -> None:
    before = {path.name for path in filled.directory.iterdir()}
    with pytest.raises(EngineError):
        filled.rebuild(iter([RECORDS[0], None]), lambda: NO_CHANGES)  # type: ignore[list-item]
    assert {path.name for path in filled.directory.iterdir()} == before


def test_old_generations_are_dropped_after_a_while(filled: EmbeddedEngine) -> None:
    generations = Generations(filled.directory)
    first = generation(filled)
    fill(filled, *RECORDS)
    assert first.exists(), "a reader may be opening it"
    generations.prune(older_than=-1.0)
    assert not first.exists()
    assert ask(filled, "brief").total == 39


def run_python(code: str, directory: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code, str(directory)],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )


_KILLED = """
import sys
from pathlib import Path
import django
django.setup()
from search.backends.embedded.engine import EmbeddedEngine
from tests.search.records import NO_CHANGES, make_record
engine = EmbeddedEngine(Path(sys.argv[1]))
print("ready", flush=True)
number = 0
while True:
    number += 1
    if number % 4:
        engine.write([make_record(1000 + number % 50, f"Later {number}")], [])
    else:
        engine.rebuild((make_record(n, f"Brief {n}") for n in range(1, 40)), lambda: NO_CHANGES)
"""


def test_a_kill_at_any_moment_leaves_a_good_index(filled: EmbeddedEngine) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    for delay in (0.0, 0.01, 0.05, 0.13):
        process = subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(filled.directory)],
            stdout=subprocess.PIPE,
            env=environment,
            cwd=Path(__file__).parents[3],
        )
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        threading.Event().wait(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert filled.problem() is None
        assert ask(filled, "brief").total == 39
        filled.write([make_record(99, "Nog te schrijven")], [])
        assert numbers(ask(filled, "nog te schrijven")) == ["m99"]


def test_a_rebuild_shuts_writers_out_only_at_the_end(filled: EmbeddedEngine) -> None:
    def records() -> object:
        filled.write([make_record(50, "Tijdens het vullen")], [])
        yield from RECORDS

    filled.rebuild(records(), lambda: NO_CHANGES)  # type: ignore[arg-type]
    assert ask(filled, "brief").total == 39


def test_files_a_killed_writer_left_do_not_stop_the_next_one(filled: EmbeddedEngine, tmp_path: Path) -> None:
    """Killed after the deletions were written and before the commit: the next commit has the same numbers."""
    changed = [make_record(3, "Envelop 3")]
    ahead = EmbeddedEngine(tmp_path / "ahead")
    shutil.copytree(filled.directory, ahead.directory)
    ahead.write(changed, [])
    [deletions] = set(generation(ahead).glob("*.del")) - set(generation(filled).glob("*.del"))
    for left in (deletions, generation(ahead) / ".managed.json"):
        shutil.copy2(left, generation(filled))
    filled.write(changed, [])
    assert numbers(ask(filled, "envelop")) == ["m3"]
