"""What an empty site starts with beside its pages, given once so that what editors delete stays away."""

from __future__ import annotations

from editorial.models import AppliedDefault
from search import maintenance

_MARK = "starter synonyms"


def load_starter_synonyms() -> int:
    """Fill an empty list of synonyms, the first time only; how many groups."""
    _, is_new = AppliedDefault.objects.get_or_create(name=_MARK)
    return maintenance.load_starter_synonyms() if is_new else 0
