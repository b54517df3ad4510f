"""What is wrong in a content file, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong. `field` is a path such as `steps[2].who`."""

    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.field}: {self.message}" if self.field else f"{self.file}: {self.message}"


class ContentError(Exception):
    """Content that cannot be loaded; nothing was written.

    `problems` holds every problem of every file.
    """

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Where:
    """A place in a file while it is being read, and the list to which problems are added.

    `known` says which slugs exist per vocabulary, and which numbers per series (as text).
    """

    file: str
    path: str = ""
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, name: str) -> Where:
        return replace(self, path=f"{self.path}.{name}" if self.path else name)

    def item(self, place: int) -> Where:
        return replace(self, path=f"{self.path}[{place}]")

    def refuse(self, message: str) -> None:
        self.problems.append(Problem(self.file, self.path, message))
