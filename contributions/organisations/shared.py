"""Which public pages an organisation shared: cases, methods it keeps, try-outs.

A merged organisation has no page of its own: what it shared stands with its successor.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet
from wagtail.models import Page

from cases.models import CaseOrganisation
from cases.results.visibility import public_cases
from contributions.base.models import State
from contributions.organisations.models import HelpLine
from contributions.tryouts.models import Joining, TryOut
from contributions.tryouts.pages import TryOutPage
from core.http.cache.kept import by_stamp
from core.published import kind_of
from core.text.numbers import enumeration
from core.visibility import public_pages
from methods.models import MethodPage
from vocabulary.models import Organisation

# Rows of a kind of page with the organisation that shared it, as `organisation` and `shared`.
_SOURCES: dict[str, Callable[[], QuerySet[Any]]] = {
    "methode": lambda: public_pages(MethodPage.objects.filter(owner_organisation__isnull=False)).values(
        organisation=F("owner_organisation"), shared=F("pk")
    ),
    "praktijkvoorbeeld": lambda: (
        CaseOrganisation.objects.filter(page_id__in=public_cases().order_by().values("pk"))
        .order_by()
        .values("organisation", shared=F("page_id"))
    ),
    "probeersel": lambda: _named(TryOut.objects.filter(page_id__in=_public_try_outs())).values(
        "organisation", shared=F("page_id")
    ),
    "probeersel samen": lambda: _named(Joining.objects.filter(try_out_id__in=_public_try_outs())).values(
        "organisation", shared=F("try_out_id")
    ),
}
# A source whose rows show pages of the kind of another one.
_KINDS = {"probeersel samen": "probeersel"}
_HELP = "hulp"


def _named(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Placed, with a name that may be shown."""
    named = rows.filter(status=State.PLACED, name_withdrawn_at=None, organisation__isnull=False)
    return named.exclude(name_confirmed="").order_by()


def _public_try_outs() -> Any:
    return public_pages(TryOutPage.objects.all()).order_by().values("pk")


class SharedPage(NamedTuple):
    kind: str
    page_id: int


def successors() -> dict[int, int]:
    """Of each organisation that merged, by key, the one that is there now. One query."""
    found = Organisation.objects.filter(replaced_by__isnull=False).exclude(Organisation.current_now())
    next_one = dict(found.values_list("pk", "replaced_by_id"))
    return {pk: _last(pk, next_one) for pk in next_one}


def _last(pk: int, next_one: Mapping[int, int]) -> int:
    seen = {pk}
    while pk in next_one and next_one[pk] not in seen:
        pk = next_one[pk]
        seen.add(pk)
    return pk


@by_stamp
def counts() -> dict[int, Counter[str]]:
    """How many pages of each kind an organisation shared, by its key, of those with any. A query a kind and one."""
    merged, found = successors(), defaultdict[int, Counter[str]](Counter)
    for kind, rows in _SOURCES.items():
        for pk, count in rows().values_list("organisation").annotate(count=Count("shared", distinct=True)).order_by():
            found[merged.get(pk, pk)][_KINDS.get(kind, kind)] += count
    for pk in HelpLine.public().order_by().values_list("organisation", flat=True):
        found[merged.get(pk, pk)][_HELP] += 1
    return dict(found)


def shared_pages(organisation: Organisation) -> list[SharedPage]:
    """The pages of one organisation and of those that became part of it, newest first. A query a kind and two."""
    own = _with_predecessors(organisation)
    kind_by_page: dict[int, str] = {}
    for kind, rows in _SOURCES.items():
        kind_by_page |= dict.fromkeys(
            rows().filter(organisation__in=own).values_list("shared", flat=True), _KINDS.get(kind, kind)
        )
    newest = Page.objects.filter(pk__in=kind_by_page).order_by("-first_published_at", "-pk")
    return [SharedPage(kind_by_page[pk], pk) for pk in newest.values_list("pk", flat=True)]


def help_lines(organisation: Organisation) -> list[HelpLine]:
    """What it can help with, and seeks help with. Two queries."""
    return list(HelpLine.public().filter(organisation__in=_with_predecessors(organisation)))


def _with_predecessors(organisation: Organisation) -> set[int]:
    return {organisation.pk, *(pk for pk, last in successors().items() if last == organisation.pk)}


def newest_shared(most: int) -> list[int]:
    """The newest pages that any organisation shared. A query a kind and one."""
    ids = {pk for rows in _SOURCES.values() for pk in rows().values_list("shared", flat=True)}
    newest = Page.objects.filter(pk__in=ids).order_by("-first_published_at", "-pk")
    return list(newest.values_list("pk", flat=True)[:most])


def in_words(count: Mapping[str, int]) -> str:
    """‘3 praktijkvoorbeelden en 1 methode’."""
    kinds = ((kind_of(slug), number) for slug, number in count.items() if number)
    words = [f"{number} {kind.noun(number)}" for kind, number in kinds if kind]
    if lines := count.get(_HELP):
        words.append(f"{lines} {'regel' if lines == 1 else 'regels'} over hulp")
    return enumeration(words)
