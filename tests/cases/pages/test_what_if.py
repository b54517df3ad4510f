"""What a method's results would mean at the reader's own share: which sentences are said, and which are not."""

from __future__ import annotations

import pytest

from cases.pages.what_if import asked_indicator, start_form
from cases.results.query_params import QueryParams
from evidence import Counts, Design, MethodSummary, Points, Relative, summarise
from tests.evidence.generated import DAY, result
from vocabulary.models import Indicator

SHARE = Indicator(slug="aandeel", label="digitaal aandeel")
EXAMPLE = "Dit is een rekenvoorbeeld en geen voorspelling."
FEW = ("Een gemiddelde geven we pas als minstens 3 organisaties ook melden om hoeveel mensen of aanvragen het ging.",)
COUNTS = (
    Counts(340, 1000, 500, 1000),
    Counts(80, 400, 110, 410),
    Counts(500, 900, 610, 905),
    Counts(30, 200, 55, 210),
    Counts(1200, 5000, 1900, 5100),
)


def summary(*figures: object, design: Design = Design.RANDOMISED) -> MethodSummary:
    return summarise([result(f"Plaats {place}", each, design) for place, each in enumerate(figures)], as_of=DAY)


@pytest.mark.parametrize(
    ("start", "is_asked", "typed", "problem", "is_open"),
    [
        (None, False, "", "", False),
        ("34", False, "", "", False),
        ("34", True, "34", "", True),
        ("veel", True, "veel", "Dit is geen getal tussen 0 en 100. Vul een getal in zoals 34 of 8,5.", True),
    ],
)
def test_the_form(start: str | None, is_asked: bool, typed: str, problem: str, is_open: bool) -> None:
    form = start_form(SHARE, QueryParams(start=start), is_asked, summary(*COUNTS))
    assert (form.typed, form.problem, form.is_open) == (typed, problem, is_open)
    assert form.question == "Hoeveel van elke 100 zijn het nu bij jou?"
    assert (form.answer is not None) == (is_open and not problem)


@pytest.mark.parametrize(
    ("figures", "examples", "sentences"),
    [
        (COUNTS[:2], 2, (EXAMPLE, *FEW)),
        ((Points(16),), 0, ("De bron geeft geen twee percentages. Daarmee rekenen we niet naar een ander begin.",)),
        ((Relative(44),), 0, ("De bron geeft geen twee percentages. Daarmee rekenen we niet naar een ander begin.",)),
    ],
)  # fmt: skip
def test_what_is_refused(figures: tuple[object, ...], examples: int, sentences: tuple[str, ...]) -> None:
    answer = start_form(SHARE, QueryParams(start="34"), True, summary(*figures)).answer
    assert answer is not None
    assert (answer.sentences, len(answer.examples), answer.expected) == (sentences, examples, "")
    assert (answer.expected_at, answer.low_at, answer.next_low_at) == (None, None, None)


@pytest.mark.parametrize(
    ("organisations", "design", "said", "not_said"),
    [
        (3, Design.COMPARISON, ("Dat komt van 3 organisaties.", "pas vanaf 5 organisaties"), ("ruw",)),
        (5, Design.COMPARISON, ("Een volgende organisatie kan uitkomen tussen", "Dat bereik is ruw"), (EXAMPLE,)),
        (5, Design.RANDOMISED, ("Dat komt van 5 organisaties.",), (EXAMPLE,)),
    ],
)
def test_what_is_said_together(
    organisations: int, design: Design, said: tuple[str, ...], not_said: tuple[str, ...]
) -> None:
    answer = start_form(SHARE, QueryParams(start="34"), True, summary(*COUNTS[:organisations], design=design)).answer
    assert answer is not None
    text = " ".join(answer.sentences)
    assert all(sentence in text for sentence in said)
    assert not any(sentence in text for sentence in not_said)
    assert answer.low_at is not None
    assert answer.expected_at is not None
    assert answer.high_at is not None
    assert 0 <= answer.low_at < answer.expected_at < answer.high_at <= 100
    assert (answer.next_low_at is not None) == (organisations >= 5)


def test_one_organisation_is_worked_out_in_words() -> None:
    answer = start_form(SHARE, QueryParams(start="34"), True, summary(COUNTS[0])).answer
    assert answer is not None
    [line] = answer.examples
    assert line.sentence.endswith("dan ongeveer 50.")
    assert (answer.axis.first, answer.axis.last) == ("0", "60")
    assert line.start_at == answer.start_at < line.expected_at


@pytest.mark.parametrize(
    ("asked", "slugs", "meant"),
    [
        (QueryParams(), ["a", "b"], ""),
        (QueryParams(start="34"), [], ""),
        (QueryParams(start="34"), ["a", "b"], "a"),
        (QueryParams(indicator="b", start="34"), ["a", "b"], "b"),
        (QueryParams(indicator="c", start="34"), ["a", "b"], ""),
    ],
)
def test_which_indicator_is_meant(asked: QueryParams, slugs: list[str], meant: str) -> None:
    assert asked_indicator(asked, slugs) == meant
