"""Where time goes: functions are watched, and each gets the time that is not spent in another watched one."""

from __future__ import annotations

import functools
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Seconds and calls per label. One thread only."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: dict[str, int] = defaultdict(int)
        self._inner: list[float] = []

    @contextmanager
    def time(self, label: str) -> Iterator[None]:
        self._inner.append(0.0)
        started = time.perf_counter()
        try:
            yield
        finally:
            whole = time.perf_counter() - started
            self.seconds[label] += whole - self._inner.pop()
            self.calls[label] += 1
            if self._inner:
                self._inner[-1] += whole

    @contextmanager
    def watching(self, watched: list[tuple[Any, str, str]]) -> Iterator[None]:
        """Watch functions for a while: (module or class, name of the function, label)."""
        originals = [(owner, name, getattr(owner, name)) for owner, name, _ in watched]
        for owner, name, label in watched:
            setattr(owner, name, self._watched(getattr(owner, name), label))
        try:
            yield
        finally:
            for owner, name, original in originals:
                setattr(owner, name, original)

    def on_query(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """For `connection.execute_wrapper`: every query counts as `database`."""
        with self.time("database"):
            return execute(*arguments)

    def _watched(self, function: Callable[..., Any], label: str) -> Callable[..., Any]:
        @functools.wraps(function)
        def wrapper(*arguments: Any, **named: Any) -> Any:
            with self.time(label):
                return function(*arguments, **named)

        return wrapper
