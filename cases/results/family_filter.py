"""‘Organisaties zoals de mijne’: which family a reader chose, and which there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cases.results.query_params import QueryParams
from cases.results.result_row import ResultRow
from core.http.cache.kept import by_stamp
from core.text.numbers import number
from vocabulary.models import OrganisationType


@dataclass(frozen=True)
class FamilyOption:
    """A family in the list. `organisations` have a result that counts for the method."""

    key: int
    slug: str
    label: str
    plural: str
    organisations: int

    @property
    def text(self) -> str:
        return f"{self.label} ({number(self.organisations)})"


@dataclass(frozen=True)
class FamilyChoice:
    """The families, and the one chosen. `is_unknown`: the address names one that does not exist."""

    options: tuple[FamilyOption, ...]
    chosen: FamilyOption | None
    is_unknown: bool


def family_choice(rows: Sequence[ResultRow], asked: QueryParams) -> FamilyChoice:
    """The choices of the filter on family for these rows."""
    options = tuple(
        FamilyOption(
            key=family.pk,
            slug=family.slug,
            label=family.label,
            plural=family.plural or family.label,
            organisations=len({name for row in rows if family.pk in row.families for name in row.organisations}),
        )
        for family in _families()
        if family.ended_on is None or family.slug == asked.family
    )
    chosen = next((option for option in options if option.slug == asked.family), None)
    return FamilyChoice(options, chosen, bool(asked.family) and chosen is None)


@by_stamp
def _families() -> tuple[OrganisationType, ...]:
    return tuple(OrganisationType.objects.order_by("sort_order", "label"))
