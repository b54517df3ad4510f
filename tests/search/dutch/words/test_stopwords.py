"""Stop words: they do not count, unless there is nothing else."""

import pytest

from search.dutch.words.folding import fold
from search.dutch.words.stopwords import STOPWORDS, is_stopword

FREQUENT = "de het een en van te dat op aan met voor er maar om hem dan zou wat mijn dit"
MEANINGFUL = "niet geen zonder meer minder beter zelf samen brief digitaal bellen"


@pytest.mark.parametrize("word", FREQUENT.split())
def test_frequent_words(word: str) -> None:
    assert is_stopword(word)


@pytest.mark.parametrize("word", MEANINGFUL.split())
def test_words_that_carry_meaning(word: str) -> None:
    assert not is_stopword(word)


def test_all_are_folded() -> None:
    assert {fold(word) for word in STOPWORDS} == STOPWORDS
