"""The fields of each kind of content file, in the order in which they are written. Explained in content/README.md."""

from __future__ import annotations

from typing import Any

from django.db import models

from cases.choices import Arm, CaseKind, Relation
from cases.entry import PUBLISHED_FIELDS
from core.sources import Certainty
from editorial.content_files.fields import (
    Address,
    Choice,
    Day,
    Field,
    Flag,
    Group,
    Integer,
    Many,
    Moment,
    Number,
    Series,
    Text,
    Word,
)
from editorial.content_files.rich_text_field import RunningText
from methods.choices import Cost, Expertise, Instrument, People, Time
from vocabulary.models import Indicator, Theme


def _words(vocabulary: str) -> Many:
    return Many(of=Word(vocabulary=vocabulary), inline=True)


def _numbers() -> Many:
    return Many(of=Integer(required=True), inline=True)


def _choice(choices: type, *, required: bool = False) -> Choice:
    return Choice(required=required, choices=tuple(choices.values))  # type: ignore[attr-defined]


def _published(field: Any) -> Field:
    """A field of a result, as its model has it."""
    match field:
        case models.CharField(choices=[_, *_]):
            return Choice(required=not field.blank, choices=tuple(value for value, _ in field.flatchoices))
        case models.CharField():
            return Text(required=not field.blank, max_length=field.max_length)
        case models.DecimalField():
            return Number()
        case models.IntegerField():
            return Integer()
        case models.BooleanField():
            return Flag()
    return Series()


_SOURCE = Group(
    required=True,
    fields={
        "title": Text(required=True, max_length=255),
        "url": Address(max_length=500),
        "read_on": Day(),
        "certainty": _choice(Certainty, required=True),
        "gives": Text(max_length=400),
    },
)
_SOURCES = Many(of=_SOURCE)
_PAGE_START = {
    "title": Text(required=True, max_length=255),
    "slug": Text(required=True, max_length=255),
}
_PAGE_END = {
    "seo_title": Text(max_length=255),
    "search_description": Text(),
    "published_at": Moment(),
    "expire_at": Moment(),
}

METHOD = Group(
    required=True,
    fields={
        "number": Integer(required=True),
        **_PAGE_START,
        "gist": Text(required=True, max_length=255),
        "theme": Word(required=True, vocabulary="themes"),
        "channels": _words("channels"),
        "families": _words("families"),
        "barriers": _words("barriers"),
        "instruments": Many(of=_choice(Instrument), inline=True),
        "effort": Group(
            fields={
                "time": _choice(Time),
                "people": _choice(People),
                "cost": _choice(Cost),
                "expertise": _choice(Expertise),
            }
        ),
        "tags": Many(of=Text(max_length=100), inline=True),
        "why": RunningText(required=True),
        "steps": Many(
            required=True,
            of=Group(
                required=True,
                fields={
                    "title": Text(required=True, max_length=255),
                    "text": RunningText(required=True),
                    "who": Text(required=True, max_length=255),
                    "duration": Text(required=True, max_length=255),
                    "outcome": Text(required=True, max_length=255),
                    "pitfall": Text(max_length=400),
                    "example": Group(
                        fields={
                            "kind": Choice(choices=("sentence", "letter", "checklist", "questions")),
                            "title": Text(max_length=255),
                            "text": RunningText(),
                        }
                    ),
                },
            ),
        ),
        "when": Many(of=Text(required=True)),
        "when_not": Many(of=Text(required=True)),
        "materials": Many(
            of=Group(
                required=True,
                fields={
                    "title": Text(required=True, max_length=255),
                    "text": Text(max_length=400),
                    "url": Address(max_length=500),
                },
            )
        ),
        "laws": Many(
            of=Group(
                required=True,
                fields={
                    "rule": Text(required=True, max_length=255),
                    "asks": Text(required=True, max_length=400),
                    "source": Group(fields={"title": Text(max_length=255), "url": Address(max_length=500)}),
                    "read": Day(),
                },
            )
        ),
        "before": _numbers(),
        "after": _numbers(),
        "together": _numbers(),
        "instead": _numbers(),
        "main_indicators": _words("indicators"),
        "owner": Text(required=True, max_length=255),
        "owner_organisation": Word(vocabulary="organisations"),
        "reviewed_on": Day(),
        "next_review": Day(),
        "changes": Many(
            of=Group(required=True, fields={"date": Day(required=True), "text": Text(required=True, max_length=400)})
        ),
        "sources": _SOURCES,
        **_PAGE_END,
    },
)

RESULT = Group(
    required=True,
    fields={
        "uuid": Text(),
        "replaces": Text(),
        "indicator": Word(required=True, vocabulary="indicators"),
        **{field.name: _published(field) for field in PUBLISHED_FIELDS},
        "methods": Many(
            of=Group(
                required=True,
                fields={
                    "method": Integer(required=True),
                    "relation": _choice(Relation, required=True),
                    "arm": _choice(Arm),
                    "to_check": Flag(),
                },
            )
        ),
        "sources": _SOURCES,
    },
)

CASE = Group(
    required=True,
    fields={
        "number": Integer(required=True),
        **_PAGE_START,
        "gist": Text(required=True, max_length=400),
        "kind": _choice(CaseKind, required=True),
        "organisations": _words("organisations"),
        "products": _words("products"),
        "methods": _numbers(),
        "channels": _words("channels"),
        "situation": RunningText(),
        "approach": RunningText(),
        "differently": RunningText(),
        "lessons": Many(
            of=Group(required=True, fields={"title": Text(required=True, max_length=255), "text": Text(multiline=True)})
        ),
        "results": Many(of=RESULT),
        "sources": _SOURCES,
        **_PAGE_END,
    },
)

_TERM = {"slug": Text(required=True, max_length=80), "label": Text(required=True, max_length=255)}
_TERM_END = {"ended_on": Day(), "replaced_by": Text(max_length=80)}
VOCABULARIES: dict[str, Group] = {
    "families": Group(
        required=True,
        fields={**_TERM, "plural": Text(required=True), "spoken": Text(max_length=255), **_TERM_END},
    ),
    "channels": Group(required=True, fields={**_TERM, "spoken": Text(max_length=255), **_TERM_END}),
    "themes": Group(
        required=True,
        fields={
            **_TERM,
            "look": _choice(Theme.Look, required=True),
            "description": Text(max_length=255),
            **_TERM_END,
        },
    ),
    "barriers": Group(
        required=True,
        fields={
            "code": Text(required=True, max_length=4),
            **_TERM,
            "sentence": Text(required=True, max_length=255),
            **_TERM_END,
        },
    ),
    "indicators": Group(
        required=True,
        fields={
            **_TERM,
            "unit": _choice(Indicator.Unit, required=True),
            "better": _choice(Indicator.Better, required=True),
            "question": Text(max_length=255),
            **_TERM_END,
        },
    ),
    "organisations": Group(
        required=True,
        fields={
            "slug": Text(required=True, max_length=80),
            "name": Text(required=True, max_length=255),
            "family": Word(required=True, vocabulary="families"),
            "uri": Address(max_length=255),
            "country": Text(max_length=2),
            "started_on": Day(),
            **_TERM_END,
        },
    ),
    "products": Group(required=True, fields={**_TERM, "uri": Address(max_length=255), **_TERM_END}),
}

IMAGE = Group(
    required=True,
    fields={
        "file": Text(required=True),
        "title": Text(required=True, max_length=255),
        "description": Text(max_length=255),
        "is_decorative": Flag(),
        "credit": Text(max_length=255),
    },
)
