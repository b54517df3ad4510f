"""What an editor is told of a result that is still being typed, and who may ask."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.choices import Shape
from cases.models import Result, ResultSource
from cases.summaries.read import evidence_levels
from cases.summaries.recompute import recompute
from core.models import User
from tests.editors import Login
from tests.factories.pages import build_result, make_case, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory
from tests.generated import draws
from vocabulary.models import Indicator

pytestmark = pytest.mark.django_db

ADDRESS = "/beheer/resultaat-samenvatting/"


@pytest.fixture
def indicator() -> Indicator:
    return IndicatorFactory(label="volledig digitaal aangevraagd", unit="percent", better="higher")


def fields(indicator: Indicator | None = None, **changed: Any) -> dict[str, Any]:
    """A before-after as the browser sends it."""
    data = {"as_published": "Van 34% naar 50%.", "shape": "share", "contrast": "before-after"}
    data |= {"design": "before_after", "first": "34", "second": "50", "kind": "measurement"}
    data |= {"indicator": str(indicator.pk)} if indicator else {}
    return data | {name: str(value) for name, value in changed.items()}


def asked(client: Client, data: dict[str, Any]) -> dict[str, Any]:
    response = client.post(ADDRESS, data)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    answer: dict[str, Any] = json.loads(response.content)
    assert set(answer) == {"sentences", "warnings"}
    return answer


def said(client: Client, data: dict[str, Any]) -> str:
    return " ".join(asked(client, data)["sentences"])


def test_the_sentence_of_the_issue(writer: Client, indicator: Indicator) -> None:
    method = make_method()
    text = said(writer, fields(indicator) | {"counts_for-0-method": str(method.pk), "counts_for-0-relation": "alone"})
    assert text == (
        "Van 34% naar 50%: +16 procentpunt, beter. Voor-na, één organisatie: telt mee op niveau 1. "
        "De site noemt dit een waargenomen verandering."
    )
    assert asked(writer, fields(indicator))["warnings"] == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {
                "shape": "counts",
                "first": "",
                "second": "",
                "first_events": 100,
                "first_total": 1000,
                "second_events": 140,
                "second_total": "1.000",
            },
            "Van 10% naar 14%: +4 procentpunt, beter.",
        ),
        (
            {
                "shape": "counts",
                "first": "",
                "second": "",
                "first_events": 10,
                "first_total": 100,
                "second_events": 14,
                "second_total": 100,
            },
            "Van 10% naar 14%: +4 procentpunt, geen duidelijke verandering.",
        ),
        ({"first": "50", "second": "34,5"}, "Van 50% naar 34,5%: −15,5 procentpunt, slechter."),
        ({"first": "34", "second": "34"}, "Van 34% naar 34%: 0 procentpunt, geen duidelijke verandering."),
        ({"qualifier": "nearly"}, "Van 34% naar bijna 50%: +16 procentpunt, beter."),
        (
            {"contrast": "without-with", "design": "randomised"},
            "34% zonder en 50% met: +16 procentpunt, beter. Door loting verdeeld, één organisatie: niveau 1",
        ),
        (
            {
                "contrast": "versus",
                "first_label": "de gewone brief",
                "second_label": "de kaart",
                "design": "randomised",
            },
            "34% bij ‘de gewone brief’ en 50% bij ‘de kaart’: +16 procentpunt. Telt nergens voor mee:",
        ),
        ({"shape": "points", "change_points": "4,5"}, "+4,5 procentpunt, beter. De beginstand is niet gepubliceerd."),
        ({"shape": "relative", "change_relative": "-20"}, "−20%, slechter. De beginstand is niet gepubliceerd."),
        ({"shape": "relative", "change_factor": "2"}, "2 keer zo veel, beter."),
        ({"shape": "range", "change_low": "-70", "change_high": "-50"}, "50 tot 70% minder, slechter."),
        ({"shape": "text", "outcome": "rose"}, "Hoger, beter. De cijfers zijn niet gepubliceerd."),
        ({"shape": "text", "outcome": "same"}, "Gelijk gebleven, geen duidelijke verandering."),
        ({"shape": "single", "contrast": "none", "second": "81"}, "81%: één losse meting. Telt niet mee:"),
        (
            {"shape": "series", "contrast": "none", "series": "2014: 58\n2018: 76"},
            "Reeks van 2 metingen, van 58 (2014) naar 76 (2018). Telt niet mee:",
        ),
        ({"kind": "background"}, "beter. Telt nergens voor mee: dit is achtergrond."),
    ],
)
def test_every_shape_is_said(writer: Client, indicator: Indicator, changed: dict[str, Any], expected: str) -> None:
    base = fields(indicator)
    if changed.get("shape", "share") not in ("share", "single"):
        base |= {"first": "", "second": ""}
    assert expected in said(writer, base | {name: str(value) for name, value in changed.items()})


def test_the_indicator_decides_what_is_better(writer: Client) -> None:
    lower = IndicatorFactory(better="lower", unit="percent")
    assert "+16 procentpunt, slechter." in said(writer, fields(lower))


def test_without_an_indicator_it_asks_for_one(writer: Client) -> None:
    assert said(writer, fields()) == "Kies een indicator, dan zie je of het beter of slechter werd."
    assert said(writer, {}) == ""


def test_what_happened_elsewhere_is_taken_off(writer: Client, indicator: Indicator) -> None:
    trend = {"comparison_label": "land", "comparison_first": "34", "comparison_second": "50"}
    text = said(writer, fields(indicator, **trend))
    assert "Van 34% naar 50%: +16 procentpunt, geen duidelijke verandering." in text
    assert "Ernaast ging het van 34% naar 50%: daarna blijft 0 procentpunt over." in text
    assert "Voor-na naast een trend" in text


@pytest.mark.parametrize("design", ["before_after", "with_trend"])
@pytest.mark.parametrize("contrast", ["before-after", "without-with"])
@pytest.mark.parametrize("outcome", ["rose", "same", "fell", "mixed"])
def test_without_a_comparison_it_is_never_called_an_effect(
    writer: Client, indicator: Indicator, design: str, contrast: str, outcome: str
) -> None:
    for shape in ({"shape": "text", "outcome": outcome, "first": "", "second": ""}, {"shape": "share"}):
        text = said(writer, fields(indicator, design=design, contrast=contrast, **shape))
        assert "één organisatie" in text
        assert "effect" not in text.lower()


@pytest.mark.parametrize(("design", "contrast"), [("before_after", "before-after"), ("randomised", "without-with")])
@pytest.mark.parametrize(("url", "period"), [("https://bron.example/", "2025"), ("", "")])
def test_the_level_is_the_one_the_page_will_show(
    writer: Client, indicator: Indicator, design: str, contrast: str, url: str, period: str
) -> None:
    make_site()
    method = make_method(indicators=[indicator])
    asked_of = {"design": design, "contrast": contrast, "second_period": period}
    data = fields(indicator, reported_by="doer", totals_not_published="on", **asked_of)
    text = said(
        writer, data | {"counts_for-0-method": str(method.pk), "counts_for-0-relation": "alone", "sources-0-url": url}
    )
    sources = [ResultSource(title="Jaarverslag", url=url)]
    result = build_result(indicator=indicator, counts_for=[method], first=34, second=50, sources=sources, **asked_of)
    make_case(results=[result], methods=[method])
    recompute([method.pk])
    level = evidence_levels([method.pk])[method.pk].level
    assert level in (1, 2)
    assert f"telt mee op niveau {level}." in text


def test_an_indicator_the_method_does_not_aim_at_is_a_guard(writer: Client, indicator: Indicator) -> None:
    make_site()
    aims_elsewhere = make_method(indicators=[IndicatorFactory()])
    row = {"counts_for-0-method": str(aims_elsewhere.pk), "counts_for-0-relation": "alone"}
    assert "telt mee als iets wat niet slechter mag worden." in said(writer, fields(indicator) | row)
    both = row | {
        "counts_for-1-method": str(make_method(indicators=[indicator]).pk),
        "counts_for-1-relation": "alone",
    }
    text = said(writer, fields(indicator) | both)
    assert "telt mee op niveau 1." in text
    assert f"Bij methode {aims_elsewhere.number} telt het mee als iets wat niet slechter mag worden." in text
    assert "telt nog voor geen methode mee" in said(writer, fields(indicator) | row | {"counts_for-0-DELETE": "1"})


def test_what_the_form_refuses_is_said_before_saving(writer: Client, indicator: Indicator) -> None:
    answer = asked(writer, fields(indicator, second="134"))
    assert answer["sentences"] == []
    assert answer["warnings"] == [{"field": "second", "text": "Een percentage ligt tussen 0 en 100."}]
    answer = asked(writer, fields(indicator, first="veel", second_period="ooit"))
    assert {each["field"] for each in answer["warnings"]} == {"first", "second_period"}


def test_what_is_unlikely_is_said_beside_the_sentence(writer: Client, indicator: Indicator) -> None:
    answer = asked(writer, fields(indicator, as_published="16 punten minder"))
    assert answer["sentences"]
    assert [each["field"] for each in answer["warnings"]] == ["as_published"]
    assert [each["field"] for each in asked(writer, fields(as_published="16 punten minder"))["warnings"]] == [
        "as_published"
    ]


def test_nothing_is_stored(writer: Client, indicator: Indicator) -> None:
    asked(writer, fields(indicator))
    assert not Result.objects.exists()


def test_only_who_may_edit_pages_may_ask(login: Login, indicator: Indicator) -> None:
    assert Client().post(ADDRESS, fields(indicator)).status_code in (302, 403)
    reader = Client()
    reader.force_login(User.objects.create_user(username="lezer", password="een-lang-wachtwoord"))
    refused = reader.post(ADDRESS, fields(indicator))
    assert refused.status_code in (302, 403)
    assert b"procentpunt" not in refused.content
    for role in ("Redacteur", "Eindredacteur", "Beheerder"):
        assert "procentpunt" in said(login(role), fields(indicator))


def test_it_wants_a_post_with_a_token(writer: Client, indicator: Indicator) -> None:
    assert writer.get(ADDRESS).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = writer.cookies
    assert strict.post(ADDRESS, fields(indicator)).status_code == 403


def test_the_form_of_a_case_knows_the_address(admin_client: Client) -> None:
    make_site()
    case = make_case(results=[build_result()])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=(case.pk,))).content.decode()
    assert f'"address": "{ADDRESS}"' in html
    assert "editorial/result-summary" in html
    assert 'id="inline_child_results-0"' in html, "the script finds the rows by this"


ANYTHING = st.text(max_size=40) | st.sampled_from(
    ["", "0", "-1", "1e9999", "NaN", "9" * 30, "1,2,3", "12.5.3", "٣", "2014: x", "2014: 58\n2015: 60", "\x00", "on"]
)


@pytest.mark.generated
@settings(max_examples=draws(20, 60))
@given(
    data=st.dictionaries(
        st.sampled_from(
            [
                *(field.name for field in Result._meta.fields),
                *("kind", "counts_for-0-method", "counts_for-0-DELETE", "sources-0-url", "sources-x-url", "zomaar"),
            ]
        ),
        ANYTHING,
    ),
    shape=st.sampled_from([*Shape.values, "onzin"]),
    with_indicator=st.booleans(),
)
def test_anything_may_be_sent(
    writer: Client, indicator: Indicator, data: dict[str, str], shape: str, with_indicator: bool
) -> None:
    sent = {"shape": shape} | data | ({"indicator": str(indicator.pk)} if with_indicator else {})
    asked(writer, sent)


def test_figures_of_another_shape_do_no_harm(writer: Client, indicator: Indicator) -> None:
    """A draft may carry the figures of a shape that was chosen before."""
    both = fields(indicator, change_points="4", first_events="3", outcome="fell", series="2014: 1")
    assert "Van 34% naar 50%" in said(writer, both)
