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


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ('<p>hoi <script>alert(1)</script><img onerror="alert(1)" src="x"></p>', "<p>hoi </p>"),
        ('<p onclick="alert(1)" style="x" class="y">een <span lang="en">two</span></p>', "<p>een two</p>"),
        ("<p>een</p><iframe src='https://elders.nl'>twee</iframe><p>drie</p>", "<p>een</p><p>drie</p>"),
        ("<p>een<svg><script>alert(1)</script><text>x</text></svg> twee</p>", "<p>een twee</p>"),
        ("<SCRIPT>alert(1)</SCRIPT ><p>een</p>", "<p>een</p>"),
        ("<p>een<script>alert(1)", "<p>een"),
        ("<p>&lt;script&gt; & 2 < 3</p>", "<p>&lt;script&gt; &amp; 2 &lt; 3</p>"),
        ("<!-- x --><p>een</p><?php x ?><![CDATA[y]]>", "<p>een</p>"),
        ('<form action="https://elders.nl"><p>een<input name="x"></p></form>', "<p>een</p>"),
        ('<p><a class="x" target="y" href="https://a.nl/?a=1&amp;b=2">x</a></p>', None),
        ('<p><embed embedtype="media" url="https://elders.nl"/>een</p>', "<p>een</p>"),
        (
            '<p>x</p><embed embedtype="image" format="x" id="afbeelding:kaart.png" alt="a" onload="b"/>',
            '<p>x</p><embed alt="a" embedtype="image" format="fullwidth" id="7"/>',
        ),
        ("<p>H<sub>2</sub>O</p><ul><li><b>een</b></li></ul>", "<p>H<sub>2</sub>O</p><ul><li><b>een</b></li></ul>"),
    ],
)
def test_only_what_an_editor_can_make_survives(text: str, html: str | None) -> None:
    found = to_rich_text(text, LINKS)
    assert found == (html or '<p><a href="https://a.nl/?a=1&amp;b=2">x</a></p>')
    assert to_rich_text(found.replace('id="7"', 'id="afbeelding:kaart.png"'), LINKS) == found


@pytest.mark.parametrize(
    "text",
    [
        *(
            f'<p><a href="{address}">x</a></p>'
            for address in ("javascript:alert(1)", "JAVAscript:x", "data:x", "//a.nl")
        ),
        *("<p><a href='java&#115;cript:alert(1)' class='x'>x</a></p>", "<p><a onclick='x'>x</a></p>"),
        '<p><a title="x" href="vbscript:x">x</a></p>',
        '![x](afbeelding:kaart.png "elders")',
    ],
)
def test_no_address_of_a_script_comes_in_as_html(text: str) -> None:
    with pytest.raises(MarkdownError):
        to_rich_text(text, LINKS)


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
