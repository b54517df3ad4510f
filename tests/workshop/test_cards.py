"""Cards as a PDF: text is data, the codes lead to the cards, and one is made at a time."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from django.test import Client
from PIL import Image

from core.http.cache.page_pool import PagePool
from tests.home.reading import soup, words
from tests.starter import needs
from tests.workshop.conftest import Bank
from workshop.cards import kept, pdf, views
from workshop.cards.content import PrintedCard
from workshop.cards.font_signs import printable, signs
from workshop.cards.pdf import TEMPLATE, make_pdf

HOSTILE = '#import "@preview/x:1.0.0": * #read("/etc/passwd") $a^2$ *b* _c_ `d` [e] \\ // <f> @g'
LONG = "Stuur arbeidsongeschiktheidsverzekeringsmaatschappijen een herinnering " * 3


def card(number: int = 31, **fields: object) -> PrintedCard:
    usual = {
        "name": str(number),
        "kind": "Methode",
        "title": "Stuur een herinnering",
        "gist": "Herinner kort voor de datum.",
        "theme": "Gebruiksgemak",
        "look": "gebruiksgemak",
        "brief": "Beter",
        "facts": (("Werkt het?", "Beter, bij 7 organisaties"), ("Kost", "Enkele weken")),
        "short_url": f"/m/{number}",
    }
    return PrintedCard(**(usual | fields))  # type: ignore[arg-type]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[bytes], str]:
    """The words of a PDF on one line."""

    def text(made: bytes) -> str:
        path = tmp_path / "cards.pdf"
        path.write_bytes(made)
        printed = subprocess.run(
            [needs.pdftotext(), "-raw", str(path), "-"], text=True, capture_output=True, check=True
        )
        return " ".join(printed.stdout.split())

    return text


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "POOL", PagePool(kept.MOST_BYTES))


def test_text_is_data_and_never_markup(read: Callable[[bytes], str]) -> None:
    shown = read(make_pdf([card(title=HOSTILE, gist=HOSTILE)], title=HOSTILE, address=""))
    for part in ('#import "@preview/x:1.0.0": *', '#read("/etc/passwd")', "$a^2$ *b* _c_ `d` [e] \\ // <f> @g"):
        assert part in shown
    assert "root:" not in shown


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Bel ons 📞 nu", "Bel ons nu"),
        ("“Zo” — één, ’s ochtends: € 5", "“Zo” — één, ’s ochtends: € 5"),
        ("e\u0301e\u0301n", "één"),
        ("a\x00b\tc\n d", "ab c d"),
        ("你好", "??"),
    ],
)
def test_signs_that_the_font_lacks_do_not_stop_it(text: str, printed: str) -> None:
    assert printable(text) == printed
    assert set(printed) <= signs() | {" "}
    assert make_pdf([card(title=text, gist=text)], title=text, address="").startswith(b"%PDF")


def test_fronts_and_backs_meet_and_everything_fits(tmp_path: Path) -> None:
    """Overview on a sheet of its own, then a sheet of fronts and one of backs for each nine; the longest fits too."""
    made = make_pdf(
        [
            card(number, title=LONG, gist=LONG, facts=(("Wie", LONG), ("Wat gebeurde er?", LONG)))
            for number in range(1, 11)
        ],
        title="Tien",
        address="/stapel/?k=1,2",
    )
    pages = picture(made, tmp_path)
    assert len(pages) == 6
    first, backs = (codes(page) for page in (pages[0], pages[3]))
    assert [text for text, _ in first] == ["https://www.example.nl/stapel/?k=1,2"]
    assert sorted(text for text, _ in backs) == [f"https://www.example.nl/m/{number}" for number in range(1, 10)]
    # Over the long edge left becomes right: card 1 is the last of its row.
    places = {text.rpartition("/")[2]: place for text, place in backs}
    assert places["1"] > places["2"] > places["3"]
    assert [text for text, _ in codes(pages[5])] == ["https://www.example.nl/m/10"]


def picture(made: bytes, folder: Path) -> list[Path]:
    """The pages as pictures of 150 dots an inch."""
    (folder / "made.pdf").write_bytes(made)
    command = [str(Path(needs.pdftotext()).with_name("pdftoppm")), "-r", "150", "-png", "made.pdf", "page"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return sorted(folder.glob("page-*.png"))


def codes(path: Path) -> list[tuple[str, int]]:
    """What a decoder reads from a picture, with how far to the right it stands."""
    with Image.open(path) as shown:
        return [(found.text, found.position.top_left.x) for found in zxingcpp.read_barcodes(shown.convert("L"))]


def test_the_same_cards_give_the_same_bytes_and_nothing_is_fetched() -> None:
    assert make_pdf([card()], title="Een", address="") == make_pdf([card()], title="Een", address="")
    template = TEMPLATE.read_text()
    assert not any(word in template for word in ("@preview", "#import", "#include", "eval(", "read("))


@pytest.mark.django_db
def test_it_is_made_once_per_state(
    client: Client, bank: Bank, monkeypatch: pytest.MonkeyPatch, read: Callable[[bytes], str]
) -> None:
    made: list[str] = []

    def counted(cards: list[PrintedCard], *, title: str, address: str) -> bytes:
        made.append(title)
        return make_pdf(cards, title=title, address=address)

    monkeypatch.setattr(kept, "make_pdf", counted)
    one, other = (
        f"/kaarten.pdf?k={bank.first.number},p{bank.trial.number}",
        f"/kaarten.pdf?k=p{bank.trial.number},{bank.first.number}",
    )
    first = client.get(one)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert client.get(other).content == first.content
    assert len(made) == 1
    shown = read(first.content)
    assert "Schrijf gewoon" in shown and "De proef" in shown and "Kanarie" not in shown
    assert client.get(f"/kaarten.pdf?k={bank.hidden.number}").status_code == 404
    bank.first.unpublish()
    assert "Schrijf gewoon" not in read(client.get(one).content)
    assert len(made) == 2


@pytest.mark.django_db
def test_one_is_made_at_a_time_and_the_page_prints_meanwhile(client: Client, bank: Bank) -> None:
    path = f"/kaarten.pdf?k={bank.first.number}"
    with kept.MAKING:
        page = soup(client, path, status=429)
        assert client.get(path)["Retry-After"] == "5"
    assert "print deze pagina" in words(page.main) and page.select("[data-card]")
    assert client.get(path).status_code == 200
    with kept.MAKING:  # what is kept waits for nobody
        assert client.get(path).status_code == 200


@pytest.mark.django_db
def test_without_typst_cards_print_as_a_page_that_says_so(
    client: Client, bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "is_installed", lambda: False)
    page = soup(client, f"/kaarten/?k={bank.first.number},p{bank.background.number}")
    assert len(page.select("[data-card]")) == 2
    assert "De PDF met voor- en achterkanten is op deze site niet aangezet." in words(page.main)
    assert not page.select("a[href*='kaarten.pdf']")
    assert "geen PDF" in words(soup(client, f"/kaarten.pdf?k={bank.first.number}", status=503).main)


@pytest.mark.django_db
def test_cards_of_a_question_and_of_a_theme(client: Client, bank: Bank, fill_index: Callable[[], None]) -> None:
    fill_index()
    assert client.get("/kaarten.pdf?q=schrijf").status_code == 200
    assert client.get(f"/kaarten.pdf?thema={bank.first.theme.slug}").status_code == 200
    first = soup(client, "/kaarten/?q=schrijf").select_one("[data-card]")
    assert first["data-card"] == str(bank.first.number)
    assert client.get("/kaarten.pdf").status_code == 302


@pytest.mark.django_db
def test_what_cannot_be_laid_out_is_no_error_page(client: Client, bank: Bank, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object, **__: object) -> bytes:
        raise pdf.CannotMake("unknown sign")

    monkeypatch.setattr(kept, "make_pdf", fails)
    page = soup(client, f"/kaarten.pdf?k={bank.first.number}", status=503)
    assert page.select("[data-card]") and not kept.MAKING.locked()


@pytest.mark.parametrize("path", ["/M/{}", "/m/{}"])
@pytest.mark.django_db
def test_printed_addresses_work_in_capitals(client: Client, bank: Bank, path: str) -> None:
    response = client.get(path.format(bank.first.number))
    assert response.status_code in (301, 302)
    assert response["Location"].endswith(bank.first.get_url())


def test_a_theme_has_the_same_colours_on_paper_as_on_the_site() -> None:
    sheet = (needs.ROOT / "frontend" / "styles" / "30-cards.css").read_text()
    on_site = re.findall(r"\.od-theme--(\w+) \{\s+--od-theme-dark: (#\w+);\s+--od-theme-light: (#\w+);", sheet)
    on_paper = re.findall(r'^  (\w+): \(rgb\("(#\w+)"\), rgb\("(#\w+)"\)\)', TEMPLATE.read_text(), re.MULTILINE)
    assert sorted(on_paper) == sorted(on_site) != []
