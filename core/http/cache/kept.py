"""Keep what many pages show, such as menus and cards: computed once per public state, in the memory of this process.

A value is kept under the stamp with which the request of a reader began (`stamp`), so it is never of before
that. Outside such a request nothing is kept: an editor, a preview, a command and a job compute for themselves.
What was said of the clock while a value was computed (`validity`) is said again to every page that uses it.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial, wraps
from typing import Any, NamedTuple, ParamSpec, TypeVar

from django.utils import timezone

from core.http.cache.stamp import Stamp
from core.http.cache.validity import NextChange, Validity, collecting, say_again

# So many values of each function; those asked longest ago go first.
_MOST = 1_000

P = ParamSpec("P")
K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_stamp_of_request: ContextVar[Stamp | None] = ContextVar("stamp_of_request", default=None)


class _Value(NamedTuple):
    value: Any
    said: Validity
    valid_until: datetime | None


class Kept:
    """Values under one stamp, by key. Safe for threads."""

    def __init__(self) -> None:
        self._stamp: Stamp | None = None
        self._kept: OrderedDict[Hashable, _Value] = OrderedDict()
        self._lock = threading.Lock()
        _ALL.append(self)

    def of(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value that is kept under this key; made where there is none."""
        return self.of_each([key], lambda _: {key: make()})[key]

    def of_each(self, keys: Collection[K], make: Callable[[Collection[K]], Mapping[K, T]]) -> dict[K, T]:
        """By key, in the order of `keys`, without those that `make` gives nothing for."""
        stamp = _stamp_of_request.get()
        if stamp is None:
            return dict(make(keys))
        kept = self._get(keys, stamp)
        found: dict[K, Any] = {key: one.value for key, one in kept.items()}
        for said in {id(one.said): one.said for one in kept.values()}.values():
            say_again(said)
        if missing := [key for key in dict.fromkeys(keys) if key not in kept]:
            with collecting() as said:
                made = make(missing)
            say_again(said)
            new = {key: made.get(key, _MISSING) for key in missing}
            if said.may_keep:
                self._put(new, said, stamp)
            found.update(new)
        return {key: found[key] for key in keys if found[key] is not _MISSING}

    def _get(self, keys: Iterable[K], stamp: Stamp) -> dict[K, _Value]:
        now = timezone.now()
        found = {}
        with self._lock:
            self._begin(stamp)
            for key in keys:
                kept = self._kept.get(key)
                if kept is not None and (kept.valid_until is None or now < kept.valid_until):
                    self._kept.move_to_end(key)
                    found[key] = kept
        return found

    def _put(self, values: Mapping[Any, Any], said: Validity, stamp: Stamp) -> None:
        until = valid_until_of(said, stamp)
        with self._lock:
            self._begin(stamp)
            for key, value in values.items():
                self._kept[key] = _Value(value, said, until)
            while len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._kept.clear()

    def _begin(self, stamp: Stamp) -> None:
        if self._stamp != stamp:
            self._kept.clear()
            self._stamp = stamp


_MISSING = object()
_ALL: list[Kept] = []
_NEXT: dict[NextChange, tuple[Stamp, datetime | None]] = {}


@contextmanager
def under(stamp: Stamp) -> Iterator[None]:
    """Keep and use values of this stamp until the block ends."""
    token = _stamp_of_request.set(stamp)
    try:
        yield
    finally:
        _stamp_of_request.reset(token)


def by_stamp(function: Callable[P, T]) -> Callable[P, T]:
    """Keep what the function returns, per arguments (hashable). Nobody may change a value that is kept."""
    values = Kept()

    @wraps(function)
    def kept(*args: P.args, **kwargs: P.kwargs) -> T:
        return values.of((args, *kwargs.items()), partial(function, *args, **kwargs))

    return kept


def each_by_stamp(function: Callable[[Collection[K]], Mapping[K, T]]) -> Callable[[Collection[K]], dict[K, T]]:
    """Keep per key what the function returns for many at once; it is asked only for keys that are not kept."""
    return wraps(function)(partial(Kept().of_each, make=function))


def valid_until_of(said: Validity, stamp: Stamp) -> datetime | None:
    """Until when the clock leaves it right; at most one query per source and stamp."""
    ends = (*said.moments, *(_next_change(source, stamp) for source in said.sources))
    return min((moment for moment in ends if moment is not None), default=None)


def clear() -> None:
    """Forget every kept value of this process."""
    _NEXT.clear()
    for values in _ALL:
        values.clear()


def _next_change(source: NextChange, stamp: Stamp) -> datetime | None:
    """The moment that the source gives, asked once per stamp and again when that moment has passed."""
    known = _NEXT.get(source)
    if known is None or known[0] != stamp or (known[1] is not None and known[1] <= timezone.now()):
        known = _NEXT[source] = (stamp, source())
    return known[1]
