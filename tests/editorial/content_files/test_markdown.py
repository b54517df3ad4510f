from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.content_files.formats.markdown import MarkdownError, to_markdown, to_rich_text
from tests.generated import draws


class FixedLinks:
    """Method 18 is page 118, and there is one image."""

    def page_id(self, address: str) -> int | None:
        return 118 if address == "methode:18" else None

    def page_address(self, page_id: int) -> str | None:
        return "methode:18" if page_id == 118 else None

    def image_id(self, name: str) -> int | None:
        return 7 if name == "kaart.png" else None

    def image_name(self, image_id: int) -> str | None:
        return "kaart.png" if image_id == 7 else None


LINKS = FixedLinks()

EXAMPLES = [
    ("Beste [naam], dit is **vet** en *schuin*.", "<p>Beste [naam], dit is <b>vet</b> en <i>schuin</i>.</p>"),
    ("Zie [methode 18](methode:18).", '<p>Zie <a id="118" linktype="page">methode 18</a>.</p>'),
    ("[Bron](https://a.nl/?a=1&b=2)", '<p><a href="https://a.nl/?a=1&amp;b=2">Bron</a></p>'),
    ("[Vraag het](/vraag-de-redactie/)", '<p><a href="/vraag-de-redactie/">Vraag het</a></p>'),
    ("Vooraf:\n\n- een\n- twee\n\nDaarna.", "<p>Vooraf:</p><ul><li>een</li><li>twee</li></ul><p>Daarna.</p>"),
    ("1. een\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
    ("Regel een\\\nregel twee", "<p>Regel een<br/>regel twee</p>"),
    ("## Kop\n\nTekst", "<h2>Kop</h2><p>Tekst</p>"),
    ("- een\n  - dieper\n- twee", "<ul><li>een<ul><li>dieper</li></ul></li><li>twee</li></ul>"),
    (
        '![Een kaart](afbeelding:kaart.png "fullwidth")',
        '<embed alt="Een kaart" embedtype="image" format="fullwidth" id="7"/>',
    ),
]


@pytest.mark.parametrize(("text", "html"), EXAMPLES)
def test_both_ways(text: str, html: str) -> None:
    assert to_rich_text(text, LINKS) == html
    assert to_markdown(html, LINKS) == text


def test_what_markdown_cannot_say_stays_html_with_addresses_of_files() -> None:
    html = '<p>a<b>b,</b>c <a id="118" linktype="page">18</a><embed alt="" embedtype="image" format="left" id="7"/></p>'
    text = to_markdown(html.replace("a<b>", "a<sup>1</sup><b>"), LINKS)
    assert text.startswith("<p>")
    assert 'href="methode:18"' in text
    assert 'id="afbeelding:kaart.png"' in text
    assert to_rich_text(text, LINKS) == html.replace("a<b>", "a<sup>1</sup><b>")


def test_editor_keys_and_empty_paragraphs_do_not_show() -> None:
    html = '<p data-block-key="ab1">een</p><p data-block-key="cd2"></p><p data-block-key="ef3">twee</p>'
    assert to_markdown(html, LINKS) == "een\n\ntwee"


@pytest.mark.parametrize(
    "text",
    ["[x](methode:99)", "![x](afbeelding:weg.png)", "[x](ftp://a.nl/)", "[x](/methoden/)", "`code`\n\n***\n[y](z)"],
)
def test_a_link_that_leads_nowhere_is_refused_in_dutch(text: str) -> None:
    with pytest.raises(MarkdownError):
        to_rich_text(text, LINKS)


def test_html_in_a_file_is_only_text() -> None:
    assert to_rich_text("Kijk <script>alert(1)</script>", LINKS) == "<p>Kijk &lt;script&gt;alert(1)&lt;/script&gt;</p>"


def test_a_script_address_is_only_text() -> None:
    assert to_rich_text("[x](javascript:alert(1))", LINKS) == "<p>[x](javascript:alert(1))</p>"


INLINE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=25
).filter(lambda text: text.strip())


@st.composite
def rich_texts(draw: st.DrawFn) -> str:
    """Rich text as an editor can make it: paragraphs and lists with bold, italic and links, around any words."""

    def words() -> str:
        text = draw(INLINE).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        wrap = draw(st.sampled_from(["{}", "<b>{}</b>", "<i>{}</i>", '<a href="https://a.nl/">{}</a>', "{}<br/>x"]))
        return wrap.format(text)

    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        items = [words() + words() for _ in range(draw(st.integers(1, 3)))]
        shape = draw(st.sampled_from(["p", "ul", "ol"]))
        blocks.append(
            "".join(f"<p>{item}</p>" for item in items)
            if shape == "p"
            else f"<{shape}>{''.join(f'<li>{item}</li>' for item in items)}</{shape}>"
        )
    return "".join(blocks)


@pytest.mark.generated
@settings(max_examples=draws(80, 300))
@given(rich_texts())
def test_what_an_editor_makes_comes_back_and_stays_the_same(html: str) -> None:
    text = to_markdown(html, LINKS)
    again = to_rich_text(text, LINKS)
    assert to_markdown(again, LINKS) == text
    assert _words(again) == _words(html)


def _words(html: str) -> list[str]:
    """The visible words, whatever the spaces between them."""
    plain = re.sub(r"<[^>]+>", " ", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return "".join(plain.split()) and list("".join(plain.split()))
