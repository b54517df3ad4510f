from __future__ import annotations

import pytest

from methods.choices import Cost, Effort, Expertise, People, Time
from methods.effort import overall_effort


@pytest.mark.parametrize(
    ("bands", "effort"),
    [
        ((Time.DAYS, People.ONE, Cost.NONE, Expertise.NONE), Effort.SMALL),
        ((Time.WEEKS, People.TEAM, Cost.LOW, Expertise.NONE), Effort.SMALL),
        ((Time.WEEKS, People.TEAM, Cost.LOW, Expertise.SOME), Effort.MEDIUM),
        ((Time.MONTHS, People.DEPARTMENTS, Cost.MEDIUM, Expertise.NONE), Effort.MEDIUM),
        ((Time.LONGER, People.ORGANISATION, Cost.LOW, Expertise.NONE), Effort.LARGE),
        ((Time.WEEKS, People.TEAM, Cost.LOW, ""), None),
    ],
)
def test_four_bands_give_one_word(bands: tuple[str, str, str, str], effort: Effort | None) -> None:
    assert overall_effort(*bands) is effort
