from __future__ import annotations

import json
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.template import Context, Template

from core.templatetags import site_tags


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0%"), (34, "34%"), (Decimal(100) / 3, "33.33%"), (Decimal("100.00"), "100%"), (10, "10%")]
)
def test_a_position_is_never_in_dutch_notation(value: Decimal, text: str) -> None:
    assert site_tags.at(value) == text


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.binnl.nl/kennisbank/", "binnl.<wbr>nl"),
        ("https://behaviouraleconomics.pmc.gov.au/x", "pmc.<wbr>gov.<wbr>au"),
        ("https://www.nu.nl/", "nu.<wbr>nl"),
    ],
)
def test_a_source_is_named_by_its_site(url: str, shown: str) -> None:
    assert site_tags.host(url) == shown


def test_data_cannot_end_its_element() -> None:
    block = site_tags.json_ld({"name": "</script><!-- & é"})
    assert block.count("</script>") == 1
    assert "<!--" not in block
    inside = block.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert json.loads(inside) == {"name": "</script><!-- & é"}


def test_text_with_soft_hyphens_is_still_escaped() -> None:
    shown = Template("{% load site_tags %}{{ text|soft }}").render(Context({"text": "<b>praktijkvoorbeeld"}))
    assert shown == "&lt;b&gt;praktijk\N{SOFT HYPHEN}voorbeeld"


def test_a_list_has_one_capital_but_abbreviations_keep_theirs() -> None:
    assert site_tags.listed(["Web", "E-mail", "VOG"]) == "Web, e-mail, VOG"


def test_headings_get_the_place_of_their_block_as_anchor() -> None:
    body = [SimpleNamespace(block_type="text", value="x"), SimpleNamespace(block_type="heading", value="Kop")]
    assert site_tags.headings(body) == [("kop-2", "Kop")]
