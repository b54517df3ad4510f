"""Bring a word list up to date with a register: add, complete and end, never delete."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.search.backends import get_search_backend

from core.signals.public_state import announce
from vocabulary.imports.csv_files import FileRefused, Problem
from vocabulary.imports.entries import Entry
from vocabulary.models import Organisation, OrganisationType, Product
from vocabulary.names import look_alikes, name_key
from vocabulary.slugs import make_slug
from vocabulary.usage import page_ids_showing

_BATCH = 500
# Outcome -> what the operator reads.
OUTCOMES = {
    "new": "nieuw",
    "matched": "gekoppeld aan het register",
    "renamed": "hernoemd",
    "changed": "bijgewerkt",
    "ended": "vervallen",
    "succeeded": "opvolger ingevuld",
    "same": "ongewijzigd",
}


@dataclass
class Report:
    """How many words per outcome (see `OUTCOMES`), and pairs of names: ours, and that of the register.

    `other_names` are of one word; `look_alikes` are of two that may be one. `not_ended` are the organisations that are
    ended here and have no last day in the register (any more): an editor may have ended them, so they are only named.
    """

    counts: Counter[str] = field(default_factory=Counter)
    other_names: list[tuple[str, str]] = field(default_factory=list)
    look_alikes: list[tuple[str, str]] = field(default_factory=list)
    not_ended: list[tuple[str]] = field(default_factory=list)


@dataclass
class RegisterImport:
    """One import into one list. Existing words keep their slug, family, pages and (unless `rename`) their name."""

    model: type[Organisation] | type[Product]
    rename: bool = False
    end_missing: bool = False
    report: Report = field(default_factory=Report)
    _new: list[Any] = field(default_factory=list)
    _touched: dict[str, Any] = field(default_factory=dict)

    def run(
        self, entries: Sequence[Entry], successors: Sequence[tuple[int, str, str]] = (), *, dry_run: bool = False
    ) -> Report:
        """All or nothing; with `dry_run` only the report.

        :raises FileRefused: when a family is missing or a successor cannot be.
        """
        with transaction.atomic():
            self._read_lists(entries)
            for entry in entries:
                self._take(entry)
            if self.end_missing:
                self._end_missing(entries)
            pairs = self._check_successors(successors)
            if not dry_run:
                self._write(pairs)
        return self.report

    def _read_lists(self, entries: Sequence[Entry]) -> None:
        words = list(self.model.objects.all())
        self._by_uri: dict[str, Any] = {word.uri: word for word in words if word.uri}
        self._by_name: dict[str, list[Any]] = defaultdict(list)
        for word in words:
            if not word.uri:
                self._by_name[name_key(word.label)].append(word)
        self._slugs = {word.slug for word in words}
        self._families = {family.slug: family for family in OrganisationType.objects.all()}
        missing = {entry.family: entry.line for entry in reversed(entries) if entry.family}
        problems = [
            Problem(line, f"familie ‘{slug}’ bestaat nog niet. Lees eerst de startinhoud in, of maak die familie.")
            for slug, line in missing.items()
            if slug not in self._families
        ]
        if problems:
            raise FileRefused(problems)

    def _take(self, entry: Entry) -> None:
        word = self._by_uri.get(entry.uri)
        outcome = "same"
        if word is None:
            same_name = self._by_name.get(name_key(entry.label), [])
            if len(same_name) != 1:
                self._add(entry)
                return
            word = same_name.pop()
            word.uri, outcome = entry.uri, "matched"
            self._by_uri[entry.uri] = word
        if entry.started_on and getattr(word, "started_on", None) != entry.started_on:
            word.started_on, outcome = entry.started_on, "changed" if outcome == "same" else outcome
        if word.label != entry.label:
            if self.rename:
                word.label, outcome = entry.label, "renamed"
            else:
                self.report.other_names.append((word.label, entry.label))
        if entry.ended_on and word.ended_on != entry.ended_on:
            outcome = "changed" if word.ended_on else "ended"
            word.ended_on = entry.ended_on
        elif word.ended_on and not entry.ended_on and self.model is Organisation:
            self.report.not_ended.append((word.label,))
        self._count(word, outcome)

    def _add(self, entry: Entry) -> None:
        word = self.model(uri=entry.uri, label=entry.label, ended_on=entry.ended_on)
        if isinstance(word, Organisation):
            word.family, word.started_on = self._families[entry.family], entry.started_on
        word.slug = make_slug(entry.label, self._slugs)
        self._slugs.add(word.slug)
        self._by_uri[entry.uri] = word
        self._new.append(word)
        unlinked = [each.label for words in self._by_name.values() for each in words]
        self.report.look_alikes += [(other, entry.label) for other in look_alikes(entry.label, unlinked)]
        self.report.counts["new"] += 1

    def _count(self, word: Any, outcome: str) -> None:
        self.report.counts[outcome] += 1
        if outcome != "same":
            self._touched[word.uri] = word

    def _end_missing(self, entries: Sequence[Entry]) -> None:
        """End what stands in the same part of the register but not in the file."""
        present = {entry.uri for entry in entries}
        parts = {_part(uri) for uri in present}
        today = timezone.localdate()
        for uri, word in self._by_uri.items():
            if uri not in present and _part(uri) in parts and word.ended_on is None:
                word.ended_on = today
                self.report.counts["ended"] += 1
                self._touched[uri] = word

    def _check_successors(self, successors: Sequence[tuple[int, str, str]]) -> list[tuple[Any, Any]]:
        problems, pairs = [], []
        for line, old_uri, new_uri in successors:
            old, new = self._by_uri.get(old_uri), self._by_uri.get(new_uri)
            for uri, word in ((old_uri, old), (new_uri, new)):
                if word is None:
                    problems.append(Problem(line, f"‘{uri}’ is onbekend."))
            if old is not None and old.ended_on is None:
                problems.append(Problem(line, f"‘{old}’ is niet vervallen en heeft dus geen opvolger."))
            if old is not None and new is not None and old.replaced_by_id is None:
                pairs.append((old, new))
        if problems:
            raise FileRefused(problems)
        self.report.counts["succeeded"] += len(pairs)
        return pairs

    def _write(self, pairs: Iterable[tuple[Any, Any]]) -> None:
        self.model.objects.bulk_create(self._new, batch_size=_BATCH)
        for old, new in pairs:
            old.replaced_by = new
            self._touched.setdefault(old.uri, old)
        fields = ["uri", "label", "ended_on", "replaced_by"]
        fields += ["started_on"] if self.model is Organisation else []
        touched = list(self._touched.values())
        self.model.objects.bulk_update(touched, fields, batch_size=_BATCH)
        # A new word that got a successor at once is in both lists; PostgreSQL refuses a row twice in one command.
        changed = {word.pk: word for word in (*self._new, *touched)}
        get_search_backend().add_bulk(self.model, changed.values())
        announce(page_ids_showing(self.model, [word.pk for word in touched]))


def _part(uri: str) -> str:
    """The part of a register an address stands in: everything up to its last segment."""
    return uri.rpartition("/")[0]


def describe(report: Report) -> str:
    """The counts in one Dutch line."""
    parts = [f"{count} {words}" for name, words in OUTCOMES.items() if (count := report.counts[name])]
    return ", ".join(parts) or "niets te doen"
