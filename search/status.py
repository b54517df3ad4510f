"""How search is doing, for operators: health, and what waits."""

from search.indexing.backlog import Figures, figures
from search.indexing.readiness import problem, warning

__all__ = [
    "Figures",
    "figures",
    "problem",
    "warning",
]
