"""Both spellings of a graph are read as the same graph by a library that is not ours, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph as Read
from rdflib import Literal as ReadLiteral
from rdflib import URIRef
from rdflib.compare import isomorphic

from api.linked.graph import Address, Graph, Literal, dutch
from core.text.sanitise import plain_text
from tests.generated import draws

# rdflib warns of a class of its own.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")

THING = "https://www.example.nl/id/x"
HOSTILE = [
    'aan"halingstekens"',
    "back\\slash en \\u0041 en \\n",
    "regel\neinde\r\nen\ttab",
    "'''drie\"\"\"",
    "<https://kwaad.example/> . <x> a <y>",
    "@nl ^^xsd:date ; .",
    "nul\x00 en \x1b en \u2028 en \ufeff",
    "\U0001f600 ☃ é e\u0301 \u202egniks",
    "",
    " ",
]


def read(graph: Graph) -> Read:
    """The graph as both spellings give it, which must be one."""
    turtle, json_ld = Read().parse(data=graph.turtle(), format="turtle"), Read()
    json_ld.parse(data=graph.json_ld(), format="json-ld")
    assert isomorphic(turtle, json_ld)
    return turtle


def _with(value: Address | Literal) -> URIRef | ReadLiteral:
    graph = Graph()
    graph.describe(THING, "skos:Concept", {"skos:note": value})
    found = list(read(graph).objects(URIRef(THING), URIRef("http://www.w3.org/2004/02/skos/core#note")))
    assert len(found) == 1
    return found[0]  # type: ignore[return-value]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back_as_it_was(text: str) -> None:
    found = _with(dutch(text))
    assert (str(found), found.language) == (plain_text(text), "nl")


@pytest.mark.generated
@given(st.text())
@settings(max_examples=draws(60, 2000), deadline=None)
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    assert str(_with(dutch(text))) == plain_text(text)


@pytest.mark.generated
@given(st.text())
@settings(max_examples=draws(60, 2000), deadline=None)
def test_any_address_is_an_address(text: str) -> None:
    found = _with(Address(f"https://www.example.nl/{text}"))
    assert isinstance(found, URIRef)
    assert found.startswith("https://www.example.nl/")
    assert not set(found) & set(' <>"{}|\\^`\n\t\x00')


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("a b", "a%20b"),
        ('"<>{}|\\^`', "%22%3C%3E%7B%7D%7C%5C%5E%60"),
        ("100%", "100%25"),
        ("%41 en %e9", "%41%20en%20%e9"),
        ("nl\n\x00", "nl%0A%00"),
        ("terms/Gezinsbijslag_(België)", "terms/Gezinsbijslag_(België)"),
    ],
)
def test_what_may_not_stand_in_an_address_gets_a_code(text: str, address: str) -> None:
    assert Address(f"https://x.nl/{text}") == f"https://x.nl/{address}"
    assert str(_with(Address(f"https://x.nl/{text}"))) == f"https://x.nl/{address}"


def test_values_keep_their_datatype_and_what_is_said_twice_stands_once() -> None:
    graph = Graph()
    day = Literal("2026-11-30", datatype="xsd:date")
    graph.describe(THING, "dcat:Dataset", {"dct:modified": day, "dct:title": None, "dct:subject": []})
    graph.describe(THING, "dcat:Dataset", {"dct:modified": [day], "dct:relation": [Address(THING)]})
    found = read(graph)
    assert len(found) == 3
    [modified] = found.objects(URIRef(THING), URIRef("http://purl.org/dc/terms/modified"))
    assert str(modified.datatype) == "http://www.w3.org/2001/XMLSchema#date"
