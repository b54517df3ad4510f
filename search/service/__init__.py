"""The answer to a question, whatever the engine does."""

from search.service.answers import answer, ask, understood

__all__ = [
    "answer",
    "ask",
    "understood",
]
