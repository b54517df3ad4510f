"""When a question is the same question."""

from __future__ import annotations

import pytest

from search.dutch.questions import analyse_question


@pytest.mark.parametrize(
    "text",
    ["brief versturen", "Brieven versturen", "de BRIEF versturen", "  een brief  verstuurd?", '"brief versturen"'],
)
def test_other_forms_are_the_same_question(text: str) -> None:
    assert analyse_question(text).key == analyse_question("brief versturen").key != ()


@pytest.mark.parametrize(
    "text", ["brief", "brief versturen parkeren", "versturen", "brief -versturen", "briefversturen"]
)
def test_a_part_or_more_is_another_question(text: str) -> None:
    assert analyse_question(text).key != analyse_question("brief versturen").key


@pytest.mark.parametrize("text", ["", " ?! ", "-brief", '-"de brief"', "\ud800"])
def test_what_is_no_question_has_no_key(text: str) -> None:
    assert analyse_question(text).key == ()


def test_stop_words_count_when_there_is_nothing_else() -> None:
    assert analyse_question("wie").key != analyse_question("wat").key != ()
