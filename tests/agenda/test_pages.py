"""Activities and ambitions as kinds of page: edited, previewed, found, shown on other pages, gone when not public."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agenda.models import ActivityPage, ActivityState, AmbitionPage
from core.published import kind_of
from editorial.content_files.file_writer import export_content
from editorial.content_files.loader import load_content
from home.models import ListingPage
from search.contract import Facet, Question
from search.indexing.worker import Worker
from search.service import answer
from tests.factories.agenda import build_activity, build_state, make_activity, make_ambition
from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.factories.vocabulary import FamilyFactory
from tests.home.reading import data_blocks, soup, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("page_type", [ActivityPage, AmbitionPage])
def test_a_new_page_with_nothing_but_a_title_is_previewed(page_type: Any) -> None:
    make_site()
    page = page_type(title="Een nieuwe", slug="nieuw")
    shown = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert shown.status_code == 200
    assert "Een nieuwe" in shown.content.decode()


def test_a_preview_shows_rows_that_are_not_saved() -> None:
    method = make_method(title="Schrijf gewoon")
    page = build_activity(methods=[method], states=[build_state("klaar", "2026", says="Opgeleverd.")])
    shown = page.make_preview_request(preview_mode=page.default_preview_mode)
    text = words(BeautifulSoup(shown.content, "html.parser").main)
    assert "Opgeleverd." in text
    assert "Schrijf gewoon" in text


@pytest.mark.parametrize("make", [make_activity, make_ambition])
def test_editors_open_and_readers_see(publisher: Client, client: Client, make: Any) -> None:
    page = make()
    assert publisher.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert soup(client, page.url).h1 is not None
    assert "Article" in data_blocks(soup(client, page.url))
    assert f"https://www.example.nl{page.url}" in client.get("/sitemap.xml").content.decode()
    assert type(page).can_create_at(page.get_parent().specific)
    assert not type(page).can_create_at(make_site().home)
    page.unpublish()
    assert client.get(page.url).status_code == 404


def test_an_activity_shows_its_place(client: Client) -> None:
    above, ambition = make_activity(title="Landelijk plan"), make_ambition(title="Meedoen")
    page = make_activity(elaborates=above, ambitions=[ambition], result="<p>Twee proeven.</p>")
    text = words(soup(client, page.url).main)
    for expected in ("Landelijk plan", "Meedoen", "Twee proeven.", "Voortgangsbrief", "Plan", "1e kwartaal 2026"):
        assert expected in text
    assert page.title in words(soup(client, above.url).main)
    above.unpublish()
    assert "Landelijk plan" not in words(soup(client, page.url).main)


def test_an_ambition_says_what_serves_it_and_what_does_not(client: Client) -> None:
    method, through = make_method(title="Van haarzelf"), make_method(title="Via de activiteit")
    ambition, bare = make_ambition(methods=[method]), make_ambition()
    make_activity(title="Draagt bij", ambitions=[ambition], methods=[through])
    text = words(soup(client, ambition.url).main)
    for expected in ("Draagt bij", "Van haarzelf", "Via de activiteit", "nog geen praktijkvoorbeeld"):
        assert expected in text
    text = words(soup(client, bare.url).main)
    assert "geen activiteit die aan deze ambitie bijdraagt" in text
    assert "nog geen methode" in text
    kind = kind_of(AmbitionPage)
    assert kind is not None
    labels = {key: card.label for key, card in kind.cards([ambition.pk, bare.pk]).items()}
    assert labels[ambition.pk].endswith("1 activiteit en 1 methode")
    assert labels[bare.pk].endswith("nog niets op deze site draagt hieraan bij")


def test_it_stands_on_methods_cases_and_families(client: Client) -> None:
    family, method, case = FamilyFactory(slug="waterschap"), make_method(), make_case()
    parent = make_listing(make_site().home, "Families", "families")
    listing = ListingPage(title="Waterschappen", slug="waterschap")
    parent.__class__.subpage_types = None
    parent.add_child(instance=listing)
    going_on = make_activity(title="Gaat door", families=[family], methods=[method], cases=[case])
    make_activity(title="Is klaar", families=[family], states=[build_state("klaar", "2020")])
    for page in (method, case, listing):
        text = words(soup(client, page.get_url()).main)
        assert "Op de agenda" in text
        assert "Gaat door" in text
        assert "Is klaar" not in text
    going_on.unpublish()
    for page in (method, case, listing):
        assert "Gaat door" not in soup(client, page.get_url()).decode()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"begins": "ooit"}, "begins"),
        ({"ends": "2027-K9"}, "ends"),
        ({"begins": "2027", "ends": "2026"}, "ends"),
        ({"goal": ""}, "goal"),
    ],
)
def test_what_cannot_be_is_refused(fields: dict[str, str], field: str) -> None:
    page = make_activity()
    for name, value in fields.items():
        setattr(page, name, value)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_draft_changes_no_public_state(client: Client) -> None:
    page = make_activity()
    draft = page.get_latest_revision_as_object()
    draft.states.add(build_state("gestopt", "2026", says="Kanarie.", sort_order=1))
    draft.save_revision()
    assert ActivityPage.objects.get(pk=page.pk).state == "loopt"
    for path in (page.url, "/agenda/", "/agenda/atom.xml"):
        assert "Kanarie" not in client.get(path).content.decode()
    draft.save_revision().publish()
    assert ActivityPage.objects.get(pk=page.pk).state == "gestopt"


@pytest.mark.parametrize("engine", ["embedded", "memory"], indirect=True)
def test_it_is_found_by_family_and_theme(worker: Worker) -> None:
    family, method = FamilyFactory(slug="waterschap"), make_method()
    page = make_activity(title="Vaarkaart", families=[family], methods=[method])
    make_activity(title="Vaarkaart elders")
    ambition = make_ambition(title="Vaarkaart als doel")
    while worker.step():
        pass
    of_kind = {Facet.KIND: ("activiteit",)}
    theme = method.theme
    assert theme is not None
    for filters in ({Facet.FAMILY: ("waterschap",)}, {Facet.THEME: (theme.slug,)}):
        assert [hit.page_id for hit in answer(Question("vaarkaart", {**of_kind, **filters})).hits] == [page.pk]
    assert [hit.page_id for hit in answer(Question("vaarkaart", {Facet.KIND: ("ambitie",)})).hits] == [ambition.pk]
    assert answer(Question("vaarkaart")).hits == ()


def test_content_files_carry_all_of_it(tmp_path: Path) -> None:
    ambition, method = make_ambition(slug="meedoen"), make_method()
    page = make_activity(slug="proef", ambitions=[ambition], methods=[method], elaborates=make_activity())
    export_content(tmp_path)
    file = tmp_path / "pages" / "activiteiten-proef.yaml"
    written = file.read_text()
    file.write_text(written.replace("Minder brieven.", "Minder bellen."))
    load_content(tmp_path, overwrite=True)
    page.refresh_from_db()
    assert page.goal == "Minder bellen."
    page.delete()
    load_content(tmp_path, overwrite=True)
    export_content(tmp_path)
    assert file.read_text() == written.replace("Minder brieven.", "Minder bellen.")
    again = ActivityPage.objects.get(slug="proef")
    assert (again.state, again.method_rows.get().method, again.elaborates is None) == ("loopt", method, False)


def test_changes_tell_new_activities_and_states() -> None:
    page = make_activity(
        title="Al langer", states=[build_state(says="Nieuw nieuws.", recorded_on=timezone.localdate())]
    )
    ActivityPage.objects.filter(pk=page.pk).update(first_published_at=timezone.now() - timedelta(days=9))
    fresh = make_activity(title="Nieuw", states=[build_state()])
    kind = kind_of(ActivityPage)
    assert kind is not None
    found = list(kind.changes(timezone.now() - timedelta(days=1)))
    assert [change.page_id for change in found] == [fresh.pk, page.pk]
    assert "Nieuw nieuws." in found[1].text
    assert list(kind.changes(timezone.now() + timedelta(days=2))) == []
    assert ActivityState.objects.count() == 2
