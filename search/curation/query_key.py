"""When two questions are the same question: the whole of it, in any form of its words."""

from __future__ import annotations

from search.dutch.analysis import stems_of
from search.dutch.questions import analyse_query

# The stems of the words of a question, in order.
Key = tuple[str, ...]


def key_of(text: str) -> Key:
    """The question as it is compared: folded, without stop words (unless there is nothing else), as stems.

    Empty for a text without words, and for one that leaves something out with a minus: that is another question.
    """
    asked = analyse_query(text)
    return () if asked.excluded_phrases else tuple(stems_of(asked.content_words))
