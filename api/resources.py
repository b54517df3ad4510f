"""All resources, in the order in which they are shown."""

from __future__ import annotations

from functools import cache

from api.judgements import JUDGEMENTS
from api.kinds import kind_resource
from api.resource import Resource
from api.results import RESULTS
from api.terms import TERMS
from core.published import kinds, result_kinds


@cache
def resources() -> dict[str, Resource]:
    """By name: the kinds that the site is about, what was measured and what that says, the words, the other kinds."""
    first = [kind for kind in kinds() if kind in result_kinds()]
    others = [kind for kind in kinds() if kind not in first]
    own = [*map(kind_resource, first), RESULTS, JUDGEMENTS, TERMS, *map(kind_resource, others)]
    return {resource.name: resource for resource in own}
