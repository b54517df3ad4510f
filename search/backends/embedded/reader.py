"""Read the index that counts: opened once per process, reloaded when it changed, given up when it is damaged."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from search.backends.embedded.index_versions import Generation, Generations
from search.backends.embedded.integrity import Damaged, State, check, segment_files, unchanged
from search.contract import EngineError

_ATTEMPTS = 3


class Missing(EngineError):
    """There is no index yet."""


@dataclass(frozen=True)
class Opened:
    """An index opened at one commit. Safe to share between threads."""

    generation: Generation
    index: tantivy.Index
    searcher: tantivy.Searcher
    schema: tantivy.Schema
    files: State
    commit: tuple[int, int, int]
    process: int

    @property
    def stamp(self) -> str:
        return f"{self.generation.path.name}-{self.commit[0]}-{self.commit[2]}"


@dataclass
class Reader:
    """The present state of the index. One opened before a fork never reloads, so each process opens its own."""

    generations: Generations
    _opened: Opened | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> Opened:
        """The index as it is now.

        :raises Missing: when there is none.
        :raises Damaged: when a file is not as it was written.
        """
        with self._lock:
            opened = self._opened
            if opened is None or opened.process != os.getpid() or not self._is_current(opened):
                opened = self._opened = self._open_again(opened)
            return opened

    def _is_current(self, opened: Opened) -> bool:
        current = self.generations.current()
        return (
            current == opened.generation
            and _commit(current.path) == opened.commit
            and unchanged(current.path, opened.files)
        )

    def _open_again(self, before: Opened | None) -> Opened:
        """A writer may merge files away while we look, so try a few times before calling it damage."""
        for attempt in range(_ATTEMPTS):
            try:
                return self._load(before)
            except (OSError, Damaged, ValueError):
                if attempt == _ATTEMPTS - 1:
                    raise
        raise AssertionError("unreachable")

    def _load(self, before: Opened | None) -> Opened:
        current = self.generations.current()
        if current is None:
            raise Missing("there is no index")
        commit = _commit(current.path)
        files = segment_files(current.path)
        known = before.files if before and before.generation == current and before.process == os.getpid() else {}
        changed = [name for name in known if name in files and files[name] != known[name]]
        if changed:
            raise Damaged(changed[0])
        check(current.path, files, known)
        index = tantivy.Index.open(str(current.path))
        index.config_reader("manual")
        index.reload()
        opened = Opened(current, index, index.searcher(), index.schema, files, commit, os.getpid())
        if _commit(current.path) != commit:
            raise Damaged("changed while opening")
        return opened


def _commit(directory: Path) -> tuple[int, int, int]:
    status = (directory / "meta.json").stat()
    return status.st_mtime_ns, status.st_size, status.st_ino
