"""Check the files of an index against their checksums, before a file is mapped into memory.

Segment files never change once written, and each ends with a checksum of its content. A reader that finds a file
changed must not touch it any more: reading a mapped file that was cut off kills the process.
"""

from __future__ import annotations

import json
import os
import struct
import zlib
from pathlib import Path

_MAGIC = 1337
_TAIL = struct.Struct("<II")
_BLOCK = 1 << 20
_KINDS = ("fast", "fieldnorm", "idx", "pos", "store", "term")
# Size, moment of change and inode of each segment file.
State = dict[str, tuple[int, int, int]]


class Damaged(Exception):
    """A file of the index does not match its checksum."""


def segment_files(directory: Path) -> State:
    """The files of the committed segments as they are now; a writer at work may have others.

    :raises Damaged: when `meta.json` cannot be read or a file is not there.
    :raises OSError: when the directory cannot be read.
    """
    found: State = {}
    for name in _committed(directory):
        try:
            status = (directory / name).stat()
        except FileNotFoundError as error:
            raise Damaged(name) from error
        found[name] = _seen(status)
    return found


def unchanged(directory: Path, state: State) -> bool:
    """True when every file is still there as it was."""
    try:
        statuses = ((name, (directory / name).stat()) for name in state)
        return all(state[name] == _seen(status) for name, status in statuses)
    except OSError:
        return False


def _seen(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _committed(directory: Path) -> list[str]:
    """The names of the files that `meta.json` speaks of."""
    try:
        segments = json.loads((directory / "meta.json").read_bytes())["segments"]
        return [name for segment in segments for name in _names(segment["segment_id"], segment["deletes"])]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged("meta.json") from error


def _names(segment_id: str, deletes: dict[str, int] | None) -> list[str]:
    segment = segment_id.replace("-", "")
    deleted = [f"{segment}.{deletes['opstamp']}.del"] if deletes else []
    return [*(f"{segment}.{kind}" for kind in _KINDS), *deleted]


def check(directory: Path, state: State, known: State) -> None:
    """Compare the checksums of the files that are not already `known` in this state.

    :raises Damaged: when one is wrong.
    :raises OSError: when one cannot be read.
    """
    for name, found in state.items():
        if known.get(name) != found and not _is_whole(directory / name):
            raise Damaged(name)


def _is_whole(path: Path) -> bool:
    try:
        with path.open("rb") as handle:
            size = handle.seek(0, os.SEEK_END)
            if size < _TAIL.size:
                return False
            handle.seek(size - _TAIL.size)
            length, magic = _TAIL.unpack(handle.read(_TAIL.size))
            body = size - _TAIL.size - length
            if magic != _MAGIC or body < 0:
                return False
            handle.seek(body)
            try:
                expected = json.loads(handle.read(length))["crc"]
            except (ValueError, KeyError, TypeError):
                return False
            handle.seek(0)
            found = 0
            while body > 0:
                block = handle.read(min(_BLOCK, body))
                if not block:
                    return False
                found = zlib.crc32(block, found)
                body -= len(block)
            return bool(found == expected)
    except FileNotFoundError:  # merged away meanwhile; opening the index decides
        return True
