"""Protected compounds: words with a meaning of their own that the analyser must not split.

They hold for questions from the next one on. For pages they are part of the record: which of its words stay whole is
among what every engine gets of a page. So a change goes the way of every change, through the outbox, with the old index
in use until then; a page that does not hold the word keeps its digest, and `check_search` sees one that was missed. The
fingerprint of the analysis has no part in it: with that, a word of an editor would make a good index count as unusable
(on `/readyz`, for the breaker) on every server until it is made anew.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from search.curation.versioned_model import VersionedRow
from search.dutch.analysis import analyse
from search.dutch.words.segmentation import segment

SHORTEST, LONGEST = 4, 60


def check_word(word: str) -> None:
    """:raises ValidationError: in Dutch, when it is not one word that is taken apart now."""
    found = analyse(word)
    if len(found) != 1 or not word.strip().isalpha():
        raise ValidationError("Schrijf één woord, met alleen letters: geen spatie, punt, streepje of cijfer.")
    if len(found[0].folded) < SHORTEST:
        raise ValidationError(f"Dit woord is te kort: minstens {SHORTEST} letters.")
    if not found[0].parts:
        raise ValidationError(f"‘{word.strip()}’ blijft al heel. Je hoeft het niet toe te voegen.")


class WholeWord(VersionedRow):
    """One word; its plural and other forms stay whole with it."""

    word = models.CharField(
        "woord",
        max_length=LONGEST,
        unique=True,
        validators=[check_word],
        help_text=(
            "Zoeken splitst lange woorden: wie ‘bank’ zoekt, vindt ook ‘kennisbank’. Is dat bij een woord of naam "
            "onzin? Zet het hier neer. Meervouden en andere vormen blijven dan ook heel."
        ),
        error_messages={"unique": "Dit woord staat er al."},
    )

    class Meta:
        verbose_name = "woord dat heel blijft"
        verbose_name_plural = "woorden die heel blijven"
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    @property
    def stem(self) -> str:
        """Empty for what is no word (any more)."""
        return next((token.stem for token in analyse(self.word)), "")

    @property
    def apart(self) -> str:
        """The parts it would be split into."""
        return " + ".join(segment(next((token.folded for token in analyse(self.word)), "")))

    def clean(self) -> None:
        super().clean()
        self.word = self.word.strip()
        others = WholeWord.objects.exclude(pk=self.pk)
        same = next((other.word for other in others if self.stem and other.stem == self.stem), None)
        if same and same != self.word:
            raise ValidationError({"word": f"Voor zoeken is dit hetzelfde woord als ‘{same}’, dat er al staat."})

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.word = self.word.strip()
        super().save(*args, **kwargs)


def whole_stems() -> frozenset[str]:
    """The stems of all of them. One query."""
    return frozenset(filter(None, (row.stem for row in WholeWord.objects.all())))
