"""One word for how much a method asks."""

from __future__ import annotations

from methods.choices import Cost, Effort, Expertise, People, Time

_BANDS: tuple[tuple[str, ...], ...] = (
    tuple(Time.values),
    tuple(People.values),
    tuple(Cost.values),
    tuple(Expertise.values),
)


def overall_effort(time: str, people: str, cost: str, expertise: str) -> Effort | None:
    """The effort in all, from the four bands; None while a band is missing (a draft).

    Each band counts from 0; a specialist counts as much as a budget of its own. The sum decides: up to 3 is little,
    from 7 it is much. Editorial rule, no source.
    """
    given = (time, people, cost, expertise)
    if not all(given):
        return None
    total = sum(band.index(value) for band, value in zip(_BANDS, given, strict=True))
    if total <= 3:
        return Effort.SMALL
    return Effort.MEDIUM if total <= 6 else Effort.LARGE
