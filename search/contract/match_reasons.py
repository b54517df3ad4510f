"""Through what a word of the question matches a page."""

from __future__ import annotations

from enum import StrEnum


class MatchReason(StrEnum):
    """The value is what an editor reads."""

    ITSELF = "het woord zelf"
    PARTS = "de delen van de samenstelling"
    ONE_PART = "een deel van de samenstelling"
    SYNONYM = "een synoniem"
    JOINED = "een samenstelling van twee woorden uit de vraag"
    VERB = "een werkwoord dat uit elkaar stond"
    DOER = "het werkwoord waar het van komt"
    STARTED = "een woord dat zo begint"
    MENDED = "verbeterde spelling"
    AS_WRITTEN = "precies zo geschreven"
