from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.http import QueryDict

from core.http.query_filters import PAGE
from search.contract import Answer, Facet, Hit, Sort
from search.query_string import SORT, TEXT, parse
from search.service import answer


class Command(BaseCommand):
    help = "Ask a question and print the answer, as the search page would give it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", nargs="?", default="")
        parser.add_argument("--json", action="store_true", help="print the whole answer as JSON")
        for facet in Facet:
            parser.add_argument(f"--{facet.value}", action="append", default=[], metavar="SLUG")
        parser.add_argument(f"--{SORT}", choices=[sort.value for sort in Sort], default=Sort.RELEVANCE.value)
        parser.add_argument(f"--{PAGE}", default="1")

    def handle(self, *args: Any, **options: Any) -> None:
        data = QueryDict(mutable=True)
        data[TEXT] = options["question"]
        for facet in Facet:
            data.setlist(facet.value, options[facet.value])
        data[SORT], data[PAGE] = options[SORT], options[PAGE]
        asked = parse(data)
        found = answer(asked.question)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found, asked.notices), ensure_ascii=False, indent=2))
            return
        for notice in asked.notices:
            self.stderr.write(notice)
        if found.partial_notice:
            self.stdout.write(found.partial_notice)
        for hit in found.featured:
            self.stdout.write(f"{hit.short_number:<5} uitgelicht  {hit.title}")
        for hit in found.hits:
            self.stdout.write(f"{hit.short_number:<5} {hit.score:8.2f}  {hit.title}")
        meant = f", bedoelde je: {found.did_you_mean}" if found.did_you_mean else ""
        self.stdout.write(f"{found.total} gevonden ({found.engine}{', degraded' if found.degraded else ''}){meant}")


def as_json(found: Answer, notices: tuple[str, ...]) -> dict[str, Any]:
    """The answer as plain data."""
    question = found.question
    return {
        "question": {
            "text": question.text,
            "filters": {facet.value: list(values) for facet, values in question.filters.items()},
            "sort": question.sort.value,
            "page": question.page,
            "page_size": question.page_size,
        },
        "notices": list(notices),
        "total": found.total,
        "hits": [_hit(hit) for hit in found.hits],
        "featured": [_hit(hit) for hit in found.featured],
        "facets": {facet.value: [asdict(value) for value in values] for facet, values in found.facets.items()},
        "did_you_mean": found.did_you_mean,
        "missing": list(found.missing),
        "partial_notice": found.partial_notice,
        "engine": found.engine,
        "degraded": found.degraded,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    return asdict(hit) | {"kind": hit.code}
