"""What is made to be shared says its address, without script and without anybody else."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from tests.factories.pages import make_case, make_listing, make_method, make_site
from tests.home.reading import soup, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["method", "case", "listing"])
def test_a_page_can_be_copied_and_mailed(client: Client, kind: str) -> None:
    home = make_site().home
    page = {
        "method": lambda: make_method(title="Brief & telefoon?", number=31),
        "case": lambda: make_case(title="Brief & telefoon?", number=4),
        "listing": lambda: make_listing(home, "Brief & telefoon?", "brieven"),
    }[kind]()
    address = {"method": "https://www.example.nl/m/31", "case": "https://www.example.nl/p/4"}.get(kind)
    address = address or "https://www.example.nl/brieven/"
    main = soup(client, page.get_url()).main
    [button] = main.select("button[data-copy]")
    assert button["data-copy"] == address and button.has_attr("hidden")
    assert main.find("a", string=address)["href"] == address
    link = urlsplit(main.find("a", string="Mail deze pagina")["href"])
    assert (link.scheme, link.path) == ("mailto", "")
    assert parse_qs(link.query) == {"subject": ["Brief & telefoon?"], "body": [address]}
    assert [words(each) for each in main.select("[role=status][data-copied]")] == [""]
