"""What was brought as a content file of a case or method would hold it; the registry makes the draft of that."""

from __future__ import annotations

from typing import Any

from django.utils.html import escape
from django.utils.text import Truncator

from cases.choices import CaseKind, Shape
from cases.models import Result
from contributions.base.drafts import organisation_for
from contributions.intake.models import CaseContribution, MethodProposal, is_address, spoken
from core.text.sanitise import one_line


def case_file(row: CaseContribution) -> dict[str, Any]:
    """A case as far as the sender knew it. The organisation only when its name is confirmed."""
    organisation = organisation_for(row)
    number = row.method.number if row.method else None
    results = row.typed_results()
    title = row.summary or (f"{row.method.title} bij {row.public_organisation}" if row.method else "")
    said = [" ".join(spoken(result, typed, row.method_id, row.source)[:1]) for result, typed in results]
    return {
        "title": _line(title or "Praktijkvoorbeeld van een lezer", 255),
        "gist": _line(" ".join([row.summary or title, *said]), 400),
        "kind": CaseKind.MEASUREMENT.value,
        "organisations": [organisation.slug] if organisation else [],
        "methods": [str(number)] if number else [],
        "situation": running_text(row.situation),
        "approach": running_text(row.approach),
        "differently": running_text("\n\n".join(text for text in (row.differently, row.side_effects) if text)),
        "lessons": [{"title": _line(row.tip, 255), "text": row.tip if len(row.tip) > 255 else ""}] if row.tip else [],
        "results": [_result(row, result, typed, number) for result, typed in results],
    }


def _result(row: CaseContribution, result: Result, typed: dict[str, str], number: int | None) -> dict[str, Any]:
    facts: dict[str, Any] = {name: value for name, value in typed.items() if name != "relation"}
    if result.shape == Shape.SERIES:
        pairs = (line.split(":", 1) for line in result.series.splitlines() if ":" in line)
        facts["series"] = {moment.strip(): value.strip() for moment, value in pairs}
    if not result.first_period and not result.second_period:
        facts["period_not_published"] = "true"
    facts["as_published"] = _line(" ".join(spoken(result, typed, row.method_id, row.source)[:1]), 400)
    facts["methods"] = [{"method": str(number), "relation": typed.get("relation", ""), "arm": ""}] if number else []
    facts["sources"] = [_source(row)]
    return facts


def _source(row: CaseContribution) -> dict[str, str]:
    address = row.source.strip() if is_address(row.source) else ""
    title = "Bron van de inzender" if address else row.source.strip()
    return {"title": title[:255] or "Ingezonden via de site", "url": address, "certainty": "A"}


def method_file(row: MethodProposal) -> dict[str, Any]:
    return {
        "title": _line(row.title, 255),
        "gist": _line(row.gist, 255),
        "why": running_text(f"{row.why}\n\n{row.where_used}"),
        "steps": [{"title": _line(line, 255), "text": running_text(line)} for line in row.step_lines],
        "owner": "Redactie Optimaal Digitaal",
        "sources": [{"title": "Ingezonden via de site", "url": "", "certainty": "A"}],
    }


def running_text(text: str) -> str:
    """What somebody typed, as rich text: paragraphs and nothing else."""
    parts = (one_line(part) for part in text.replace("\r", "").split("\n"))
    return "".join(f"<p>{escape(part)}</p>" for part in parts if part)


def _line(text: str, most: int) -> str:
    return str(Truncator(one_line(text)).chars(most))
