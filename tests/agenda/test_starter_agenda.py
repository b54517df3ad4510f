"""The agenda a new site starts with: as many as the source has, each with where it was read."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
import yaml

from agenda.choices import State
from tests.starter.content import CONTENT

# Read in a document without an address of its own: a letter to parliament, a page kept by others, a conference paper.
WITHOUT_ADDRESS = 5


@cache
def items(kind: str) -> list[dict[str, Any]]:
    texts = [file.read_text() for file in sorted((CONTENT / "pages").glob("*.yaml"))]
    return [yaml.safe_load(text) for text in texts if f"\ntype: {kind}\n" in text]


def test_the_counts_are_those_of_the_source() -> None:
    assert (len(items("activiteit")), len(items("ambitie"))) == (29, 6)


def test_per_family_as_the_source_counts() -> None:
    families = [tuple(item["families"]) for item in items("activiteit")]
    for_all = [each for each in families if len(each) == 6]
    found = {
        slug: sum(slug in each for each in families if len(each) < 6)
        for slug in (
            *("gemeente", "provincie", "waterschap", "beleidsdepartement"),
            *("kleine-uitvoeringsorganisatie", "grote-uitvoeringsorganisatie"),
        )
    }
    assert (list(found.values()), len(for_all)) == ([10, 3, 4, 5, 2, 4], 3)


@pytest.mark.parametrize("kind", ["activiteit", "ambitie"])
def test_each_has_a_source_with_an_address_and_a_day(kind: str) -> None:
    for item in items(kind):
        sources = [*item["sources"], *item.get("states", ())]
        assert sources, item["title"]
        assert all(source["read_on"] for source in sources), item["title"]
        assert all(source["certainty"] in ("A", "B", "C") for source in sources), item["title"]
        assert item["sources"][0]["title"], item["title"]


def test_few_sources_have_no_address_and_say_what_they_are() -> None:
    bare = [source for item in items("activiteit") for source in item["sources"] if not source.get("url")]
    named = ("Kamerstuk", "Zaaddocument", "digitaleoverheid.nl")
    assert all(source["title"].startswith(named) for source in bare)
    without = [item for item in items("activiteit") if not any(source.get("url") for source in item["sources"])]
    assert len(without) <= WITHOUT_ADDRESS


def test_no_state_is_after_the_day_it_was_read() -> None:
    for item in items("activiteit"):
        for state in item["states"]:
            assert state["state"] in State.values
            assert str(state.get("known_on", ""))[:4] <= str(state["read_on"])[:4], item["title"]
