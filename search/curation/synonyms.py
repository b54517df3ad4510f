"""Synonym groups that editors manage; `search.curation.cache` makes the thesaurus of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel

from search.curation.versioned_model import VersionedRow
from search.dutch import synonyms as dutch
from search.dutch.analysis import analyse
from search.dutch.synonyms import SynonymError, parse_group, starter_groups

_LONGEST_LINE = 1000


def check_line(line: str) -> None:
    """:raises ValidationError: in Dutch, when the line is no group of synonyms."""
    try:
        parse_group(line)
    except SynonymError as error:
        raise ValidationError(str(error)) from error


class SynonymGroup(VersionedRow):
    """One group: words that find each other (`bellen = telefoon`), or one way (`aanmaning -> herinnering`)."""

    line = models.CharField(
        "woorden",
        max_length=_LONGEST_LINE,
        unique=True,
        validators=[check_line],
        help_text=(
            "Zet = tussen woorden die hetzelfde betekenen: ‘bellen = telefoon = opbellen’. Met -> vindt wie het linker "
            "woord zoekt ook het rechter, maar niet andersom: ‘aanmaning -> herinnering’. Vervoegingen en meervouden "
            "hoef je niet te noemen."
        ),
    )
    panels = [FieldPanel("line")]

    class Meta:
        verbose_name = "groep synoniemen"
        verbose_name_plural = "synoniemen"
        ordering = ["line"]

    def __str__(self) -> str:
        return self.line

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.line = " ".join(self.line.split())
        super().save(*args, **kwargs)


def stands_on_site(group: dutch.SynonymGroup, site_stems: frozenset[str]) -> bool:
    """Whether the site holds a word that the group leads to: without one it changes no answer."""
    return any(
        site_stems.issuperset(token.stem for token in analyse(term) if not token.is_stopword)
        for term in group.targets or group.terms
    )


def load_starter_synonyms() -> int:
    """Fill an empty list with the groups to start with; how many. Leaves a list alone that has anything in it."""
    if SynonymGroup.objects.exists():
        return 0
    groups = SynonymGroup.objects.bulk_create(SynonymGroup(line=str(group)) for group in starter_groups())
    return len(groups)


def saved_groups() -> list[dutch.SynonymGroup]:
    """Every group that can be read; a line that once was right and no longer is does no harm."""
    groups = []
    for line in SynonymGroup.objects.values_list("line", flat=True):
        try:
            groups.append(parse_group(line))
        except SynonymError:
            continue
    return groups
