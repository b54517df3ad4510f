"""Activities in a CSV file: read, judged line by line, and taken over all or none.

The columns are those of `agenda.csv` on the site; columns that follow from others are not read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.text import slugify

from agenda.choices import State
from agenda.editing.keep import keep, latest
from agenda.models import ActivityPage, ActivitySource, ActivityState
from agenda.rows import LINKS, Link, public_activities
from core.http.csv_safety import bare_cell
from core.sources import Certainty
from core.text.extraction import plain
from vocabulary.models import Organisation, OrganisationType

MOST_LINES = 500
_REQUIRED = ("titel", "families", "doel")
# The column for each field that is taken as it is.
_PLAIN = {
    "titel": "title",
    "doel": "goal",
    "anderen": "owner_note",
    "van": "begins",
    "tot": "ends",
    "periode": "period_note",
}

_OF_STATE = {
    "known_on": "bekend_op",
    "says": "bron_zegt",
    "title": "bron",
    "url": "bron_adres",
    "certainty": "zekerheid",
}


@dataclass
class Line:
    """A line of the file. `number` counts from 1, the header included; `errors` are Dutch sentences."""

    number: int
    cells: Mapping[str, str]
    errors: list[str] = field(default_factory=list)
    page: Any = None
    outcome: str = ""
    words: list[Any] = field(default_factory=list)

    def cell(self, name: str) -> str:
        """The text on one line, without the quote that our own file puts before what a sheet takes for a formula."""
        text = " ".join(self.cells.get(name, "").split())
        return bare_cell(text)


class UnreadableFile(ValueError):
    """The file as a whole cannot be read; the message is Dutch."""


def read_lines(text: str, parent: Any) -> list[Line]:
    """Every line with what is wrong with it, and else the page as it would become. Writes nothing.

    :raises UnreadableFile: when a column is missing, or there are too many lines.
    """
    rows = list(_rows(text.removeprefix("\ufeff")))
    if len(rows) > MOST_LINES:
        raise UnreadableFile(f"Er staan te veel regels in het bestand: hooguit {MOST_LINES}.")
    families = {word.slug: word for word in OrganisationType.objects.all()}
    owners = {word.slug: word for word in Organisation.objects.filter(slug__in=[row.cell("eigenaar") for row in rows])}
    known = {page.slug: page for page in ActivityPage.objects.child_of(parent)} if parent else {}
    keys = {
        "werkt_uit": dict(public_activities().order_by().values_list("slug", "pk")),
        **{
            name: {str(key): pk for key, pk in link.targets.values_list(link.key, "pk")} for name, link in LINKS.items()
        },
    }
    seen: set[str] = set()
    for line in rows:
        slug = line.cell("slug") or slugify(line.cell("titel"))
        if slug in seen:
            line.errors.append("Deze activiteit staat al eerder in het bestand.")
        seen.add(slug)
        _read(line, slug, known.get(slug), families, owners, keys)
    return rows


def _rows(text: str) -> Iterator[Line]:
    first = text.splitlines()[0] if text.strip() else ""
    reader = csv.DictReader(StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    missing = [name for name in _REQUIRED if name not in (reader.fieldnames or ())]
    if missing:
        raise UnreadableFile(f"Deze kolommen ontbreken: {', '.join(missing)}.")
    try:
        for row in reader:
            if any((value or "").strip() for key, value in row.items() if key):
                yield Line(reader.line_num, {key: value or "" for key, value in row.items() if key})
    except csv.Error as error:
        raise UnreadableFile(f"Regel {reader.line_num} is niet te lezen: klopt het aantal aanhalingstekens?") from error


def _read(
    line: Line,
    slug: str,
    found: Any,
    families: Mapping[str, Any],
    owners: Mapping[str, Any],
    keys: Mapping[str, Mapping[str, int]],
) -> None:
    page = latest(found) if found else ActivityPage(slug=slug)
    before = _content(page) if found else None
    for column, name in _PLAIN.items():
        if column in line.cells:
            setattr(page, name, line.cell(column))
    slugs = [part.strip() for part in line.cells.get("families", "").split("|") if part.strip()]
    line.errors += [f"Onbekende familie: {slug[:40]}." for slug in slugs if slug not in families]
    line.words = [families[slug] for slug in slugs if slug in families]
    if not slugs:
        line.errors.append("Vul minstens één familie in.")
    owner = line.cell("eigenaar")
    if owner and owner not in owners:
        line.errors.append(f"Onbekende eigenaar: {owner[:40]}. Maak de organisatie eerst.")
    if "eigenaar" in line.cells:
        page.organisation = owners.get(owner)
    page.families = line.words
    if "resultaat" in line.cells and line.cell("resultaat") != " ".join(plain(page.result).split()):
        page.result = format_html("<p>{}</p>", line.cell("resultaat")) if line.cell("resultaat") else ""
    _elaborate(line, page, keys["werkt_uit"])
    for column, link in LINKS.items():
        _lead(line, page, column, link, keys[column])
    _add_state(line, page)
    try:
        page.full_clean(exclude=["path", "depth", "url_path", "locale", "content_type"])
    except ValidationError as error:
        line.errors += _told(error, {name: column for column, name in _PLAIN.items()})
    line.page = page
    line.outcome = "nieuw" if before is None else "gelijk" if before == _content(page) else "verandert"


def _elaborate(line: Line, page: Any, keys: Mapping[str, int]) -> None:
    """An activity that nobody may read stays, because the file does not name it."""
    slug = line.cell("werkt_uit")
    if "werkt_uit" not in line.cells or (not slug and page.elaborates_id not in keys.values()):
        return
    if slug and (slug not in keys or keys[slug] == page.pk):
        line.errors.append(f"werkt_uit: {slug[:80]} is geen andere activiteit op de site.")
    page.elaborates_id = keys.get(slug)


def _lead(line: Line, page: Any, column: str, link: Link, keys: Mapping[str, int]) -> None:
    """The rows become those that the file names; what nobody may read stays, because the file does not name it."""
    if column not in line.cells:
        return
    named = [part.strip() for part in line.cells[column].split("|") if part.strip()]
    line.errors += [f"{column}: {key[:80]} staat niet op de site." for key in named if key not in keys]
    wanted = list(dict.fromkeys(keys[key] for key in named if key in keys))
    rows = {getattr(row, f"{link.field}_id"): row for row in getattr(page, link.relation).all()}
    hidden = [key for key in rows if key not in keys.values()]
    if [*wanted, *hidden] != list(rows):
        made = [link.model(**{f"{link.field}_id": key}, sort_order=at) for at, key in enumerate([*wanted, *hidden])]
        setattr(page, link.relation, made)


def _add_state(line: Line, page: Any) -> None:
    """A state that differs from the newest one joins the history."""
    state, known_on, says = (line.cell(name) for name in ("stand", "bekend_op", "bron_zegt"))
    newest = max(page.states.all(), key=ActivityState.place, default=None)
    if not state or (newest and (newest.state, newest.known_on, newest.says) == (state, known_on, says)):
        return
    source = {
        "title": line.cell("bron"),
        "url": line.cell("bron_adres"),
        "read_on": _day(line, "gelezen_op"),
        "certainty": line.cell("zekerheid") or Certainty.FIRST_HAND,
    }
    row = ActivityState(state=state, known_on=known_on, says=says, sort_order=page.states.count(), **source)
    if state not in State.values:
        line.errors.append(f"Onbekende stand: {state[:40]}.")
    try:
        row.clean_fields(exclude=["page", "state"])
    except ValidationError as error:
        line.errors += _told(error, _OF_STATE)
    page.states.add(row)
    if not page.pk:
        page.sources.add(ActivitySource(sort_order=0, **source))


def _told(error: ValidationError, columns: Mapping[str, str]) -> list[str]:
    """The errors, each after the column of its field as the file has it."""
    told = error.message_dict.items()
    return [f"{columns.get(name, name)}: {message}" for name, found in told for message in found]


def _day(line: Line, name: str) -> Any:
    text = line.cell(name)
    try:
        day = parse_date(text) if text else None
    except ValueError:
        day = None
    if text and day is None:
        line.errors.append(f"{name}: schrijf een dag als 2026-11-30.")
    return day


def _content(page: Any) -> tuple[Any, ...]:
    states = tuple((row.state, row.known_on, row.says) for row in page.states.all())
    words = tuple(sorted(word.pk for word in page.families.all()))
    leads = tuple(
        getattr(row, f"{link.field}_id") for link in LINKS.values() for row in getattr(page, link.relation).all()
    )
    plain_fields = (getattr(page, name) for name in _PLAIN.values())
    return (*plain_fields, page.organisation_id, page.result, page.elaborates_id, words, states, leads)


@transaction.atomic
def take_over(lines: list[Line], parent: Any, user: Any) -> tuple[int, int]:
    """Write what is new or changes; how many became public and how many drafts."""
    public = drafts = 0
    for line in lines:
        if line.outcome == "gelijk":
            continue
        if line.outcome == "nieuw":
            line.page.live, line.page.owner = False, user
            parent.add_child(instance=line.page)
            line.page.has_unpublished_changes = False
        is_public = keep(line.page, user)
        public, drafts = public + is_public, drafts + (not is_public)
    return public, drafts
