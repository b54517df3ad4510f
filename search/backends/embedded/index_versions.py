"""Where the index lies: a directory per generation, and a file `CURRENT` that names the one that counts."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"index-[0-9a-f]{12}-[0-9]+-[0-9a-f]{6}")


@dataclass(frozen=True)
class Generation:
    """One index on disk. Its name carries the fingerprint it was made with."""

    path: Path

    @property
    def fingerprint(self) -> str:
        return self.path.name.split("-")[1]


@dataclass(frozen=True)
class Generations:
    """All generations in one directory. Every method may raise `OSError`."""

    root: Path

    @property
    def pointer(self) -> Path:
        return self.root / "CURRENT"

    def current(self) -> Generation | None:
        """The generation that counts, or None when there is none (or `CURRENT` is damaged)."""
        try:
            name = self.pointer.read_bytes()[:100].decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        path = self.root / name
        return Generation(path) if _NAME.fullmatch(name) and path.is_dir() else None

    def create(self, fingerprint: str) -> Generation:
        """Create an empty index version that no reader opens yet."""
        path = self.root / f"index-{fingerprint}-{int(time.time())}-{secrets.token_hex(3)}"
        path.mkdir(parents=True)
        return Generation(path)

    def switch(self, generation: Generation) -> None:
        """Make this the one that counts, in one step that survives a kill at any moment."""
        temporary = self.root / f"CURRENT.{secrets.token_hex(3)}"
        with temporary.open("w") as handle:
            handle.write(generation.path.name)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(self.pointer)
        self._sync()

    def drop(self, generation: Generation) -> None:
        """Throw away one that was never finished."""
        if self.current() != generation:
            shutil.rmtree(generation.path, ignore_errors=True)

    def prune(self, older_than: float = 3600.0) -> None:
        """Drop generations that do not count and are older than so many seconds (a reader may be opening one)."""
        current = self.current()
        for path in self.root.iterdir():
            is_ours = _NAME.fullmatch(path.name) or path.name.startswith("CURRENT.")
            if not is_ours or (current and path == current.path) or time.time() - path.stat().st_mtime < older_than:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)

    def _sync(self) -> None:
        handle = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
