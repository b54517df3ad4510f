"""Report on one index for an operator (drift, backlog, entries set aside), and repair it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from search.contract import Engine, EngineError
from search.indexing import outbox
from search.indexing.backlog import Figures, figures, index_name
from search.indexing.drift import Differences, compare, repair
from search.indexing.models import OutboxEntry
from search.indexing.reindex import reason_to_rebuild, rebuild


@dataclass(frozen=True)
class Report:
    """Of one index. `problem`: it cannot be used as it is; then nothing was compared."""

    engine: str
    problem: str | None = None
    differences: Differences | None = None
    figures: Figures | None = None
    set_aside: tuple[OutboxEntry, ...] = ()

    @property
    def is_well(self) -> bool:
        return self.differences is not None and self.differences.agrees

    def as_json(self) -> dict[str, Any]:
        """Numbers alone: no page, no address, no secret."""
        found = self.differences
        return {
            "engine": self.engine,
            "agrees": self.is_well,
            "problem": self.problem,
            "right": found.right if found else None,
            **{name: len(getattr(found, name)) if found else None for name in ("missing", "stale", "extra", "ahead")},
            **(asdict(self.figures) if self.figures else {}),
        }


def inspect(engine: Engine) -> Report:
    """Never raises for a fault of the index: the fault is in the report."""
    try:
        consumer = outbox.register(engine.consumer())
    except EngineError as error:
        return Report(engine.name, str(error))
    counted = next((one for one in figures() if one.index == index_name(consumer)), None)
    aside = tuple(outbox.set_aside(consumer))
    try:
        problem = reason_to_rebuild(engine)
        found = None if problem else compare(engine)
    except EngineError as error:
        return Report(engine.name, str(error), None, counted, aside)
    return Report(engine.name, problem, found, counted, aside)


def mend(engine: Engine) -> None:
    """Make the index anew when it cannot be used, else deliver what differs; anew after all when that did not help.

    :raises EngineError: when the engine cannot.
    """
    if reason_to_rebuild(engine):
        rebuild(engine)
        return
    repair(engine)
    # What is refused would be refused again. The rest can only be an index that takes new writes for old ones.
    if compare(engine).pages - outbox.refused(outbox.register(engine.consumer())):
        rebuild(engine)
