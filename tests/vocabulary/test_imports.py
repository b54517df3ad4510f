"""Registers are read into the word lists: added, completed, ended; never deleted, and never half."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from core.signals.public_state import page_state_changed
from tests.factories.pages import make_case
from tests.factories.vocabulary import FamilyFactory, OrganisationFactory, ProductFactory
from vocabulary.imports.csv_files import FileRefused
from vocabulary.imports.organisations import parse_organisations, parse_successors
from vocabulary.imports.products import parse_products
from vocabulary.models import Organisation, OrganisationType, Product

TOOI = "https://identifier.overheid.nl/tooi/id/"
HEADER = "type,organisatiecode,uri,naam_incl_soort,naam,owms,provincie,begindatum,einddatum"
ROWS = [
    f"gemeente,gm0001,{TOOI}gemeente/gm0001,gemeente Aa,Aa,,,1990-01-01,",
    f"gemeente,gm0002,{TOOI}gemeente/gm0002,gemeente Bee,Bee,,,,2018-12-31",
    f'provincie,pv01,{TOOI}provincie/pv01,"provincie Cee, Dee en Ee","Cee, Dee en Ee",,,,',
    f"waterschap,ws01,{TOOI}waterschap/ws01,waterschap Hoogheemraadschap Ef,Hoogheemraadschap Ef,,,,",
]
REGISTER = "\n".join([HEADER, *ROWS]) + "\n"
UPL = (
    "UniformeProductnaam,URI,Rijk,Grondslag;;\n"
    "adoptie,http://standaarden.overheid.nl/owms/terms/adoptie,X,Artikel 1;;\n"
    "adoptie,http://standaarden.overheid.nl/owms/terms/adoptie,X,Artikel 2;;\n"
    '"adr certificaat,http://standaarden.overheid.nl/owms/terms/adr,X,""Artikel 3, lid 2""";;\n'
)


def with_semicolons(text: str) -> str:
    return (
        text.replace('"provincie Cee, Dee en Ee","Cee, Dee en Ee"', "provincie Cee| Dee en Ee,Cee| Dee en Ee")
        .replace(",", ";")
        .replace("|", ",")
    )


@pytest.mark.parametrize(
    "data",
    [
        REGISTER.encode(),
        b"\xef\xbb\xbf" + REGISTER.encode(),
        REGISTER.replace("\n", "\r\n").encode(),
        with_semicolons(REGISTER).encode(),
        REGISTER.encode() + b"\n;;\n\n",
        (REGISTER + ROWS[0] + "\n").encode(),
    ],
    ids=["plain", "byte order mark", "windows line ends", "semicolons", "empty lines", "a row twice"],
)
def test_a_register_reads_the_same_in_every_dress(data: bytes) -> None:
    entries = parse_organisations(data)
    assert [(entry.line, entry.label, entry.family) for entry in entries] == [
        (2, "Gemeente Aa", "gemeente"),
        (3, "Gemeente Bee", "gemeente"),
        (4, "Provincie Cee, Dee en Ee", "provincie"),
        (5, "Hoogheemraadschap Ef", "waterschap"),
    ]
    assert (entries[0].started_on, entries[1].ended_on) == (date(1990, 1, 1), date(2019, 1, 1))


def test_rows_that_are_quoted_as_a_whole_are_read_too() -> None:
    assert [(entry.label, entry.uri.rpartition("/")[2]) for entry in parse_products(UPL.encode())] == [
        ("adoptie", "adoptie"),
        ("adr certificaat", "adr"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "Het bestand is leeg."),
        (b"PK\x03\x04xl/workbook.xml", "Dit is een spreadsheet of zip-bestand"),
        ((HEADER + "\n").encode(), "alleen een kopregel"),
        (UPL.encode(), "Regel 1: dit is niet het goede bestand: kolom ‘type’"),
        (
            REGISTER.replace("gemeente Bee", "gemeente B\N{LATIN SMALL LETTER E WITH ACUTE}e").encode("latin-1"),
            "Regel 3: ",
        ),
        (REGISTER.replace("gemeente,gm0002", "dorp,gm0002").encode(), "Regel 3: soort ‘dorp’ is onbekend."),
        (
            REGISTER.replace("2018-12-31", "31-12-2018").encode(),
            "Regel 3: ‘31-12-2018’ in kolom ‘einddatum’ is geen datum",
        ),
        (REGISTER.replace("1990-01-01,", "1990-01-01,1980-01-01").encode(), "Regel 2: de einddatum ligt voor"),
        (REGISTER.replace(f"{TOOI}provincie/pv01", "javascript:alert(1)").encode(), "Regel 4: ‘javascript:alert(1)’"),
        (REGISTER.replace(f"{TOOI}provincie/pv01", "").encode(), "Regel 4: kolom ‘uri’ is leeg."),
        (REGISTER.replace("gemeente Bee,Bee", ",").encode(), "Regel 3: kolom ‘naam_incl_soort’ is leeg."),
        ((REGISTER + "gemeente,gm0003\n").encode(), "Regel 6: 2 kolommen"),
        (REGISTER.replace("gm0002,gemeente Bee", "gm0001,gemeente Bee").encode(), "Regel 3: ‘"),
        (REGISTER.encode() + b"\0", "dit is geen tekstbestand"),
    ],
)
def test_a_wrong_file_is_refused_with_the_line(data: bytes, said: str) -> None:
    with pytest.raises(FileRefused) as refused:
        parse_organisations(data)
    assert said in str(refused.value)


def test_every_wrong_line_is_told_at_once() -> None:
    wrong = REGISTER.replace("1990-01-01", "gisteren").replace("2018-12-31", "ooit")
    with pytest.raises(FileRefused) as refused:
        parse_organisations(wrong.encode())
    assert [problem.line for problem in refused.value.problems] == [2, 3]


def test_successors_are_checked() -> None:
    assert parse_successors(b"old;new\nhttps://a.nl/1;https://a.nl/2\n") == [(2, "https://a.nl/1", "https://a.nl/2")]
    with pytest.raises(FileRefused, match="volgt zichzelf niet op"):
        parse_successors(b"old,new\nhttps://a.nl/1,https://a.nl/1\n")


@pytest.fixture
def families(db: None) -> dict[str, OrganisationType]:
    return {slug: FamilyFactory(slug=slug, label=slug) for slug in ("gemeente", "provincie", "waterschap")}


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(REGISTER)
    return path


def run(command: str, *args: Any) -> str:
    out = StringIO()
    call_command(command, *map(str, args), stdout=out)
    return out.getvalue()


def test_organisations_are_added_once(families: dict[str, OrganisationType], register: Path) -> None:
    assert "Klaar: 4 nieuw." in run("import_organisations", register)
    assert "Klaar: 4 ongewijzigd." in run("import_organisations", register)
    ended = Organisation.objects.get(slug="gemeente-bee")
    assert (ended.label, ended.family, ended.ended_on) == ("Gemeente Bee", families["gemeente"], date(2019, 1, 1))
    assert Organisation.objects.get(slug="gemeente-aa").uri == f"{TOOI}gemeente/gm0001"


def test_a_dry_run_changes_nothing(families: dict[str, OrganisationType], register: Path) -> None:
    OrganisationFactory(label="gemeente aa", family=families["gemeente"])
    assert "Proef, er is niets veranderd: 3 nieuw, 1 gekoppeld aan het register." in run(
        "import_organisations", register, "--dry-run"
    )
    assert [organisation.uri for organisation in Organisation.objects.all()] == [None]


def test_an_organisation_keeps_its_slug_family_name_and_cases(
    families: dict[str, OrganisationType], register: Path
) -> None:
    other = FamilyFactory(slug="andere")
    by_uri = OrganisationFactory(slug="bee", label="Bee (samen)", uri=f"{TOOI}gemeente/gm0002", family=other)
    by_name = OrganisationFactory(slug="aa", label="GEMEENTE AA", family=families["gemeente"])
    page = make_case(organisations=[by_uri, by_name])
    said = run("import_organisations", register)
    assert "‘Bee (samen)’ heet in het register ‘Gemeente Bee’" in said
    by_uri.refresh_from_db()
    by_name.refresh_from_db()
    assert (by_uri.slug, by_uri.label, by_uri.family, by_uri.ended_on) == (
        "bee",
        "Bee (samen)",
        other,
        date(2019, 1, 1),
    )
    assert (by_name.slug, by_name.uri) == ("aa", f"{TOOI}gemeente/gm0001")
    assert [row.organisation for row in page.organisations.all()] == [by_uri, by_name]
    run("import_organisations", register, "--rename")
    by_uri.refresh_from_db()
    assert by_uri.label == "Gemeente Bee"


def test_pages_of_a_changed_organisation_are_announced(
    families: dict[str, OrganisationType], register: Path, django_capture_on_commit_callbacks: Any
) -> None:
    merged = OrganisationFactory(uri=f"{TOOI}gemeente/gm0002", family=families["gemeente"])
    page = make_case(organisations=[merged])
    heard: list[frozenset[int]] = []

    def listen(sender: Any, page_ids: frozenset[int], **_: Any) -> None:
        heard.append(page_ids)

    page_state_changed.connect(listen)
    try:
        run("import_organisations", register)
    finally:
        page_state_changed.disconnect(listen)
    assert heard == [frozenset({page.pk})]


def test_what_left_the_register_is_ended_only_when_asked(families: dict[str, OrganisationType], register: Path) -> None:
    gone = OrganisationFactory(uri=f"{TOOI}gemeente/gm0009", family=families["gemeente"])
    other_part = OrganisationFactory(uri=f"{TOOI}ministerie/mnre0001")
    without = OrganisationFactory()
    run("import_organisations", register)
    gone.refresh_from_db()
    assert gone.ended_on is None
    assert "1 vervallen" in run("import_organisations", register, "--end-missing")
    for organisation in (gone, other_part, without):
        organisation.refresh_from_db()
    assert gone.ended_on == timezone.localdate()
    assert other_part.ended_on is None
    assert without.ended_on is None


def test_a_merged_municipality_names_its_successor(
    families: dict[str, OrganisationType], register: Path, tmp_path: Path
) -> None:
    pairs = tmp_path / "opvolgers.csv"
    pairs.write_text(f"old,new\n{TOOI}gemeente/gm0002,{TOOI}gemeente/gm0001\n")
    assert "1 opvolger ingevuld" in run("import_organisations", register, "--successors", pairs)
    merged = Organisation.objects.get(slug="gemeente-bee")
    assert merged.replaced_by == Organisation.objects.get(slug="gemeente-aa")
    assert "opvolger" not in run("import_organisations", register, "--successors", pairs)


def test_a_successor_of_something_that_still_exists_is_refused(
    families: dict[str, OrganisationType], register: Path, tmp_path: Path
) -> None:
    pairs = tmp_path / "opvolgers.csv"
    pairs.write_text(f"old,new\n{TOOI}gemeente/gm0001,{TOOI}gemeente/gm7777\n")
    with pytest.raises(CommandError) as refused:
        run("import_organisations", register, "--successors", pairs)
    assert "Regel 2: ‘Gemeente Aa’ is niet vervallen" in str(refused.value)
    assert f"Regel 2: ‘{TOOI}gemeente/gm7777’ is onbekend." in str(refused.value)
    assert not Organisation.objects.exists()


def test_without_its_families_nothing_is_imported(db: None, register: Path) -> None:
    with pytest.raises(CommandError, match="Regel 2: familie ‘gemeente’ bestaat nog niet"):
        run("import_organisations", register)
    assert not Organisation.objects.exists()


def test_a_wrong_file_changes_nothing(families: dict[str, OrganisationType], tmp_path: Path) -> None:
    path = tmp_path / "fout.csv"
    path.write_text(REGISTER.replace("provincie,pv01", "graafschap,pv01"))
    with pytest.raises(CommandError, match="Er is niets ingelezen"):
        run("import_organisations", path)
    assert not Organisation.objects.exists()
    with pytest.raises(CommandError, match="niet te lezen"):
        run("import_organisations", tmp_path / "bestaat-niet.csv")


def test_products_are_imported_and_found_by_address(db: None, tmp_path: Path) -> None:
    own = ProductFactory(slug="kind-adopteren", label="een kind adopteren", uri=f"{UPL_TERMS}adoptie")
    path = tmp_path / "upl.csv"
    path.write_text(UPL)
    assert "Klaar: 1 nieuw, 1 ongewijzigd." in run("import_products", path)
    own.refresh_from_db()
    assert (own.slug, own.label) == ("kind-adopteren", "een kind adopteren")
    assert Product.objects.get(slug="adr-certificaat").uri == f"{UPL_TERMS}adr"


@pytest.mark.parametrize(
    "ours",
    [
        "Gemeente ’s-Aa",
        "gemeente 's‑aa",
        "Gemeente\u00a0's-Aa",
        "Gemeente  's - Aa",
        "Ge\u00admeente `s–Aa",
        "GEMEENTE ´S-AA",
    ],
)
def test_one_name_in_another_dress_is_the_same_organisation(
    families: dict[str, OrganisationType], tmp_path: Path, ours: str
) -> None:
    known = OrganisationFactory(label=ours, family=families["gemeente"])
    path = tmp_path / "register.csv"
    path.write_text(REGISTER.replace("gemeente Aa", "gemeente 's-Aa"))
    assert "3 nieuw, 1 gekoppeld aan het register" in run("import_organisations", path)
    known.refresh_from_db()
    assert known.uri == f"{TOOI}gemeente/gm0001"


def test_letters_in_two_characters_are_the_same_product(db: None, tmp_path: Path) -> None:
    known = ProductFactory(label="Adoptie\u0308")
    path = tmp_path / "upl.csv"
    path.write_text(UPL.replace("adoptie,", "adopti\u00eb,", 1).replace("\nadoptie,", "\nadopti\u00eb,"))
    assert "1 nieuw, 1 gekoppeld aan het register" in run("import_products", path)
    known.refresh_from_db()
    assert known.uri == f"{UPL_TERMS}adoptie"


def test_what_only_looks_alike_is_listed_and_not_matched(families: dict[str, OrganisationType], register: Path) -> None:
    OrganisationFactory(label="Hoogheemraadschap E.F.", family=families["waterschap"])
    OrganisationFactory(label="Bée", family=families["gemeente"])
    OrganisationFactory(label="Belastingdienst")
    said = run("import_organisations", register, "--dry-run")
    assert "Lijkt op elkaar: ‘Hoogheemraadschap E.F.’ staat er al, ‘Hoogheemraadschap Ef’ is nieuw." in said
    assert "Lijkt op elkaar: ‘Bée’ staat er al, ‘Gemeente Bee’ is nieuw." in said
    assert "Belastingdienst" not in said
    assert "4 nieuw" in said


def test_an_end_that_was_corrected_is_taken_and_reported(families: dict[str, OrganisationType], register: Path) -> None:
    run("import_organisations", register)
    register.write_text(REGISTER.replace("2018-12-31", "2020-12-31"))
    assert "Klaar: 1 bijgewerkt, 3 ongewijzigd." in run("import_organisations", register)
    assert Organisation.objects.get(slug="gemeente-bee").ended_on == date(2021, 1, 1)
    assert run("import_organisations", register).startswith("Klaar: 4 ongewijzigd.")
    register.write_text(REGISTER.replace("2018-12-31", ""))
    said = run("import_organisations", register)
    assert "Hier vervallen, in het register zonder einddatum: ‘Gemeente Bee’." in said, "an editor decides"
    assert Organisation.objects.get(slug="gemeente-bee").ended_on == date(2021, 1, 1)


@pytest.mark.parametrize(
    ("last_day", "ended_on"),
    [("2024-02-28", date(2024, 2, 29)), ("2023-12-31", date(2024, 1, 1)), ("9999-12-31", None)],
)
def test_an_organisation_ends_the_day_after_its_last(last_day: str, ended_on: date | None) -> None:
    assert parse_organisations(REGISTER.replace("2018-12-31", last_day).encode())[1].ended_on == ended_on


UPL_TERMS = "http://standaarden.overheid.nl/owms/terms/"


def test_imported_words_are_found_in_the_chooser(
    families: dict[str, OrganisationType], register: Path, admin_client: Any
) -> None:
    run("import_organisations", register)
    viewset = Organisation.snippet_viewset.chooser_viewset  # type: ignore[attr-defined]
    found = admin_client.get(reverse(viewset.get_url_name("choose_results")), {"q": "gemeente"}).content.decode()
    assert "Gemeente Aa" in found
    assert "Gemeente Bee" not in found
