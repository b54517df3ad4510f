"""Write the index: one writer at a time, each with a fresh handle (a long-lived one leaves orphan files behind)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy

from core.file_lock import file_lock
from core.published import Document
from search.backends.embedded.index_versions import Generations
from search.backends.embedded.schema import build_schema, fingerprint
from search.contract import Changes, EngineError
from search.index.fields import KEY, STORED, document_fields
from search.index.stored_fields import StoredFields

_WAIT = 20.0
_HEAP = 32_000_000
# Tantivy merges eight segments of about one size, and takes anything under 10,000 pages for one size. With 128 MB a
# rebuild ended in segments of 15,000; one page more made the eighth, and its writer waited for a merge of everything:
# 6 s with 100,000 pages. Segments of 50,000 are in another class. A small site never takes so much.
_HEAP_REBUILD = 300_000_000


@contextmanager
def lock(directory: Path) -> Iterator[None]:
    """Shut out every other writer of this directory, in any process.

    :raises EngineError: when another keeps it for too long.
    """
    try:
        with file_lock(directory / "writer.lock", _WAIT):
            yield
    except TimeoutError as error:
        raise EngineError("the index is locked by another writer") from error


def write(path: Path, upserts: Sequence[Document], deletes: Iterable[int]) -> dict[int, str]:
    """Replace and take out pages in one commit; the caller holds the lock. Gives the pages that cannot be taken."""
    refused: dict[int, str] = {}
    with _writing(tantivy.Index.open(str(path)), _HEAP) as writer:
        for page_id in deletes:
            writer.delete_documents_by_term(KEY, str(page_id))
        for record, document in _documents(upserts, refused):
            writer.delete_documents_by_term(KEY, str(record.page_id))
            writer.add_document(document)
    return refused


def rebuild(generations: Generations, records: Iterable[Document], late: Callable[[], Changes]) -> dict[int, str]:
    """A new generation from `records` and then `late`; readers switch when it is complete. Gives the pages left out."""
    refused: dict[int, str] = {}
    new = generations.create(fingerprint())
    try:
        with _writing(tantivy.Index(build_schema(), str(new.path)), _HEAP_REBUILD) as writer:
            for _, document in _documents(records, refused):
                writer.add_document(document)
        with lock(generations.root):
            changes = late()
            if changes.upserts or changes.deletes:
                refused |= write(new.path, changes.upserts, changes.deletes)
            generations.switch(new)
    except BaseException:
        generations.drop(new)
        raise
    generations.prune()
    return refused


@contextmanager
def _writing(index: tantivy.Index, heap: int) -> Iterator[tantivy.IndexWriter]:
    """A writer that commits at the end, or throws everything away when something goes wrong."""
    index.config_reader("manual")  # no thread that watches and reloads what nobody here reads
    writer = index.writer(heap, 1)
    try:
        # A killed writer may have left files under the names this commit will use; it would fail on every try.
        writer.garbage_collect_files()
        yield writer
        writer.commit()
    except BaseException:
        writer.rollback()
        raise
    finally:
        writer.wait_merging_threads()


def _documents(records: Iterable[Document], refused: dict[int, str]) -> Iterator[tuple[Document, tantivy.Document]]:
    """The documents of these records; one that cannot be made is noted in `refused` and does not stop the others."""
    for record in records:
        try:
            document = _document(record)
        except Exception as error:
            refused[record.page_id] = type(error).__name__
        else:
            yield record, document


def _document(page: Document) -> tantivy.Document:
    document = tantivy.Document()
    for name, value in document_fields(page).items():
        if isinstance(value, int):
            document.add_unsigned(name, value)
        else:
            for text in [value] if isinstance(value, str) else value:
                document.add_text(name, text)
    document.add_bytes(STORED, StoredFields.of(page).pack())
    return document
