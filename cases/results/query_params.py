"""What a reader asks of the evidence of a method, from the address. Anything may stand there; nothing raises."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from core.text.numbers import NotANumber, read_number
from core.text.sanitise import clean_text, one_line


@dataclass(frozen=True)
class QueryParams:
    """The parameters as typed, without control characters.

    `start` is None when it was not sent; `family` and `indicator` are slugs, empty when not asked.
    """

    family: str = ""
    indicator: str = ""
    start: str | None = None

    @property
    def share(self) -> float | None:
        """The starting share in percent, strictly between 0 and 100; None when it is not one."""
        text = (self.start or "").strip().removesuffix("%").strip()
        try:
            share = float(read_number(text))
        except NotANumber:
            return None
        return share if 0 < share < 100 else None

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, in Dutch; empty when nothing is, or nothing was typed."""
        if self.start is None or self.share is not None:
            return ""
        text = self.start.strip()
        if not text:
            return "Vul een getal in, meer dan 0 en minder dan 100."
        if text.removesuffix("%").strip() in ("0", "100"):
            return "Bij 0 of 100 valt er niets te rekenen. Vul een getal in, meer dan 0 en minder dan 100."
        return "Dit is geen getal tussen 0 en 100. Vul een getal in zoals 34 of 8,5."

    @property
    def is_empty(self) -> bool:
        return not self.family and not self.indicator and self.start is None

    def query(self, **changed: str) -> str:
        """The address of the same question, changed; empty values are left out."""
        values = {"familie": self.family, "maat": self.indicator, "start": self.start or "", **changed}
        return urlencode([(name, value) for name, value in values.items() if value])


NO_PARAMS = QueryParams()


def read_params(parameters: Mapping[str, str]) -> QueryParams:
    """The question in the parameters of an address."""
    family, indicator = (one_line(parameters.get(name, "")) for name in ("familie", "maat"))
    start = parameters.get("start")
    return QueryParams(family, indicator, None if start is None else clean_text(start))
