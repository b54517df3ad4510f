"""One question, one answer. Everybody speaks this; engines speak nothing else."""

from search.contract.messages import (
    MAX_TEXT,
    PAGE_SIZE,
    Alternative,
    Answer,
    Changes,
    Engine,
    EngineError,
    FacetValue,
    Hit,
    PagesRefused,
    Query,
    Question,
    Sort,
    Word,
)
from search.facets import Facet

__all__ = [
    "MAX_TEXT",
    "PAGE_SIZE",
    "Alternative",
    "Answer",
    "Changes",
    "Engine",
    "EngineError",
    "Facet",
    "FacetValue",
    "Hit",
    "PagesRefused",
    "Query",
    "Question",
    "Sort",
    "Word",
]
