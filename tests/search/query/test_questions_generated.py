"""Generated questions over generated records: no exception, true counts, and the same matches in every engine."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.published import Document
from search.backends.embedded.engine import EmbeddedEngine
from search.contract import Engine, Facet, Question, Sort
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus, parse_group
from search.query.analysis import build_query
from tests.generated import draws
from tests.search.memory_engine import MemoryEngine
from tests.search.records import ask, counts, fill, make_record, numbers

WORDS = [
    "brief", "brieven", "herinnering", "briefherinnering", "aanvraag", "formulier", "aanvraagformulier", "digitaal",
    "bellen", "telefoon", "gemeente", "de", "een", "niet", "methode", "31", "5", "financiële", "e-mail", "app",
]  # fmt: skip
FAMILIES = ["gemeente", "provincie", "waterschap"]
CHANNELS = ["post", "web", "telefoon", "balie"]
SYNONYMS = Thesaurus([parse_group("bellen = telefoon"), parse_group("app -> digitaal formulier")])

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
questions = st.one_of(
    st.lists(
        st.sampled_from([*WORDS, "-brief", '"digitaal formulier"', '"', "-", "m5", "xyzzy", "AND"]), max_size=6
    ).map(" ".join),
    st.text(max_size=60),
)
chosen = st.fixed_dictionaries(
    {},
    optional={
        Facet.FAMILY: st.lists(st.sampled_from([*FAMILIES, "rijk"]), max_size=2, unique=True).map(tuple),
        Facet.CHANNEL: st.lists(st.sampled_from(CHANNELS), max_size=3, unique=True).map(tuple),
        Facet.KIND: st.lists(st.sampled_from(["methode", "praktijkvoorbeeld"]), max_size=1).map(
            lambda kinds: tuple(kinds)
        ),
    },
)


@st.composite
def record_lists(draw: st.DrawFn) -> list[Document]:
    count = draw(st.integers(0, 14))
    return [
        make_record(
            number,
            draw(texts),
            gist=draw(texts),
            body=draw(texts),
            kind=draw(st.sampled_from(["methode", "praktijkvoorbeeld"])),
            family=draw(st.lists(st.sampled_from(FAMILIES), unique=True)),
            channel=draw(st.lists(st.sampled_from(CHANNELS), unique=True)),
        )
        for number in range(1, count + 1)
    ]


def fits(record: Document, filters: dict[Facet, tuple[str, ...]]) -> bool:
    return all(not values or set(values) & set(record.facets[facet]) for facet, values in filters.items())


@given(
    records=record_lists(),
    asked=st.lists(st.tuples(questions, chosen, st.sampled_from(list(Sort))), min_size=4, max_size=8),
)
@pytest.mark.generated
@settings(max_examples=draws(12, 40), suppress_health_check=list(HealthCheck))
def test_both_engines_find_the_same_and_count_the_truth(
    records: list[Document], asked: list[tuple[str, dict[Facet, tuple[str, ...]], Sort]]
) -> None:
    with TemporaryDirectory() as directory:
        engines: list[Engine] = [fill(EmbeddedEngine(Path(directory)), *records), fill(MemoryEngine(), *records)]
        for text, filters, sort in asked:
            query = build_query(analyse_question(text), SYNONYMS)
            question = Question(text, filters, sort, 1, 50)
            first, second = (engine.answer(question, query) for engine in engines)
            assert set(numbers(first)) == set(numbers(second)), text
            assert first.total == second.total == len(first.hits)
            if sort is not Sort.RELEVANCE or query.is_empty:
                assert numbers(first) == numbers(second)
            everything = engines[0].answer(Question(text, {}, sort, 1, 50), query)
            matching = [record for record in records if record.page_id in {hit.page_id for hit in everything.hits}]
            assert first.total == sum(1 for record in matching if fits(record, filters))
            for facet in Facet:
                others = {other: values for other, values in filters.items() if other is not facet}
                truth = {
                    value: sum(1 for record in matching if value in record.facets[facet] and fits(record, others))
                    for value in {value for record in matching for value in record.facets[facet]}
                }
                for answer in (first, second):
                    found = counts(answer, facet)
                    assert {value: count for value, count in found.items() if count} == {
                        value: count for value, count in truth.items() if count
                    }
                    assert set(filters.get(facet, ())) <= set(found)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    engine = EmbeddedEngine(tmp_path_factory.mktemp("large"))
    return fill(
        engine,
        *(
            make_record(
                number,
                f"{WORDS[number % len(WORDS)]} {WORDS[number * 7 % len(WORDS)]}",
                body=f"<b>{WORDS[number * 3 % len(WORDS)]}</b> & meer",
                family=[FAMILIES[number % 3]],
                channel=[CHANNELS[number % 4]],
            )
            for number in range(1, 121)
        ),
    )


@given(text=st.text(max_size=300), page=st.integers(1, 50))
@pytest.mark.generated
@settings(max_examples=draws(50, 150))
def test_no_text_is_an_error_and_markup_is_never_broken(large: Engine, text: str, page: int) -> None:
    found = ask(large, text, page=page)
    for hit in found.hits:
        for html in (hit.title, hit.excerpt):
            bare = html.replace("<mark>", "").replace("</mark>", "")
            assert html.count("<mark>") == html.count("</mark>")
            assert "<" not in bare
            assert ">" not in bare


@given(text=st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join), filters=chosen)
@pytest.mark.generated
@settings(max_examples=draws(20, 60))
def test_paging_gives_every_page_once_and_facets_narrow(
    large: Engine, text: str, filters: dict[Facet, tuple[str, ...]]
) -> None:
    query = build_query(analyse_question(text), SYNONYMS)
    total = large.answer(Question(text, filters), query).total
    seen = [
        hit.page_id
        for page in range(1, total // 7 + 2)
        for hit in large.answer(Question(text, filters, page=page, page_size=7), query).hits
    ]
    assert len(seen) == len(set(seen)) == total
    for facet in filters:
        wider = {other: values for other, values in filters.items() if other is not facet}
        assert large.answer(Question(text, wider), query).total >= total
