"""A wrong result is refused in Dutch, at its field, with everything typed still there."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from wagtail.test.utils.form_data import rich_text

from cases.models import CasePage
from methods.models import MethodPage
from tests.editorial.forms import PUBLISH, SUBMIT, add_result, add_row, add_url, as_post, errors_of, open_add
from tests.factories.pages import SiteTree, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

GOOD: dict[str, Any] = {
    "contrast": "before-after",
    "design": "before_after",
    "reported_by": "doer",
    "as_published": "Van 120 naar 200 van de 800.",
    "shape": "counts",
    "first_events": "120",
    "first_total": "800",
    "second_events": "200",
    "second_total": "800",
}
SHARE = {name: value for name, value in GOOD.items() if "_events" not in name and "_total" not in name} | {
    "shape": "share",
    "first": "34",
    "second": "50",
}
VERSUS = {"contrast": "versus", "first_label": "brief met norm", "second_label": "brief met boete"}
# What is typed, the field with the error, what it says: refused also as a draft.
IMPOSSIBLE: list[tuple[dict[str, Any], str, str]] = [
    (GOOD | {"first_events": "900"}, "first_events", "900 is meer dan het totaal van 800."),
    (
        GOOD | {"second_events": "0", "second_total": "0"},
        "second_total",
        "Een totaal van 0 zegt niets. Vul het echte totaal in.",
    ),
    (GOOD | {"first": "20"}, "first", "120 van 800 is 15,0%. Dat past niet bij dit percentage."),
    (SHARE | {"second": "150"}, "second", "Een percentage ligt tussen 0 en 100."),
    (
        SHARE | {"first_period": "mei 2024", "second_period": "2023"},
        "second_period",
        "De periode na ligt voor de periode voor.",
    ),
    (
        SHARE | {"first_period": "de lente"},
        "first_period",
        "Schrijf de periode als ‘2017’, ‘mei 2024’ of ‘mei 2024 tot juli 2024’.",
    ),
    (SHARE | {"first": "veel"}, "first", "Voer een getal in."),
]
# Refused when it is published or sent for approval; a draft may still lack it.
UNFINISHED: list[tuple[dict[str, Any], str, str]] = [
    (SHARE | {"second": ""}, "second", "Vul dit in: je koos ‘Twee percentages, totalen niet bekend’."),
    (
        SHARE | {"change_points": "16"},
        "change_points",
        "Laat dit leeg: je koos ‘Twee percentages, totalen niet bekend’.",
    ),
    (SHARE | {"design": ""}, "design", "Kies hoe er is gemeten."),
    (SHARE | {"as_published": ""}, "as_published", "Dit is een verplicht veld."),
    (SHARE | {"source": ""}, "sources", "Voeg minstens één bron toe: waar staan deze cijfers?"),
]


@pytest.fixture
def site() -> SiteTree:
    return make_site()


_opened: list[QueryDict] = []


def empty_form(client: Client, site: SiteTree) -> QueryDict:
    """The form of a new case, which is the same for all of these tests: opened once."""
    if not _opened:
        _opened.append(open_add(client, site.cases, CasePage))
    return _opened[0].copy()


def case_form(client: Client, site: SiteTree, typed: dict[str, Any]) -> QueryDict:
    """A case with a good first result and `typed` as its second."""
    data = empty_form(client, site)
    data.update({"title": "Een praktijkvoorbeeld", "slug": "voorbeeld", "gist": "Eén zin over wat er gebeurde."})
    data["situation"] = rich_text("<p>Zo was het.</p>")
    add_row(data, "organisations", organisation=OrganisationFactory().pk)
    add_result(data, indicator=IndicatorFactory().pk, **GOOD)
    add_result(data, **{"indicator": IndicatorFactory().pk, "method": make_method(), **typed})
    return data


def is_kept(response: Any, data: QueryDict) -> bool:
    """Every value that was sent stands in the form that comes back."""
    form = response.context_data["form"]
    kept = {name: form.data.getlist(name) for name in data}
    shown = response.content.decode()
    return kept == dict(data.lists()) and all(text in shown for text in ("Een praktijkvoorbeeld", "Zo was het."))


@pytest.mark.parametrize("button", [{}, SUBMIT, PUBLISH], ids=["draft", "submit", "publish"])
@pytest.mark.parametrize(("typed", "field", "said"), IMPOSSIBLE)
def test_what_cannot_be_is_never_saved(
    admin_client: Client, site: SiteTree, typed: dict[str, Any], field: str, said: str, button: dict[str, str]
) -> None:
    data = case_form(admin_client, site, typed)
    response = admin_client.post(add_url(site.cases, CasePage), as_post(data, **button))
    assert response.status_code == 200
    assert errors_of(response) == {f"results-1-{field}": [said]}
    assert said in response.content.decode()
    assert is_kept(response, data)
    assert not CasePage.objects.exists()


@pytest.mark.parametrize("button", [SUBMIT, PUBLISH], ids=["submit", "publish"])
@pytest.mark.parametrize(("typed", "field", "said"), UNFINISHED)
def test_what_is_missing_keeps_a_case_from_being_published(
    admin_client: Client, site: SiteTree, typed: dict[str, Any], field: str, said: str, button: dict[str, str]
) -> None:
    data = case_form(admin_client, site, typed)
    response = admin_client.post(add_url(site.cases, CasePage), as_post(data, **button))
    assert response.status_code == 200
    assert errors_of(response) == {f"results-1-{field}": [said]}
    assert said in response.content.decode()
    assert is_kept(response, data)
    assert not CasePage.objects.exists()


@pytest.mark.parametrize(("typed", "field", "said"), UNFINISHED)
def test_a_draft_may_be_unfinished(
    admin_client: Client, site: SiteTree, typed: dict[str, Any], field: str, said: str
) -> None:
    response = admin_client.post(add_url(site.cases, CasePage), as_post(case_form(admin_client, site, typed)))
    assert response.status_code == 302
    page = CasePage.objects.get()
    assert not page.live
    assert len(page.get_latest_revision_as_object().results.all()) == 2


def test_numbers_are_read_as_people_write_them(admin_client: Client, site: SiteTree) -> None:
    typed = GOOD | {"first_events": "1.200", "first_total": "8.000", "second_events": "2 000", "second_total": "8000"}
    response = admin_client.post(
        add_url(site.cases, CasePage), as_post(case_form(admin_client, site, typed), **PUBLISH)
    )
    assert response.status_code == 302
    result = list(CasePage.objects.get().results.all())[1]
    assert [result.first_events, result.first_total] == [1200, 8000]
    assert [result.second_events, result.second_total] == [2000, 8000]


def test_a_method_without_text_is_not_published(admin_client: Client, site: SiteTree) -> None:
    data = open_add(admin_client, site.methods, MethodPage)
    data.update({"title": "Methode", "slug": "methode", "gist": "Zin."})
    response = admin_client.post(add_url(site.methods, MethodPage), as_post(data, **PUBLISH))
    errors = errors_of(response)
    assert errors["why"] == ["Dit is een verplicht veld."]
    assert errors["theme"] == ["Dit is een verplicht veld."]
    assert "steps" in errors


# What differed per method (with the side of a head to head), and the field of the second result with the error.
RELATIONS: list[tuple[dict[str, str], list[tuple[str, str]], str]] = [
    (SHARE, [("", "")], "counts_for-0-relation"),
    (SHARE, [("alone", ""), ("bundle", "")], "counts_for-0-relation"),
    (SHARE, [("alone", ""), ("unknown", ""), ("alone", "")], "counts_for-0-relation"),
    (SHARE, [("alone", "first")], "counts_for-0-arm"),
    (SHARE, [("versus", "first")], "contrast"),
    (SHARE | {"contrast": "versus"}, [("versus", "first")], "first_label"),
    (SHARE | VERSUS, [("versus", "first"), ("alone", "")], "counts_for-1-relation"),
]


def related_form(client: Client, site: SiteTree, typed: dict[str, str], related: list[tuple[str, str]]) -> QueryDict:
    data = case_form(client, site, typed | {"method": None})  # type: ignore[operator]
    for relation, arm in related:
        add_row(data, "results-1-counts_for", method=make_method().pk, relation=relation, arm=arm)
    return data


@pytest.mark.parametrize(("typed", "related", "field"), RELATIONS)
def test_what_differed_is_refused_at_its_field_with_everything_kept(
    admin_client: Client, site: SiteTree, typed: dict[str, str], related: list[tuple[str, str]], field: str
) -> None:
    data = related_form(admin_client, site, typed, related)
    response = admin_client.post(add_url(site.cases, CasePage), as_post(data, **PUBLISH))
    assert response.status_code == 200
    assert f"results-1-{field}" in errors_of(response)
    assert is_kept(response, data)
    assert not CasePage.objects.exists()


def test_a_draft_may_leave_open_what_differed(admin_client: Client, site: SiteTree) -> None:
    data = related_form(admin_client, site, SHARE, [("", "")])
    assert admin_client.post(add_url(site.cases, CasePage), as_post(data)).status_code == 302


@pytest.mark.parametrize(
    ("typed", "related"),
    [
        (SHARE, [("alone", ""), ("unknown", "")]),
        (SHARE, [("bundle", ""), ("bundle", "")]),
        (SHARE, [("bundle", "")]),
        (SHARE | VERSUS, [("versus", "second"), ("versus", "first")]),
        (SHARE | VERSUS, [("versus", "")]),
        (SHARE | VERSUS, []),
    ],
)
def test_what_can_have_differed_is_published(
    admin_client: Client, site: SiteTree, typed: dict[str, str], related: list[tuple[str, str]]
) -> None:
    data = related_form(admin_client, site, typed, related)
    response = admin_client.post(add_url(site.cases, CasePage), as_post(data, **PUBLISH))
    assert response.status_code == 302
    result = list(CasePage.objects.get().results.all())[1]
    assert [(row.relation, row.arm, row.to_check) for row in result.counts_for.all()] == [
        (relation, arm, False) for relation, arm in related
    ]
