"""What an address of the API asks. Unlike a page of the site it refuses what it does not know, all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.http import QueryDict

from api.problems import Fault, ProblemError
from api.resource import SLUG, Chosen, ResourceFilter
from core.http.query_filters import FARTHEST_PAGE, PAGE, shortened

PER_PAGE = "perBladzijde"
USUAL, MOST = 20, 100
# Of one filter.
MOST_VALUES = 40
_WHOLE = re.compile(r"[1-9][0-9]{0,6}")


class Asked(NamedTuple):
    """A page of a list, from 1, of so many rows."""

    page: int
    size: int
    chosen: Chosen


def read(
    data: QueryDict,
    filters: Iterable[ResourceFilter],
    others: Iterable[str] = (),
    found: Iterable[Fault] = (),
    *,
    paged: bool = True,
) -> Asked:
    """What is asked. One query for each filter that is used, at most.

    `others` are parameters that somebody else reads, `found` the faults in those; without `paged` there are no pages.

    :raises ProblemError: with all faults, when there are any.
    """
    known = {each.name: each for each in filters}
    faults = [*found]
    faults += [
        Fault(name, "onbekend", f"De parameter ‘{shortened(name)}’ bestaat niet.")
        for name in data
        if name not in (*known, *others, *((PAGE, PER_PAGE) if paged else ()))
    ]
    page = _number(data, PAGE, 1, FARTHEST_PAGE, faults)
    size = _number(data, PER_PAGE, USUAL, MOST, faults)
    chosen = {name: values for name in known if name in data and (values := _values(data, known[name], faults))}
    if faults:
        raise ProblemError(400, " ".join(fault.detail for fault in faults), faults)
    return Asked(page, size, chosen)


def read_nothing(data: QueryDict) -> None:
    """:raises ProblemError: when there is any parameter."""
    if faults := [Fault(name, "onbekend", f"De parameter ‘{shortened(name)}’ bestaat niet.") for name in data]:
        raise ProblemError(400, "Dit adres heeft geen parameters.", faults)


def _number(data: QueryDict, name: str, usual: int, most: int, faults: list[Fault]) -> int:
    values = data.getlist(name)
    if not values:
        return usual
    if len(values) == 1 and _WHOLE.fullmatch(values[0]) and int(values[0]) <= most:
        return int(values[0])
    faults.append(Fault(name, "geen-getal", f"‘{name}’ is één geheel getal van 1 tot en met {most}."))
    return usual


def _values(data: QueryDict, each: ResourceFilter, faults: list[Fault]) -> list[str]:
    wanted = list(dict.fromkeys(data.getlist(each.name)))
    if (most := MOST_VALUES if each.many else 1) < len(wanted):
        faults.append(Fault(each.name, "te-veel", f"‘{each.name}’ mag hoogstens {most} keer."))
        return []
    known = each.known([value for value in wanted if re.fullmatch(SLUG, value)])
    faults += _unknown(each.name, (value for value in wanted if value not in known))
    return wanted


def _unknown(name: str, values: Iterable[str]) -> Iterator[Fault]:
    for value in values:
        yield Fault(name, "onbekend", f"‘{shortened(value)}’ bestaat niet bij ‘{name}’.")
