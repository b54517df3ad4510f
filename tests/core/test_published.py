from __future__ import annotations

import pytest

from cases.models import CasePage
from core.published import PublishedKind, kind_of, kinds, register, result_kinds
from core.published.checks import every_page_type_is_decided_about
from home.models import HomePage
from methods.models import MethodPage


def test_the_kinds_of_the_site() -> None:
    assert [(kind.slug, kind.code, kind.prefix) for kind in result_kinds()] == [
        ("methode", "method", "m"),
        ("praktijkvoorbeeld", "case", "p"),
    ]
    assert result_kinds() == kinds()[:2]
    assert [kind.noun(1) for kind in result_kinds()] == ["methode", "praktijkvoorbeeld"]
    assert [kind.plural for kind in result_kinds()] == ["Methoden", "Praktijkvoorbeelden"]
    ranks = [kind.rank for kind in kinds()]
    assert ranks == sorted(set(ranks)), "no two kinds share a place"


def test_a_kind_is_found_by_slug_and_model() -> None:
    methods, cases = result_kinds()
    assert kind_of("methode") is kind_of(MethodPage) is methods
    assert kind_of(CasePage) is cases
    assert kind_of("onbekend") is kind_of(HomePage) is None


@pytest.mark.parametrize(
    "kind",
    [
        PublishedKind(HomePage, "methode"),
        PublishedKind(MethodPage, "andere"),
        PublishedKind(HomePage, "andere", rank=64),
        PublishedKind(HomePage, "een-veel-te-lange-naam"),
    ],
)
def test_what_cannot_be_registered(kind: PublishedKind) -> None:
    before = kinds()
    with pytest.raises(ValueError, match=kind.slug):
        register(kind)
    assert kinds() == before


def test_a_page_type_that_nobody_decided_about_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert every_page_type_is_decided_about(None) == []
    monkeypatch.setattr(HomePage, "is_kind", True)
    [error] = every_page_type_is_decided_about(None)
    assert (error.id, error.obj) == ("core.E001", HomePage)
