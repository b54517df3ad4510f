"""What every engine must do, whichever it is. A new engine is added to `conftest.ENGINES`."""

from __future__ import annotations

from functools import partial

import pytest

from search.contract import Changes, Engine, EngineError, Facet, Question, Sort
from search.contract.query_plan import Everything, Stem, Together
from search.dutch.questions import analyse_question
from search.dutch.synonyms import Thesaurus
from search.indexing.worker import Worker
from search.query.analysis import Lexicon, build_query
from search.query.coverage import coverage
from search.query.planner import number_clause, text_clause, word_clause
from search.query.word_shares import word_shares
from search.suggest.service import suggest
from tests.factories.pages import make_case, make_method
from tests.factories.vocabulary import ChannelFactory
from tests.search.records import NO_CHANGES, ask, counts, fill, make_record, numbers

BRIEF = make_record(1, "Schrijf een duidelijke brief", gist="Mensen begrijpen de brief meteen.")
HERINNERING = make_record(2, "Stuur een herinnering", body="Een tweede bericht vlak voor de datum helpt.")
BRIEFHERINNERING = make_record(3, "Kies de briefherinnering", body="Alleen als het echt nodig is.")
FORMULIER = make_record(4, "Maak het aanvraagformulier korter", body="Digitale formulieren vullen mensen sneller in.")
FINANCIEEL = make_record(5, "Geef financiële hulp", body="Bel met ons over een regeling, liefst rustig aan de balie.")


@pytest.fixture
def filled(engine: Engine) -> Engine:
    return fill(engine, BRIEF, HERINNERING, BRIEFHERINNERING, FORMULIER, FINANCIEEL)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("brieven", {"m1", "m3"}),
        ("herinneringen", {"m2", "m3"}),
        ("herinnert", {"m2", "m3"}),
        ("briefherinneringen", {"m3"}),
        ("digitaal formulier", {"m4"}),
        ("aanvraag", {"m4"}),
        ("aanvraag formulier", {"m4"}),
        ("FINANCIELE", {"m5"}),
        ("financiële", {"m5"}),
        ("kleurpotlood", set()),
    ],
)
def test_a_word_finds_its_forms_and_compounds(filled: Engine, text: str, expected: set[str]) -> None:
    assert set(numbers(ask(filled, text))) == expected


def test_a_compound_finds_pages_with_its_parts_apart(engine: Engine) -> None:
    both = make_record(1, "Brief met herinnering")
    fill(engine, both, make_record(2, "Alleen een brief"), make_record(3, "De briefherinnering"))
    assert set(numbers(ask(engine, "briefherinnering"))) == {"m1", "m3"}


IN_BODIES = [
    make_record(1, "Een", body="Schrijf een duidelijke brief aan de balie.", channel=["post"]),
    make_record(2, "Twee", body="Alleen de brief telt.", channel=["web"]),
    make_record(3, "Drie", body="Kom langs bij de balie.", channel=["web"]),
]


def test_two_words_must_both_be_found(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    assert numbers(ask(engine, "brief balie")) == ["m1"]


def test_of_more_words_half_must_be_found(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    assert numbers(ask(engine, "duidelijke brief kleurpotlood")) == ["m1"]


@pytest.mark.parametrize("field", ["title", "gist", "tags"])
def test_where_it_tells_most_one_word_is_enough(engine: Engine, field: str) -> None:
    fill(
        engine, *IN_BODIES, make_record(4, **{field: "Over de brief"}), make_record(5, labels="brief", related="brief")
    )
    assert set(numbers(ask(engine, "brief balie"))) == {"m1", "m4"}


def test_a_page_with_more_of_the_words_comes_first(engine: Engine) -> None:
    filler = "Er staan hier nog veel meer andere woorden over heel iets anders. " * 3
    fill(
        engine,
        make_record(1, "Brief", body="brief brief brief"),
        make_record(2, "Anders", gist="Een brief voor de balie", body=filler),
    )
    assert numbers(ask(engine, "brief balie")) == ["m2", "m1"]


def test_when_nothing_holds_enough_one_word_will_do(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    assert set(numbers(ask(engine, "brief kleurpotlood"))) == {"m1", "m2"}


def test_fewer_words_will_do_until_there_are_enough_pages(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    assert ask(engine, "duidelijke brief balie", enough=1).total == 1
    assert ask(engine, "duidelijke brief balie", enough=2).total == 3


def test_whether_one_word_will_do_does_not_depend_on_filters(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    assert counts(ask(engine, "brief balie"), Facet.CHANNEL) == {"post": 1}
    assert ask(engine, "brief balie", channel=["web"]).total == 0


def test_a_word_on_nearly_every_page_need_not_be_found(engine: Engine) -> None:
    everywhere = [make_record(number, f"Titel {number}", body="mensen helpen") for number in range(1, 9)]
    fill(
        engine,
        *everywhere,
        make_record(9, "Negen", body="een witte envelop met papier"),
        make_record(10, "Tien", body="envelop mensen"),
    )
    site = Lexicon(shares=partial(word_shares, engine.count_each))
    assert numbers(ask(engine, "mensen envelop", site=site)) == ["m10", "m9"]
    assert ask(engine, "mensen", site=site).total == 9


@pytest.mark.parametrize(
    ("text", "missing", "is_partial"),
    [
        ("balie", (), False),
        ("brieven", (), False),
        ("briefherinnering", (), False),
        ("dijkversterking", ("dijkversterking",), True),
        ("een herinnering over de dijkversterking", ("dijkversterking",), True),
        ("zwembad dijkversterking", ("zwembad", "dijkversterking"), True),
        ("briefbalie", ("briefbalie",), True),  # no page holds even its parts
        ("formulieraanvraag", (), False),  # both parts where they tell most
        ("herinnering balie", (), True),  # both somewhere, nowhere together
        ("financiële hulp balie", (), False),
        ("hulp herinnering formulier", (), True),
        ("", (), False),
        ("m4", (), False),  # asked by number
    ],
)
def test_what_no_page_holds_is_said(filled: Engine, text: str, missing: tuple[str, ...], is_partial: bool) -> None:
    site = Lexicon(shares=partial(word_shares, filled.count_each))
    query = build_query(analyse_question(text), Thesaurus(()), site)
    assert coverage(query, filled.count_each) == {"missing": missing, "is_partial": is_partial}


def test_a_word_that_is_found_mended_is_held_by_no_page(filled: Engine) -> None:
    site = Lexicon(shares=partial(word_shares, filled.count_each), meant=lambda word: "herinnering")
    query = build_query(analyse_question("herinering"), Thesaurus(()), site)
    assert coverage(query, filled.count_each) == {"missing": ("herinering",), "is_partial": True}


def test_one_part_of_a_compound_counts_only_when_no_page_holds_all(engine: Engine) -> None:
    fill(engine, make_record(1, "Brief met herinnering"), make_record(2, "Alleen een brief"))
    shares = partial(word_shares, engine.count_each)
    site = Lexicon(shares=shares, holds=lambda stems: True)
    assert numbers(ask(engine, "briefherinnering", site=site)) == ["m1"]
    site = Lexicon(shares=shares, holds=lambda stems: False)
    assert numbers(ask(engine, "briefherinnering", site=site)) == ["m1", "m2"]


def test_pages_are_counted_per_clause(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    clauses = [Everything(), Stem("brief"), Together((Stem("brief"), Stem("balie"))), Stem("niets")]
    assert list(engine.count_each(clauses)) == [3, 2, 1, 0]
    assert list(engine.count_each([])) == []


def test_shares_tell_how_many_pages_hold_a_stem(engine: Engine) -> None:
    fill(engine, *IN_BODIES, make_record(4, "Aanvraagformulier"))
    shares = word_shares(engine.count_each, ["brief", "formulier", "niets"])
    assert shares == {"brief": 0.5, "formulier": 0.25, "niets": 0.0}
    assert word_shares(fill(engine).count_each, ["brief"]) == {"brief": 0.0}


def test_kinds_beside_the_list_change_neither_what_is_found_nor_its_order(engine: Engine) -> None:
    """However many news items hold a word, it tells as much of a method, and as many words must be found."""
    methods = [make_record(5, "Bel", body="balie balie"), *IN_BODIES]
    news = [make_record(number, "Nieuws over balie en potlood", kind="nieuws") for number in range(20, 40)]
    found = []
    for records in (methods, [*methods, *news]):
        site = Lexicon(shares=partial(word_shares, fill(engine, *records).count_each))
        answer = ask(engine, "duidelijke balie potlood", site=site, enough=3, kind=["methode"])
        found.append((answer.total, numbers(answer), answer.minimum))
    assert found[0] == found[1]
    assert ask(engine, "balie potlood", kind=["nieuws"]).total == len(news)


def test_a_wrong_word_finds_what_was_meant(filled: Engine) -> None:
    site = Lexicon(meant=lambda word: "herinnering" if word == "herinering" else None)
    found = ask(filled, "herinering", site=site)
    assert set(numbers(found)) == {"m2", "m3"}
    assert "<mark>herinnering</mark>" in found.hits[0].title


@pytest.mark.parametrize("text", ["stellen het uit", "uit te stellen", "stel het weer uit"])
def test_a_verb_that_stands_apart(engine: Engine, text: str) -> None:
    fill(engine, make_record(1, "Mensen blijven uitstellen"), make_record(2, "Iets anders"))
    assert numbers(ask(engine, text)) == ["m1"]


def test_stop_words_do_not_count(filled: Engine) -> None:
    assert numbers(ask(filled, "de briefherinnering van het")) == ["m3"]


def test_a_question_of_stop_words_only_finds_them_as_written(filled: Engine) -> None:
    assert set(numbers(ask(filled, "een"))) == {"m1", "m2", "m5"}


def test_a_quoted_phrase_is_found_as_it_stands(filled: Engine) -> None:
    assert numbers(ask(filled, '"tweede bericht vlak voor"')) == ["m2"]
    assert numbers(ask(filled, '"bericht tweede"')) == []
    assert numbers(ask(filled, '"duidelijke brief" begrijpen')) == ["m1"]


def test_a_phrase_never_runs_from_one_text_into_the_next(filled: Engine) -> None:
    assert numbers(ask(filled, '"brief mensen"')) == []


@pytest.mark.parametrize("text", ["brief -duidelijke", "-duidelijk brief", 'brief -"een duidelijke brief"'])
def test_a_minus_leaves_out(filled: Engine, text: str) -> None:
    assert numbers(ask(filled, text)) == ["m3"]


def test_only_a_minus_gives_everything_without_the_word_and_its_compounds(filled: Engine) -> None:
    assert numbers(ask(filled, "-brief -formulier -hulp")) == ["m2"]


def test_synonyms_count_less_than_the_word_itself(engine: Engine) -> None:
    fill(engine, make_record(1, "Neem de telefoon op"), make_record(2, "Laat mensen bellen"), make_record(3, "Anders"))
    assert numbers(ask(engine, "bellen", synonyms=["bellen = telefoon"])) == ["m2", "m1"]
    assert numbers(ask(engine, "bellen")) == ["m2"]


def test_a_synonym_of_several_words(engine: Engine) -> None:
    fill(engine, make_record(1, "Vraag een VOG aan"), make_record(2, "Een verklaring omtrent het gedrag"))
    lines = ["vog = verklaring omtrent het gedrag"]
    assert set(numbers(ask(engine, "vog", synonyms=lines))) == {"m1", "m2"}
    assert set(numbers(ask(engine, "verklaring omtrent het gedrag", synonyms=lines))) == {"m1", "m2"}


def test_an_unfinished_last_word_finds_what_it_may_become(filled: Engine) -> None:
    words = {"herinn": ["herinnering"]}
    assert set(numbers(ask(filled, "herinn", site=Lexicon(starting=lambda start: words.get(start, []))))) == {
        "m2",
        "m3",
    }
    assert numbers(ask(filled, "herinn")) == []


@pytest.mark.parametrize("text", ["M31", "m31", "m 31", "methode 31", "Methode nr. 31", "methode 031"])
def test_a_number_finds_its_page_first(engine: Engine, text: str) -> None:
    fill(
        engine,
        make_record(30, "Methode 31 is beter dan methode 31", body="methode 31 methode 31 m31"),
        make_record(31, "Iets heel anders"),
        make_record(31, "Nog iets", kind="praktijkvoorbeeld"),
    )
    found = numbers(ask(engine, text))
    assert found[0] == "m31"
    assert "p31" not in found


def test_a_bare_number_finds_method_and_case(engine: Engine) -> None:
    fill(engine, make_record(12, "Een"), make_record(12, "Twee", kind="praktijkvoorbeeld"), make_record(3, "Drie"))
    assert numbers(ask(engine, "12")) == ["m12", "p12"]
    assert numbers(ask(engine, "p12")) == ["p12"]


def test_the_title_counts_more_than_the_body(engine: Engine) -> None:
    filler = "Andere woorden over heel andere dingen die hier ook nog staan. "
    fill(
        engine, make_record(1, "Overig", body=f"{filler} envelop {filler}"), make_record(2, "Envelop", body=filler * 2)
    )
    assert numbers(ask(engine, "envelop")) == ["m2", "m1"]


def test_equal_scores_stand_by_kind_and_number(engine: Engine) -> None:
    same = [
        make_record(number, "Zelfde woorden", kind=kind)
        for number in (5, 3, 9)
        for kind in ("praktijkvoorbeeld", "methode")
    ]
    fill(engine, *same)
    assert numbers(ask(engine, "woorden")) == ["m3", "m5", "m9", "p3", "p5", "p9"]
    assert numbers(ask(engine)) == ["m3", "m5", "m9", "p3", "p5", "p9"]


def test_newest_first_and_without_a_moment_last(engine: Engine) -> None:
    fill(
        engine,
        make_record(1, "brief", published="2026-01-01T00:00:00+00:00"),
        make_record(2, "brief", published=""),
        make_record(3, "brief", published="2026-03-01T00:00:00+00:00"),
        make_record(4, "brief", published="2026-03-01T00:00:00+00:00"),
        make_record(5, "brief", published="2026-03-01T00:00:00+00:00", kind="praktijkvoorbeeld"),
    )
    assert numbers(ask(engine, sort=Sort.NEWEST)) == ["m4", "m3", "p5", "m1", "m2"]
    assert numbers(ask(engine, "brief", sort=Sort.NEWEST)) == ["m4", "m3", "p5", "m1", "m2"]
    assert numbers(ask(engine, "brief", sort=Sort.NUMBER)) == ["m1", "m2", "m3", "m4", "p5"]


def test_strongest_first_whatever_the_words_and_without_a_level_last(engine: Engine) -> None:
    fill(
        engine,
        make_record(1, "brief", strength=["2"]),
        make_record(2, "brief brief brief", strength=["0"]),
        make_record(3, "brief", strength=["5"]),
        make_record(4, "brief", strength=["2"]),
        make_record(5, "brief", kind="praktijkvoorbeeld"),
    )
    assert numbers(ask(engine, sort=Sort.STRONGEST)) == ["m3", "m1", "m4", "m2", "p5"]
    assert numbers(ask(engine, "brief", sort=Sort.STRONGEST)) == ["m3", "m1", "m4", "m2", "p5"]
    assert counts(ask(engine, strength=["5"]), Facet.STRENGTH) == {"0": 1, "2": 2, "5": 1}


def test_pages_have_no_gaps_and_no_duplicates(engine: Engine) -> None:
    fill(engine, *(make_record(number, "Brief", body="brief " * (number % 3)) for number in range(1, 131)))
    for sort in Sort:
        found = [number for page in range(1, 15) for number in numbers(ask(engine, "brief", sort=sort, page=page))]
        assert len(found) == 130
        assert len(set(found)) == 130
    assert ask(engine, "brief", page=14).total == 130
    assert ask(engine, "brief", page=10_000).hits == ()


def test_values_in_a_facet_widen_and_facets_narrow(engine: Engine) -> None:
    fill(
        engine,
        make_record(1, "a", family=["gemeente", "provincie"], channel=["post"]),
        make_record(2, "b", family=["gemeente"], channel=["web"]),
        make_record(3, "c", family=["waterschap"], channel=["web"]),
    )
    assert numbers(ask(engine, family=["gemeente"])) == ["m1", "m2"]
    assert numbers(ask(engine, family=["gemeente", "waterschap"])) == ["m1", "m2", "m3"]
    found = ask(engine, family=["gemeente"], channel=["web"])
    assert numbers(found) == ["m2"]
    assert counts(found, Facet.FAMILY) == {"gemeente": 1, "waterschap": 1}
    assert counts(found, Facet.CHANNEL) == {"post": 1, "web": 1}
    assert [value.value for value in found.facets[Facet.FAMILY] if value.selected] == ["gemeente"]


def test_a_chosen_value_stays_visible_at_zero(engine: Engine) -> None:
    fill(engine, make_record(1, "a", family=["gemeente"]))
    found = ask(engine, family=["provincie"])
    assert found.total == 0
    assert counts(found, Facet.FAMILY) == {"gemeente": 1, "provincie": 0}


def test_scores_tell_what_each_clause_gives_these_pages(filled: Engine) -> None:
    query = build_query(analyse_question("brief herinnering"), Thesaurus(()))
    clauses = [text_clause(query, 1), *map(word_clause, query.words), number_clause("methode", 3), Everything()]
    either, brief, herinnering, number, everything = filled.scores(clauses, [1, 2, 3, 99])
    assert set(either) == set(everything) == {1, 2, 3}
    assert set(brief) == {1, 3}
    assert set(herinnering) == {2, 3}
    assert set(number) == {3}
    assert all(score > 0 for one in (either, brief, herinnering, number) for score in one.values())
    assert [set(one) for one in filled.scores(clauses[:2], [2])] == [{2}, set()]
    assert list(filled.scores([], [1])) == []
    assert [dict(one) for one in filled.scores(clauses[:1], [])] == [{}]


def test_an_answer_says_how_many_words_had_to_be_found(engine: Engine) -> None:
    fill(engine, *IN_BODIES)
    for text, enough, minimum in (
        ("brief balie", 1, 2),
        ("brief kleurpotlood", 1, 1),
        ("duidelijke brief balie", 2, 1),
    ):
        assert ask(engine, text, enough=enough).minimum == minimum
    assert ask(engine, "brief").minimum == 1
    assert ask(engine).minimum == 0


def test_hidden_pages_are_nowhere(filled: Engine) -> None:
    found = ask(filled, "brief", hidden=frozenset({1}))
    assert numbers(found) == ["m3"]
    assert found.total == 1
    assert counts(found, Facet.KIND) == {"methode": 1}


def test_found_words_are_marked_and_everything_is_escaped(engine: Engine) -> None:
    fill(engine, make_record(1, "Brieven <b>& brief</b>", gist="Geen enkel woord.", body="<script>brief</script>"))
    hit = ask(engine, "brief").hits[0]
    assert hit.title == "<mark>Brieven</mark> &lt;b&gt;&amp; <mark>brief</mark>&lt;/b&gt;"
    assert hit.excerpt == "Geen enkel woord. &lt;script&gt;<mark>brief</mark>&lt;/script&gt;"
    assert hit.url == "/methode/1/"


def test_without_words_the_gist_is_shown(engine: Engine) -> None:
    fill(engine, make_record(1, "Titel", gist="De kern & niets anders."))
    assert ask(engine).hits[0].excerpt == "De kern &amp; niets anders."


def test_writing_adds_replaces_and_takes_out(filled: Engine) -> None:
    filled.write([make_record(1, "Over auto's"), make_record(6, "Nieuwe brief")], [3])
    assert numbers(ask(filled, "brief")) == ["m6"]
    assert numbers(ask(filled, "auto")) == ["m1"]
    assert set(filled.digests()) == {1, 2, 4, 5, 6}


def test_writing_twice_is_writing_once(filled: Engine) -> None:
    before = dict(filled.digests())
    filled.write([BRIEF, BRIEF], [99, 99])
    filled.write([BRIEF], [99])
    assert dict(filled.digests()) == before
    assert ask(filled).total == 5


def test_a_page_taken_out_can_come_back(filled: Engine) -> None:
    filled.write([], [1])
    filled.write([BRIEF], [])
    assert set(numbers(ask(filled, "brief"))) == {"m1", "m3"}


def test_digests_tell_a_changed_page(filled: Engine) -> None:
    assert filled.digests()[1] == BRIEF.digest
    changed = make_record(1, "Schrijf een duidelijke brief", gist="Anders.")
    filled.write([changed], [])
    assert filled.digests()[1] == changed.digest != BRIEF.digest


def test_words_are_counted_per_page(filled: Engine) -> None:
    words = filled.words()
    assert words["brief"] == 1
    assert words["een"] == 3
    assert "|" not in words


def test_the_stamp_changes_with_the_content(filled: Engine) -> None:
    before = filled.stamp()
    assert filled.stamp() == before
    filled.write([make_record(6, "Nieuw")], [])
    assert filled.stamp() != before


def test_a_rebuild_replaces_everything_and_adds_what_came_late(filled: Engine) -> None:
    late = Changes((make_record(8, "Te laat"), make_record(7, "Beter")), (9,))
    filled.rebuild(iter([make_record(7, "Slechter"), make_record(9, "Weg")]), lambda: late)
    assert set(filled.digests()) == {7, 8}
    assert numbers(ask(filled, "beter")) == ["m7"]


def test_the_old_index_answers_until_the_new_one_is_complete(filled: Engine) -> None:
    def late() -> Changes:
        assert ask(filled).total == 5
        return NO_CHANGES

    filled.rebuild(iter([make_record(7, "Nieuw")]), late)
    assert ask(filled).total == 1


def test_a_rebuild_that_fails_leaves_the_old_index(filled: Engine) -> None:
    def broken() -> Changes:
        raise ValueError("no")

    with pytest.raises((EngineError, ValueError)):
        filled.rebuild(iter([make_record(7, "Nieuw")]), broken)
    assert ask(filled).total == 5


def test_without_an_index_every_question_is_an_engine_error(engine: Engine) -> None:
    assert engine.problem()
    for call in (lambda: ask(engine), engine.digests, engine.words, engine.stamp, lambda: engine.write([BRIEF], [])):
        with pytest.raises(EngineError):
            call()


def test_a_good_index_has_no_problem_and_an_empty_one_answers(engine: Engine) -> None:
    fill(engine)
    assert engine.problem() is None
    assert ask(engine, "brief").total == 0
    assert ask(engine).hits == ()
    assert engine.digests() == {}


def test_the_consumer_keeps_its_name(engine: Engine) -> None:
    assert engine.consumer() == engine.consumer()


def test_an_answer_carries_its_question_and_engine(filled: Engine) -> None:
    found = ask(filled, "brief")
    assert found.question == Question("brief")
    assert found.engine == filled.name
    assert not found.degraded


@pytest.mark.django_db
def test_every_engine_leads_to_the_same_suggestions(worker: Worker) -> None:
    """They lean on its stamp, its words and its counts."""
    balie = ChannelFactory(slug="balie", label="Balie")
    ChannelFactory(slug="baliechat", label="Baliechat")
    method = make_method(title="Help aan de balie", channels=[balie])
    make_case(title="Een drukke balie", methods=[method])
    worker.step()
    assert [one.label for one in suggest("bali")] == ["Help aan de balie", "Een drukke balie", "Balie"]
    assert [one.label for one in suggest("balei")] == ["balie", "Help aan de balie", "Een drukke balie", "Balie"]
