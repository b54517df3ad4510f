"""Bedoelde je …? Only words that stand on public pages now are ever suggested, and never for a word that is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from core.published import Document
from search.dutch.analysis import analyse, iterate
from search.dutch.questions import AnalysedQuestion, QueryToken
from search.dutch.synonyms import Thesaurus
from search.dutch.tokens import pieces_of
from search.dutch.words.folding import fold
from search.dutch.words.segmentation import segment
from search.dutch.words.stems import stem
from search.index.term_dictionary import TermDictionary

# True when a page that anyone may read now holds the word.
Finds = Callable[[str], bool]
MOST_LOOKED_UP = 4


def meant_by(surface: str, words: TermDictionary, thesaurus: Thesaurus) -> str | None:
    """The word of the site that was probably meant by a word as typed; None when it is right, or when nothing is near.

    Right is what the site, the word lists or the synonyms hold, and a compound of such words.
    """
    own = stem(surface)
    if thesaurus.knows(own) or segment(fold(surface)) or words.parts_of(fold(surface)):
        return None
    pieces = pieces_of(surface)
    if pieces and all(map(words.speller.knows, pieces)):
        return None
    meant = words.speller.suggest(surface)
    return meant if meant is not None and stem(meant) != own else None


def did_you_mean(asked: AnalysedQuestion, words: TermDictionary, thesaurus: Thesaurus, finds: Finds) -> str | None:
    """The question with its wrong words mended and the rest as typed, or None when nothing is wrong.

    `finds` is asked for every suggestion: the words kept with the index may still hold some of a page just taken down.
    It reads pages, so once per word and for the first few only: text with more wrong words than that is no question.
    """
    text, pieces, done = asked.text, list[str](), 0
    looked_up: dict[str, bool] = {}
    for token in asked.tokens:
        if _is_left_alone(token, words):
            continue
        meant = meant_by(token.word.surface, words, thesaurus)
        if meant is None or (meant not in looked_up and len(looked_up) == MOST_LOOKED_UP):
            continue
        if meant not in looked_up:
            looked_up[meant] = finds(meant)
        if not looked_up[meant]:
            continue
        surface = token.word.surface
        pieces += (text[done : token.word.start], meant.capitalize() if surface[:1].isupper() else meant)
        done = token.word.end
    return "".join((*pieces, text[done:])) if pieces else None


def holds(record: Document, word: str) -> bool:
    """True when the record holds the word in any form, or all parts of the compound it is."""
    return stands_in(record.texts.values(), word)


def stands_in(texts: Iterable[str], word: str) -> bool:
    """True when the texts together hold the word in any form, or all parts of the compound it is."""
    tokens = (token for text in texts for token in iterate(text))
    forms = {form for token in tokens for form in (token.stem, *token.parts)}
    return all(token.stem in forms or (bool(token.parts) and forms.issuperset(token.parts)) for token in analyse(word))


def _is_left_alone(token: QueryToken, words: TermDictionary) -> bool:
    """A word left out on purpose, or the beginning of a word that is still being typed."""
    return token.is_excluded or (token.may_be_prefix and bool(words.starting_with(token.word.folded)))
