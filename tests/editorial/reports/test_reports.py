"""Reports name what is due or missing, only what this editor may see, in a spreadsheet that cannot bite."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from cases.models import ResultMethod
from core.models import SiteImage, User
from editorial.reports.base import harmless
from tests.factories.images import make_image
from tests.factories.pages import SiteTree, build_result, make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import IndicatorFactory

pytestmark = pytest.mark.django_db

REPORTS = ["controle-verlopen", "zonder-bron", "zonder-resultaat", "relaties-nakijken", "afbeeldingen-zonder-tekst"]


@pytest.fixture
def site() -> SiteTree:
    return make_site()


def page_of(client: Client, slug: str) -> str:
    response = client.get(reverse(f"editorial_{slug}"))
    assert response.status_code == 200
    return response.content.decode()


def rows_of(client: Client, slug: str) -> list[dict[str, str]]:
    response: Any = client.get(reverse(f"editorial_{slug}"), {"export": "csv"})
    assert response.status_code == 200
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(text.splitlines()))


def titles(client: Client, slug: str) -> list[str]:
    return [row["Titel"] for row in rows_of(client, slug)]


@pytest.mark.parametrize("slug", REPORTS)
def test_a_report_without_findings_says_so(writer: Client, site: SiteTree, slug: str) -> None:
    assert "heeft een" in page_of(writer, slug) or "op tijd" in page_of(writer, slug)
    assert rows_of(writer, slug) == []
    assert writer.get(reverse(f"editorial_{slug}_results")).status_code == 200
    assert writer.get(reverse(f"editorial_{slug}"), {"export": "xlsx"}).status_code == 200


def test_methods_past_their_review_date(writer: Client, site: SiteTree) -> None:
    today = timezone.localdate()
    late = make_method(title="Te laat", next_review=today - timedelta(days=1), reviewed_on=today - timedelta(days=400))
    make_method(title="Vandaag", next_review=today)
    make_method(title="Zonder datum")
    assert "Te laat" in page_of(writer, "controle-verlopen")
    assert rows_of(writer, "controle-verlopen") == [
        {
            "Titel": "Te laat",
            "Nummer": str(late.number),
            "Controleren voor": late.next_review.isoformat(),
            "Laatst gecontroleerd": late.reviewed_on.isoformat(),
            "Wie houdt dit bij": late.kept_by,
            "Status": "Gepubliceerd",
        }
    ]


def test_pages_without_a_source(writer: Client, site: SiteTree) -> None:
    make_method(title="Met bron")
    make_method(title="Methode kaal", sources=[])
    make_case(title="Alles met bron", results=[build_result()])
    make_case(title="Praktijk half", results=[build_result(), build_result(sources=[])])
    make_case(title="Praktijk kaal")
    assert titles(writer, "zonder-bron") == ["Methode kaal", "Praktijk half", "Praktijk kaal"]


def test_cases_without_a_result_and_methods_without_a_case(writer: Client, site: SiteTree) -> None:
    used, only_drafted = make_method(title="Gebruikt"), make_method(title="Alleen in een concept")
    make_case(title="Met resultaat", methods=[used], results=[build_result()])
    make_case(title="Zonder resultaat", methods=[used])
    make_case(title="Concept", methods=[only_drafted], results=[build_result()], live=False)
    make_case(title="Achtergrond", background=True)
    assert titles(writer, "zonder-resultaat") == ["Alleen in een concept", "Zonder resultaat"]


def test_images_without_description(writer: Client) -> None:
    bare = make_image(title="kaal.png", description="Iets")
    SiteImage.objects.filter(pk=bare.pk).update(description="")
    make_image(title="beschreven.png", description="Een kaart")
    make_image(title="streep.png", is_decorative=True)
    assert titles(writer, "afbeeldingen-zonder-tekst") == ["kaal.png"]
    assert reverse("wagtailimages:edit", args=(bare.pk,)) in page_of(writer, "afbeeldingen-zonder-tekst")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", " ="])
def test_a_title_is_never_a_formula(writer: Client, site: SiteTree, start: str) -> None:
    make_method(title=f"{start}HYPERLINK(1)", slug="formule", sources=[])
    assert harmless(f"{start}1").startswith("'")
    assert all(not title.startswith(("=", "+", "-", "@")) for title in titles(writer, "zonder-bron"))


def test_an_editor_of_one_branch_sees_only_that_branch(site: SiteTree) -> None:
    other = make_listing(site.home, "Elders", "elders")
    make_method(title="Van ons", sources=[])
    make_method(other, title="Van een ander", sources=[])
    group = Group.objects.create(name="Alleen methoden")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(codename="change_page", content_type__app_label="wagtailcore")
    GroupPagePermission.objects.create(group=group, page=site.methods, permission=change)
    user = User.objects.create_user(username="deel")
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    assert titles(client, "zonder-bron") == ["Van ons"]
    assert "Van een ander" not in page_of(client, "zonder-bron")
    assert client.get(reverse("editorial_afbeeldingen-zonder-tekst")).status_code == 302


@pytest.mark.parametrize("slug", REPORTS)
def test_reports_are_for_editors_only(client: Client, slug: str) -> None:
    assert client.get(reverse(f"editorial_{slug}")).status_code == 302
    client.force_login(User.objects.create_user(username="gast"))
    assert client.get(reverse(f"editorial_{slug}")).status_code == 302


def queries_of(client: Client, slug: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page_of(client, slug)
    return len(queries)


@pytest.mark.parametrize("slug", REPORTS[:3])
def test_a_report_takes_the_same_queries_for_many_pages(writer: Client, site: SiteTree, slug: str) -> None:
    def one_of_each() -> None:
        make_method(sources=[], next_review=date(2020, 1, 1))
        make_case()

    one_of_each()
    page_of(writer, slug)
    with_few = queries_of(writer, slug)
    for _ in range(6):
        one_of_each()
    assert queries_of(writer, slug) == with_few


@pytest.mark.parametrize("name", ["editorial_controle-verlopen", "wagtailadmin_reports:aging_pages"])
def test_a_spreadsheet_is_whole_whatever_stands_in_a_title(admin_client: Client, site: SiteTree, name: str) -> None:
    page = make_method(next_review=timezone.localdate() - timedelta(days=1))
    Page.objects.filter(pk=page.pk).update(title="Ctl \x0b\x01x", draft_title="Ctl \x0b\x01x")
    for form in ("xlsx", "csv"):
        response: Any = admin_client.get(reverse(name), {"export": form})
        assert response.status_code == 200
        assert b"".join(response.streaming_content)


def test_cases_of_which_somebody_has_to_check_what_differed(writer: Client, site: SiteTree) -> None:
    method, indicator = make_method(), IndicatorFactory(label="gemiste afspraken")
    make_case(title="Nagekeken", results=[build_result(counts_for=[method])])
    open_case = make_case(title="Na te kijken", results=[build_result(indicator=indicator, counts_for=[method])])
    ResultMethod.objects.filter(result__page=open_case).update(to_check=True)
    [row] = rows_of(writer, "relaties-nakijken")
    assert row["Titel"] == "Na te kijken"
    assert row["Na te kijken"] == f"gemiste afspraken, methode {method.number}: alleen deze methode"
