from __future__ import annotations

from typing import Any

import pytest

from methods.choices import Cost, Expertise, People, Time
from methods.effort import ASPECTS, KNOWLEDGE, MONEY, PEOPLE, TIME, Aspect, bands_of
from tests.factories.pages import MethodFactory


@pytest.mark.parametrize(("aspect", "choices"), [(MONEY, Cost), (KNOWLEDGE, Expertise), (PEOPLE, People), (TIME, Time)])
def test_every_band_has_a_word_in_the_address_and_a_sentence(aspect: Aspect, choices: Any) -> None:
    assert list(aspect.bands) == choices.values
    assert len({band.slug for band in aspect.bands.values()}) == len(choices)
    assert all(band.meaning.endswith(".") for band in aspect.bands.values())


@pytest.mark.django_db
def test_a_draft_shows_only_the_bands_that_are_filled_in() -> None:
    draft = MethodFactory.build(theme=None, effort_cost="none", effort_people="", effort_time="")
    assert [(aspect.slug, band.slug) for aspect, band in bands_of(draft)] == [("geld", "geen"), ("kennis", "ervaring")]
    assert len(ASPECTS) == 4
