"""The connection to the cluster, and its failures without a secret or a visitor's word in them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError

from search.backends.elasticsearch.address import Address
from search.backends.elasticsearch.deadline import seconds_left
from search.contract import EngineError

# Seconds. A reader waits this long at most, a writer may be patient.
READ_TIMEOUT = 1.0
WRITE_TIMEOUT = 30.0


class Unavailable(EngineError):
    """Elasticsearch does not answer, or not in time."""


class Missing(EngineError):
    """There is no index yet."""


class Closed(EngineError):
    """The index is shut for writing: a rebuild is about to switch."""


class DiskFull(EngineError):
    """The server has so little disk left that it takes nothing in; it answers questions all the same."""


def connect(address: Address) -> Elasticsearch:
    """A client; asks nothing yet. A node that refuses is skipped for another, one that is slow is not tried again."""
    options: dict[str, Any] = {}
    if address.api_key:
        options["api_key"] = address.api_key
    elif address.user:
        options["basic_auth"] = (address.user, address.password)
    if address.ca is not None:
        options["ca_certs"] = str(address.ca)
    return Elasticsearch(
        list(address.hosts),
        request_timeout=WRITE_TIMEOUT,
        max_retries=len(address.hosts) - 1,
        retry_on_timeout=False,
        retry_on_status=(),
        **options,
    )


def read_timeout() -> float:
    """Seconds a question may take now.

    :raises Unavailable: when the page that asks has no time left.
    """
    left = min(READ_TIMEOUT, seconds_left())
    if left <= 0.05:
        raise Unavailable("no time left to ask Elasticsearch")
    return left


@contextmanager
def engine_errors(what: str) -> Iterator[None]:
    """:raises EngineError: for anything raised inside; its text never repeats what the server or a visitor said."""
    try:
        yield
    except EngineError:
        raise
    except NotFoundError as error:
        raise Missing(f"{what}: there is no index") from error
    except ApiError as error:
        if says_disk_is_full(str(error)):
            raise DiskFull(f"{what}: the disk of the search server is full") from None
        if _is_closed(error):
            raise Closed(f"{what}: the index is shut for writing") from error
        kind = Unavailable if error.meta.status >= 429 else EngineError
        raise kind(f"{what}: Elasticsearch answers {error.meta.status} {_kind(error)}".rstrip()) from None
    except Exception as error:
        raise Unavailable(f"{what}: {type(error).__name__}") from None


def _kind(error: ApiError) -> str:
    """What the server calls the error: one of its own names, never its sentence."""
    try:
        return str(error.body["error"]["root_cause"][0]["type"])[:60]
    except (KeyError, IndexError, TypeError):
        return ""


def says_disk_is_full(said: str) -> bool:
    """Whether an error of the server is its block of a disk beyond the flood stage."""
    return "read-only-allow-delete" in said or "read_only_allow_delete" in said or "flood-stage" in said


def _is_closed(error: ApiError) -> bool:
    return error.meta.status == 403 and "cluster_block_exception" in str(error)
