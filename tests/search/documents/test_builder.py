"""What of a page can be found."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.choices import Design, Outcome, Shape
from cases.computed.stale import recompute_stale
from core.published import Document
from methods.models import MethodPage
from search.contract import Facet
from search.curation.cache import current_curation
from search.documents.builder import all_records, build_records
from tests.factories.pages import build_result, make_case, make_method, steps
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def records_of(page_ids: list[int], versions: dict[int, int] | None = None) -> list[Document]:
    return build_records(page_ids, versions, whole=current_curation().whole)


def words(page: Any) -> str:
    record = records_of([page.pk])[0]
    return "\n".join(record.texts.values())


def test_a_method() -> None:
    page = make_method(
        title="Stuur een brief",
        gist="De kern.",
        why="<p>Omdat <b>het</b> werkt &amp; helpt.</p><p>Echt.</p>",
        when=[("condition", "Als het moet.")],
        when_not=[("condition", "Als het niet hoeft.")],
        materials=[("material", {"title": "Lijst", "text": "Om af te vinken", "url": "https://geheim.example/pad"})],
        theme=ThemeFactory(slug="inclusie", label="Inclusie"),
        families=[FamilyFactory(slug="gemeente", label="gemeente", plural="gemeenten", spoken="stadhuis")],
        channels=[ChannelFactory(slug="post", label="post", spoken="brief, envelop")],
        barriers=[BarrierFactory(slug="vergeten", label="vergeten", sentence="Ik dacht er niet aan")],
        indicators=[IndicatorFactory(label="op tijd betaald")],
        tags=["deadline"],
        is_benefit=True,
    )
    record = records_of([page.pk])[0]
    assert (record.page_id, record.kind, record.number, record.url) == (page.pk, "methode", page.number, page.url)
    assert record.texts["title"] == "Stuur een brief"
    assert record.texts["gist"] == "De kern."
    for word in ("Inclusie", "stadhuis", "gemeenten", "envelop", "op tijd betaald", "Voordeel"):
        assert word in record.texts["labels"]
    for word in (
        "Omdat het werkt & helpt. Echt.",
        "Stap 1",
        "Zo doe je stap 2.",
        "uitkomst 3",
        "Als het moet.",
        "Lijst",
    ):
        assert word in record.texts["body"]
    assert "geheim" not in words(page)
    assert {facet: values for facet, values in record.facets.items() if values} == {
        Facet.KIND: ("methode",),
        Facet.FAMILY: ("gemeente",),
        Facet.CHANNEL: ("post",),
        Facet.THEME: ("inclusie",),
        Facet.BARRIER: ("vergeten",),
        Facet.MONEY: ("weinig",),
        Facet.KNOWLEDGE: ("ervaring",),
        Facet.PEOPLE: ("team",),
        Facet.TIME: ("weken",),
        Facet.DIRECTION: ("nog-niet-te-zeggen",),
        Facet.STRENGTH: ("0",),
    }


def test_examples_of_steps_can_be_found() -> None:
    raw = steps()
    raw[0]["value"]["example"] = [
        {"type": "item", "id": "1", "value": {"kind": "letter", "title": "Aanhef", "text": "<p>Beste kanarie</p>"}}
    ]
    raw[1]["value"]["pitfall"] = "Pas op voor de kat."
    page = make_method(steps=raw)
    assert "Beste kanarie" in words(page)
    [document] = records_of([page.pk])
    assert document.copied == ("Beste kanarie",)
    assert "Pas op voor de kat." in words(page)


def test_a_case_has_its_facets_from_its_rows_and_its_methods() -> None:
    first = make_method(
        title="Eerste methode",
        theme=ThemeFactory(slug="t1"),
        barriers=[BarrierFactory(slug="b1"), BarrierFactory(slug="b2")],
    )
    second = make_method(theme=ThemeFactory(slug="t2"), barriers=[BarrierFactory(slug="b3")])
    family = FamilyFactory(slug="waterschap")
    case = make_case(
        organisations=[OrganisationFactory(slug="o1", family=family), OrganisationFactory(slug="o2", family=family)],
        products=[ProductFactory(slug="vog", label="Verklaring")],
        channels=[ChannelFactory(slug="web")],
        tags=["herfstgras"],
        methods=[first, second],
        situation="<p>De situatie.</p>",
        lessons=[("lesson", {"title": "Begin klein", "text": "Dat scheelt."})],
        results=[
            build_result(indicator=IndicatorFactory(slug="i1", better="higher"), design=Design.RANDOMISED),
            build_result(
                indicator=IndicatorFactory(slug="i2"),
                shape=Shape.TEXT,
                outcome=Outcome.SAME,
                as_published="Bleef gelijk.",
            ),
        ],
    )
    record = records_of([case.pk])[0]
    assert {facet: set(values) for facet, values in record.facets.items()} == {
        Facet.KIND: {"praktijkvoorbeeld"},
        Facet.FAMILY: {"waterschap"},
        Facet.CHANNEL: {"web"},
        Facet.THEME: {"t1", "t2"},
        Facet.BARRIER: {"b1", "b2", "b3"},
        Facet.ORGANISATION: {"o1", "o2"},
        Facet.PRODUCT: {"vog"},
        Facet.INDICATOR: {"i1", "i2"},
        Facet.DESIGN: {"loting", "voor-na"},
        Facet.DIRECTION: {"beter", "geen-verschil"},
    }
    assert record.texts["problems"].startswith("herfstgras")
    for word in ("De situatie.", "Bleef gelijk.", "Begin klein", "Dat scheelt.", "Verklaring", "Eerste methode"):
        assert word in words(case)


def test_a_case_says_nothing_of_a_method_that_is_not_public() -> None:
    method = make_method(live=False, title="Kanarie", barriers=[BarrierFactory(label="kanarievogel")])
    case = make_case(methods=[method])
    record = records_of([case.pk])[0]
    assert "anarie" not in words(case)
    assert record.facets[Facet.THEME] == record.facets[Facet.BARRIER] == ()


def test_background_has_no_moment_and_no_direction() -> None:
    background = make_case(background=True, organisations=[], results=[build_result()])
    record = records_of([background.pk])[0]
    assert record.published == ""
    assert record.facets[Facet.DIRECTION] == ()


def test_the_moment_is_when_it_was_first_published() -> None:
    page = make_method()
    moment = records_of([page.pk])[0].published
    assert moment == page.first_published_at.astimezone(UTC).isoformat(timespec="seconds")
    page.save_revision().publish()
    assert records_of([page.pk])[0].published == moment


def test_only_public_pages_have_a_record() -> None:
    draft, page = make_method(live=False), make_method()
    assert [record.page_id for record in records_of([draft.pk, page.pk, 999_999])] == [page.pk]


def test_unpublished_words_of_a_live_page_are_not_in_its_record() -> None:
    page = make_method(title="Openbaar")
    page.title = "Kanarie"
    page.gist = "Kanarie"
    page.save_revision()
    assert "Kanarie" not in words(page)


def test_versions_are_given_along_and_are_no_part_of_the_digest() -> None:
    page = make_method()
    zero, five = records_of([page.pk])[0], records_of([page.pk], {page.pk: 5})[0]
    assert (zero.version, five.version) == (0, 5)
    assert zero.digest == five.digest


def test_the_number_of_queries_does_not_grow_with_the_number_of_pages() -> None:
    def make(count: int) -> None:
        for _ in range(count):
            method = make_method(
                families=[FamilyFactory()],
                channels=[ChannelFactory(), ChannelFactory()],
                barriers=[BarrierFactory()],
                tags=["a", "b"],
                indicators=[IndicatorFactory()],
            )
            make_case(
                methods=[method],
                products=[ProductFactory()],
                channels=[ChannelFactory()],
                tags=["c", "d"],
                results=[build_result(), build_result()],
            )

    def queries() -> int:
        recompute_stale()
        with CaptureQueriesContext(connection) as captured:
            list(all_records(whole=current_curation().whole))
        return len(captured)

    make(1)
    queries()
    few = queries()
    make(6)
    assert queries() == few <= 27


def test_all_records_are_read_in_batches() -> None:
    pages = {make_method().pk for _ in range(5)}
    assert {record.page_id for record in all_records(batch=2, whole=current_curation().whole)} == pages
    assert MethodPage.objects.count() == 5
