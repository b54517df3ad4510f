from __future__ import annotations

import difflib
from collections.abc import Callable
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.files.images import ImageFile
from django.core.management import call_command
from PIL import Image
from wagtail.models import Page

from cases.models import CasePage, Result
from core.images import SiteImage
from core.number_series import next_number
from editorial.content_files.file_writer import export_content
from editorial.content_files.formats.problems import ContentError
from editorial.content_files.loader import load_content
from home.models import ContentPage, HomePage
from methods.models import MethodPage
from search.dutch.synonyms import starter_groups
from search.models import SynonymGroup
from tests.editorial.content_files.conftest import SOURCE, STEP, Directory, case, method
from vocabulary.models import Channel, Organisation

pytestmark = pytest.mark.django_db
Export = Callable[[str], dict[str, str]]


def publish(page: Page) -> None:
    page.save_revision().publish()


def test_loads_everything_published(directory: Directory) -> None:
    report = load_content(directory.root)
    assert not report.kept
    assert list(MethodPage.objects.live().order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    case = CasePage.objects.get(number=1)
    assert case.live
    assert case.url_path.endswith("/praktijk/voorbeeld-1/")
    result = case.results.get()
    assert result.points == 16
    assert [row.method.number for row in result.counts_for.all()] == [1]


def test_search_words_of_a_case_are_loaded_and_written_back(directory: Directory, exported: Export) -> None:
    directory.case(2, methods=[2], tags=["vog", "bewijs van gedrag"])
    load_content(directory.root)
    assert set(CasePage.objects.get(number=2).tags.names()) == {"vog", "bewijs van gedrag"}
    assert "tags: [bewijs van gedrag, vog]\n" in exported("a")["cases/002-voorbeeld-2.yaml"]
    assert set(load_content(directory.root).counts) == {"gelijk"}
    directory.case(2, methods=[2], tags=["vog"])
    load_content(directory.root)
    assert list(CasePage.objects.get(number=2).tags.names()) == ["vog"]


def test_a_new_page_gets_the_next_number(directory: Directory) -> None:
    load_content(directory.root)
    assert next_number("methode") == 4
    assert next_number("praktijkvoorbeeld") == 3


def test_loading_twice_changes_nothing(directory: Directory) -> None:
    load_content(directory.root)
    before = {page.pk: page.latest_revision_id for page in Page.objects.all()}
    report = load_content(directory.root)
    assert set(report.counts) == {"gelijk"}
    assert {page.pk: page.latest_revision_id for page in Page.objects.all()} == before


def test_one_changed_field_changes_one_page(directory: Directory, exported: Export) -> None:
    load_content(directory.root)
    before = exported("a")
    directory.method(2, before=[1], gist="Doe iets anders.")
    report = load_content(directory.root)
    assert report.counts["bijgewerkt"] == 1
    after = exported("b")
    changed = [name for name in before if before[name] != after[name]]
    assert changed == ["methods/002-methode-2.yaml"]
    lines = [
        line
        for line in difflib.ndiff(before[changed[0]].splitlines(), after[changed[0]].splitlines())
        if line[0] in "+-"
    ]
    assert lines == ["- gist: Doe iets dat helpt.", "+ gist: Doe iets anders."]


def test_what_an_editor_changed_is_left_alone_unless_told(directory: Directory) -> None:
    load_content(directory.root)
    page = MethodPage.objects.get(number=2)
    page.gist = "Van de redacteur."
    publish(page)
    directory.method(2, before=[1], gist="Uit het bestand.")
    report = load_content(directory.root)
    assert report.kept == ["methods/002.yaml"]
    assert MethodPage.objects.get(number=2).gist == "Van de redacteur."
    load_content(directory.root, overwrite=True)
    assert MethodPage.objects.get(number=2).gist == "Uit het bestand."


def test_a_dry_run_says_the_same_and_changes_nothing(directory: Directory) -> None:
    load_content(directory.root)
    edited = MethodPage.objects.get(number=2)
    edited.gist = "Van de redacteur."
    publish(edited)
    MethodPage.objects.get(number=3).delete()
    directory.method(1, gist="Uit het bestand.")
    directory.method(2, before=[1], gist="Uit het bestand.")
    directory.method(4)
    before = list(MethodPage.objects.order_by("pk").values_list("pk", "gist", "latest_revision_id"))
    said = load_content(directory.root, dry_run=True)
    assert list(MethodPage.objects.order_by("pk").values_list("pk", "gist", "latest_revision_id")) == before
    done = load_content(directory.root)
    assert (said.counts, said.kept) == (done.counts, done.kept)
    assert (done.counts["nieuw"], done.counts["bijgewerkt"]) == (1, 1)
    assert done.kept == ["methods/002.yaml", "methods/003.yaml"]


def test_a_draft_of_an_editor_is_left_alone(directory: Directory) -> None:
    load_content(directory.root)
    page = MethodPage.objects.get(number=2)
    page.gist = "Nog niet klaar."
    page.save_revision()
    directory.method(2, before=[1], gist="Uit het bestand.")
    load_content(directory.root)
    page = MethodPage.objects.get(number=2)
    assert page.gist == "Doe iets dat helpt."
    assert page.get_latest_revision_as_object().gist == "Nog niet klaar."


def test_a_deleted_page_does_not_come_back(directory: Directory) -> None:
    load_content(directory.root)
    MethodPage.objects.get(number=3).delete()
    report = load_content(directory.root)
    assert report.kept == ["methods/003.yaml"]
    assert not MethodPage.objects.filter(number=3).exists()
    load_content(directory.root, overwrite=True)
    assert MethodPage.objects.filter(number=3, live=True).exists()


def test_a_changed_word_is_left_alone(directory: Directory) -> None:
    load_content(directory.root)
    Channel.objects.filter(slug="post").update(label="Brief")
    assert load_content(directory.root).kept == ["vocabulary/channels.yaml: post"]
    assert Channel.objects.get(slug="post").label == "Brief"


def test_all_or_nothing(directory: Directory) -> None:
    directory.method(3, theme="bestaat-niet")
    with pytest.raises(ContentError):
        load_content(directory.root)
    assert not HomePage.objects.exists()
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"theme": "bestaat-niet"}, "theme"),
        ({"gist": ""}, "gist"),
        ({"title": "x" * 300}, "title"),
        ({"channels": ["post", "post"]}, "channels"),
        ({"channels": ["duif"]}, "channels[0]"),
        ({"before": [99]}, "before[0]"),
        ({"before": [3]}, "before"),
        ({"kleur": "rood"}, "kleur"),
        ({"why": "Zie [dit](methode:99)."}, "why"),
        ({"reviewed_on": "gisteren"}, "reviewed_on"),
        ({"steps": [{**STEP, "who": ""}]}, "steps[0].who"),
        ({"sources": [{**SOURCE, "url": "geen adres"}]}, "sources[0].url"),
        ({"sources": [{**SOURCE, "certainty": "D"}]}, "sources[0].certainty"),
        ({"effort": {"time": "eeuwen"}}, "effort.time"),
    ],
)
def test_names_file_and_field_of_a_wrong_method(directory: Directory, changes: dict[str, object], field: str) -> None:
    directory.write("methods/003.yaml", {**method(3), **changes})
    with pytest.raises(ContentError) as refusal:
        load_content(directory.root)
    assert ("methods/003.yaml", field) in {(each.file, each.field) for each in refusal.value.problems}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"second": "150"}, "results[0].second"),
        ({"second": "vijftig"}, "results[0].second"),
        ({"shape": "counts"}, "results[0].first_events"),
        ({"methods": [{"method": "77", "relation": "alone"}]}, "results[0].methods[0].method"),
        ({"methods": [{"method": "1"}]}, "results[0].methods[0].relation"),
        ({"methods": [{"method": "1", "relation": "versus"}]}, "results[0].contrast"),
        ({"contrast": "versus"}, "results[0].first_label"),
        ({"indicator": "geluk"}, "results[0].indicator"),
        ({"first_period": "2019", "second_period": "2017"}, "results[0].second_period"),
    ],
)
def test_names_file_and_field_of_a_wrong_result(directory: Directory, changes: dict[str, object], field: str) -> None:
    results = [{**case(2)["results"][0], **changes}]
    directory.case(2, results=results)
    with pytest.raises(ContentError) as refusal:
        load_content(directory.root)
    assert ("cases/002.yaml", field) in {(each.file, each.field) for each in refusal.value.problems}


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2", "- lijst", "\tx: 1"])
def test_a_file_that_is_no_yaml_is_refused_with_its_name(directory: Directory, text: str) -> None:
    (directory.root / "methods" / "003.yaml").write_text(text)
    with pytest.raises(ContentError) as refusal:
        load_content(directory.root)
    assert "methods/003.yaml" in {each.file for each in refusal.value.problems}


def test_the_same_number_twice_is_refused(directory: Directory) -> None:
    directory.write("methods/004.yaml", {**_read(directory, "methods/003.yaml"), "slug": "anders"})
    with pytest.raises(ContentError) as refusal:
        load_content(directory.root)
    assert any(each.field == "number" for each in refusal.value.problems)


def _read(directory: Directory, name: str) -> dict[str, object]:
    import yaml

    return dict(yaml.safe_load((directory.root / name).read_text()))


def test_export_load_export_gives_the_same_bytes(directory: Directory, tmp_path: Path, exported: Export) -> None:
    """Links, images and blocks in running text included, in a database that was emptied in between."""
    load_content(directory.root)
    _add_a_rich_page()
    first = exported("first")
    assert "pages/over.yaml" in first
    assert "afbeelding:" in first["pages/over.yaml"]
    export_content(tmp_path / "first")
    _empty_the_site()
    load_content(tmp_path / "first")
    assert exported("second") == first


def _add_a_rich_page() -> None:
    image = _image()
    method = MethodPage.objects.get(number=1)
    page = ContentPage(title="Over", slug="over", introduction="Wat dit is.", show_in_footer=True)
    page.body = [
        ("heading", "Een kop"),
        (
            "text",
            f'<h2>Tussenkop</h2><p>Zie <a linktype="page" id="{method.pk}">methode</a> en <b>*sterren*</b>.</p>'
            f'<embed embedtype="image" id="{image.pk}" alt="Een vlak" format="fullwidth"/><ul><li>een</li></ul>',
        ),
        ("quote", {"text": "Het werkt.", "who": "Iemand"}),
        ("callout", {"title": "Let op", "text": "<p>Dit telt.</p>"}),
        ("links", {"title": "Verder", "links": [{"label": "Methode 1", "page": method, "url": ""}]}),
    ]
    home = HomePage.objects.get()
    home.add_child(instance=page)
    publish(page)


def _image() -> SiteImage:
    data = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(data, "PNG")
    return SiteImage.objects.create(
        title="Een vlak", file=ImageFile(data, name="vlak.png"), description="Een blauwgroen vlak"
    )


def _empty_the_site() -> None:
    from editorial.models import LoadedContent

    HomePage.objects.get().delete()
    Result.objects.all().delete()
    SiteImage.objects.all().delete()
    LoadedContent.objects.all().delete()


def test_drafts_and_restricted_pages_are_not_exported(directory: Directory, exported: Export) -> None:
    load_content(directory.root)
    page = MethodPage.objects.get(number=3)
    page.gist = "GEHEIM-CONCEPT"
    page.save_revision()
    MethodPage.objects.get(number=2).unpublish()
    CasePage.objects.get(number=2).view_restrictions.create(restriction_type="login")
    files = exported("public")
    assert "methods/002-methode-2.yaml" not in files
    assert "cases/002-voorbeeld-2.yaml" not in files
    assert "GEHEIM-CONCEPT" not in "".join(files.values())


def test_the_tree_stays_sound(directory: Directory) -> None:
    load_content(directory.root)
    assert not any(Page.find_problems())


def test_the_command_gives_what_make_run_gives_once(directory: Directory) -> None:
    """The public search of a production site starts with the same lists."""
    wanted = {str(group) for group in starter_groups()}
    out = StringIO()
    call_command("load_content", str(directory.root), "--dry-run", stdout=StringIO())
    assert not SynonymGroup.objects.exists()
    call_command("load_content", str(directory.root), stdout=out)
    assert set(SynonymGroup.objects.values_list("line", flat=True)) == wanted
    assert f"{len(wanted)} groepen synoniemen geladen." in out.getvalue()
    SynonymGroup.objects.all().delete()
    call_command("load_content", str(directory.root), stdout=StringIO())
    assert not SynonymGroup.objects.exists(), "an editor threw them away"


def test_a_list_that_editors_made_is_left_alone(directory: Directory) -> None:
    SynonymGroup.objects.create(line="brief = epistel")
    call_command("load_content", str(directory.root), stdout=StringIO())
    assert SynonymGroup.objects.count() == 1
