"""What an address says is read as it was meant, whatever stands in it."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from core.visibility import public_pages
from methods.models import MethodPage
from tests.factories.pages import make_case, make_method, make_site
from tests.generated import draws
from workshop.selection.selection import MOST, Name, Selection


@pytest.mark.parametrize(
    ("query", "names", "unreadable", "left_out"),
    [
        ("", "", (), 0),
        ("k=", "", (), 0),
        ("k=31,18,p2", "31,18,p2", (), 0),
        ("k=M31,+P2,m31", "31,p2", (), 0),
        ("K=M31,P2", "31,p2", (), 0),
        ("k=31%2C18&k=40&k=31", "31,18,40", (), 0),
        ("k=31;18 40", "31,18,40", (), 0),
        ("k=031,p02", "31,p2", (), 0),
        ("k=31,x,0,p,-3,1.5,99999999", "31", ("x", "0", "p", "-3", "1.5", "99999999"), 0),
        ("k=z3,٣,31", "31", ("z3", "٣"), 0),
        ("k=<b>,<b>", "", ("<b>",), 0),
        (f"k={','.join(map(str, range(1, 62)))}", ",".join(map(str, range(1, 61))), (), 1),
        (f"k={','.join(map(str, range(1, 61)))},1,2", ",".join(map(str, range(1, 61))), (), 0),
    ],
)
def test_reading(query: str, names: str, unreadable: tuple[str, ...], left_out: int) -> None:
    found = Selection.read(QueryDict(query))
    assert (str(found), found.unreadable, found.left_out) == (names, unreadable, left_out)


@pytest.mark.generated
@settings(max_examples=draws(50, 5_000))
@given(text=st.text(max_size=300))
def test_anything_is_read_and_its_address_says_the_same(text: str) -> None:
    found = Selection.parse(text)
    assert len(found.names) <= MOST
    assert Selection.read(QueryDict(found.address().partition("?")[2])).names == found.names


def test_changing_it() -> None:
    one = Selection.parse("31,18,p2")
    assert one.address() == "/stapel/?k=31,18,p2"
    assert str(one.moved(Name("m", 18), -1)) == "18,31,p2"
    assert str(one.moved(Name("m", 31), -1)) == "31,18,p2"
    assert str(one.moved(Name("m", 31), 1)) == "18,31,p2"
    assert str(one.without(Name("m", 18))) == "31,p2"
    assert str(one.adding(Name("p", 3), Name("m", 31))) == "31,18,p2,p3"
    assert Selection().address() == "/stapel/"
    assert len(str(Selection.of(Name("m", each) for each in range(1, 70)))) < 200


@pytest.mark.django_db
def test_what_is_not_public_is_told_apart_from_what_is_and_from_nothing_else() -> None:
    site = make_site()
    shown, hidden, case = make_method(), make_method(), make_case()
    hidden.unpublish()
    assert not public_pages(MethodPage.objects.filter(pk=hidden.pk)).exists()
    chosen = Selection.parse(f"p{case.number},{hidden.number},{shown.number},p99").cards()
    assert [(each.name.prefix, each.title, each.url) for each in chosen.found] == [
        ("p", case.title, case.url),
        ("m", shown.title, shown.url),
    ]
    assert chosen.missing == (Name("m", hidden.number), Name("p", 99))
    assert chosen.notices == [
        f"Methode {hidden.number} en praktijkvoorbeeld 99 staan hier niet: ingetrokken, niet openbaar of nooit geweest."
    ]
    assert str(chosen.selection) == f"p{case.number},{shown.number}"
    assert hidden.title not in " ".join(chosen.notices)
    assert site.home.pk
