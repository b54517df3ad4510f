"""Synonyms that editors manage."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from search.curation.cache import current_curation
from search.curation.synonyms import SynonymGroup, load_starter_synonyms, stands_on_site
from search.dutch.synonyms import parse_group
from search.index.term_dictionary import TermDictionary

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "line", ["bellen", "a = ", "= a", "a -> b -> c", "bellen = bellen", "!! = ??", "x" * 200 + " = y"]
)
def test_a_wrong_line_is_refused_at_the_field(line: str) -> None:
    with pytest.raises(ValidationError) as caught:
        SynonymGroup(line=line).full_clean()
    assert list(caught.value.message_dict) == ["line"]


def test_the_starter_list_is_loaded_once() -> None:
    count = load_starter_synonyms()
    assert count == SynonymGroup.objects.count() > 50
    SynonymGroup.objects.first().delete()  # type: ignore[union-attr]
    assert load_starter_synonyms() == 0
    assert SynonymGroup.objects.count() == count - 1
    for group in SynonymGroup.objects.all():
        group.full_clean()


def test_the_thesaurus_is_made_again_only_when_a_group_changed() -> None:
    group = SynonymGroup.objects.create(line="bellen = telefoon")
    before = current_curation().synonyms
    assert current_curation().synonyms is before
    group.line = "bellen  =  opbellen"
    group.save()
    assert group.line == "bellen = opbellen"
    assert current_curation().synonyms is not before


def test_a_line_that_can_no_longer_be_read_does_no_harm() -> None:
    SynonymGroup.objects.bulk_create([SynonymGroup(line="kapot"), SynonymGroup(line="bellen = telefoon")])
    assert current_curation().synonyms.expand(["bel"])


def test_editors_find_and_change_them(admin_client: Client) -> None:
    list_url = reverse(SynonymGroup.snippet_viewset.get_url_name("list"))  # type: ignore[attr-defined]
    add_url = reverse(SynonymGroup.snippet_viewset.get_url_name("add"))  # type: ignore[attr-defined]
    assert admin_client.post(add_url, {"line": "bellen = telefoon"}).status_code == 302
    assert "bellen = telefoon" in admin_client.get(list_url).content.decode()
    refused = admin_client.post(add_url, {"line": "alleen"})
    assert refused.status_code == 200
    assert "alleen" in refused.content.decode()
    assert SynonymGroup.objects.count() == 1


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("bellen = telefoon", True),
        ("zwembad = zwemplas", False),
        ("zwemplas -> telefoon", True),
        ("telefoon -> zwemplas", False),  # leads to nothing
        ("waar blijft -> status van de brief", True),
        ("waar blijft -> status van de dijk", False),
        ("wachtrij = belwachtrij", True),  # a part of a compound
    ],
)
def test_a_group_without_a_word_of_the_site_is_told(line: str, expected: bool) -> None:
    site = TermDictionary({"telefoon": 3, "status": 1, "brief": 9, "telefoonwachtrij": 1, "wachtrij": 1})
    assert stands_on_site(parse_group(line), site.stems) is expected
