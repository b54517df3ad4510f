"""The lists of words as concept schemes (SKOS). Addresses of words stay: `/id/kanalen/telefoon` answers for good."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from api.linked.graph import Address, Graph, Literal, Said, dutch
from api.terms import LISTS
from api.version import LICENCE_URL
from core.text.numbers import sentence_case
from core.text.sanitise import one_line
from vocabulary.models import Indicator, Organisation, Term

# As the examples of the profile write it.
LICENCE = Address(LICENCE_URL.replace("https:", "http:"))
_NAMES = {model: name for name, model in LISTS.items()}
_OTHER_NAMES = ("plural", "sentence")
_DEFINITIONS = ("description", "question")


def list_address(name: str) -> Address:
    return Address(f"{settings.SITE_URL}{reverse('concept_list', args=[name])}")


def word_address(word: Term) -> Address:
    """The permanent address of a word."""
    return Address(f"{settings.SITE_URL}{reverse('concept', args=[_NAMES[type(word)], word.slug])}")


def add_lists(graph: Graph, names: Iterable[str] = LISTS) -> Graph:
    """The lists with all their words, ended ones too. One query a list."""
    for name in names:
        words = list(_words(LISTS[name]))
        model: Any = LISTS[name]
        scheme = graph.describe(
            list_address(name),
            "skos:ConceptScheme",
            {
                "dct:title": dutch(sentence_case(str(model._meta.verbose_name_plural))),
                "dct:license": LICENCE,
                "skos:hasTopConcept": [word_address(word) for word in words],
            },
        )
        for word in words:
            graph.describe(word_address(word), "skos:Concept", _described(word, scheme))
    return graph


def _words(model: Any) -> QuerySet[Any]:
    related = ("replaced_by", "family") if model is Organisation else ("replaced_by",)
    words: QuerySet[Any] = model.objects.select_related(*related).order_by("slug")
    return words


def _described(word: Any, scheme: Address) -> Said:
    return {
        "skos:inScheme": scheme,
        "skos:topConceptOf": scheme,
        "skos:notation": [Literal(slug) for slug in (word.slug, getattr(word, "code", "")) if slug],
        "skos:prefLabel": dutch(one_line(word.label)),
        "skos:altLabel": [dutch(name) for name in _other_names(word)],
        "skos:definition": [dutch(text) for name in _DEFINITIONS if (text := getattr(word, name, ""))],
        "skos:scopeNote": _scope(word),
        "skos:exactMatch": _same_elsewhere(getattr(word, "uri", None)),
        "dct:type": word_address(word.family) if isinstance(word, Organisation) else None,
        **(_end(word) if word.is_ended else {}),
    }


def _other_names(word: Any) -> list[str]:
    """What else people call it; never the label itself, which SKOS forbids."""
    spoken = getattr(word, "spoken", "").split(",")
    names = map(one_line, (*(getattr(word, name, "") for name in _OTHER_NAMES), *spoken))
    return [name for name in dict.fromkeys(names) if name and name != one_line(word.label)]


def _scope(word: Any) -> Literal | None:
    if not isinstance(word, Indicator):
        return None
    return dutch(f"Eenheid: {word.get_unit_display()}; {word.get_better_display()}.")


def _same_elsewhere(uri: str | None) -> Address | None:
    """The same thing in a list of the government (TOOI, UPL)."""
    try:
        parts = urlsplit(uri or "")
    except ValueError:
        return None
    return Address(uri) if uri and parts.scheme in ("http", "https") and parts.netloc else None


def _end(word: Any) -> Said:
    return {
        "owl:deprecated": Literal("true", datatype="xsd:boolean"),
        "skos:changeNote": dutch(f"Vervallen op {word.ended_on:%d-%m-%Y}."),
        "dct:isReplacedBy": word_address(word.replaced_by) if word.replaced_by else None,
    }
