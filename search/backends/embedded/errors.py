"""Whatever tantivy raises becomes an `EngineError`: also its panics, which are no `Exception`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from search.contract import EngineError


@contextmanager
def engine_errors(what: str) -> Iterator[None]:
    """:raises EngineError: for anything raised inside, except an interrupt of the process."""
    try:
        yield
    except (EngineError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise EngineError(f"{what}: {type(error).__name__}") from error
