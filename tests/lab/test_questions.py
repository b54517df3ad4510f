"""The drawn questions: always the same ones, different, and of every kind."""

from __future__ import annotations

from random import Random

import pytest

from lab.drawn_questions import WAYS, Pairs, draw_questions, texts_of_content

FACETS = [{"soort": ["methode"], "familie": ["gemeente"], "kanaal": ["web"]}, {"soort": ["praktijkvoorbeeld"]}]


@pytest.fixture(scope="module")
def drawn() -> list[Pairs]:
    return list(draw_questions(FACETS, 600, seed=1))


def test_the_same_seed_gives_the_same_questions(drawn: list[Pairs]) -> None:
    assert list(draw_questions(FACETS, 50, seed=1)) == drawn[:50]
    assert list(draw_questions(FACETS, 50, seed=2)) != drawn[:50]


def test_questions_are_different_and_have_every_parameter(drawn: list[Pairs]) -> None:
    assert len(set(drawn)) == len(drawn)
    assert {"q", "soort", "familie", "kanaal", "sorteer", "pagina"} == {name for one in drawn for name, _ in one}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_draws_texts(way: str) -> None:
    texts = [WAYS[way][1](texts_of_content(), Random(place)) for place in range(20)]
    assert way == "no words" or all(texts)


def test_hostile_texts_hold_what_they_should() -> None:
    rng, found = Random(1), texts_of_content()
    texts = [found.hostile(rng) for _ in range(1500)]
    for kind in ("\x00", "<mark>", '"', "\u202e", "\udcff", "😀", "رسالة", "title:*"):
        assert any(kind in text for text in texts), kind
    assert any(len(text) > 300 for text in texts)
