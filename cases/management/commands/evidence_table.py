from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from cases.summaries.build import build
from cases.summaries.dto import MethodEvidence, ScopeEvidence
from cases.summaries.loader import inputs_of
from core.text.numbers import enumeration
from core.visibility import public_pages
from evidence import LEVEL_NAMES
from methods.models import MethodPage

# What the description of the rule found on the fact bank (method as a whole, ages left out).
TRIED = {0: 42, 1: 16, 2: 4, 3: 0, 4: 1, 5: 0}


class Command(BaseCommand):
    help = "Print every public method and indicator with its organisations (k), direction, strength and reasons."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--as-of",
            type=date.fromisoformat,
            help="count ages to this day (default today); long ago means that ages play no part",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["as_of"] or timezone.localdate()
        methods = list(public_pages(MethodPage.objects.order_by("number")))
        inputs = inputs_of([method.pk for method in methods])
        levels: Counter[int] = Counter()
        for method in methods:
            found = build(method.pk, inputs[method.pk], day)
            levels[found.whole.level] += 1
            self._write(method, found)
        self.stdout.write(f"\nAantal methoden per niveau op {day}, en bij het ontwerp van de regel:")
        for level, name in enumerate(LEVEL_NAMES):
            self.stdout.write(f"{level} {name:18} {levels[level]:5} {TRIED[level]:5}")

    def _write(self, method: MethodPage, found: MethodEvidence) -> None:
        self.stdout.write(f"\nM{method.number} {method.title}\n  geheel: {_line(found.whole)}")
        self._reasons(found.whole)
        if found.without_direction:
            self.stdout.write(f"    zonder richting: {found.without_direction}")
        for each in found.all_indicators:
            pooled = f"samengevoegd k={each.pooled.k}" if each.pooled else f"met totalen: {each.with_variance}"
            self.stdout.write(f"  {each.slug} [{each.role}]: {_line(each.scope)}, {pooled}")
            self._reasons(each.scope)

    def _reasons(self, scope: ScopeEvidence) -> None:
        for reason in scope.reasons:
            effect = f" ({reason.effect:+d})" if reason.effect else ""
            self.stdout.write(f"    {reason.kind:5} {reason.code}{effect}: {reason.text}")


def _line(scope: ScopeEvidence) -> str:
    counts = [
        f"{amount} {name}"
        for amount, name in ((scope.better, "beter"), (scope.no_clear_change, "gelijk"), (scope.worse, "slechter"))
        if amount
    ]
    return (
        f"k={scope.organisations} (vergeleken {scope.compared}; {enumeration(counts) or 'geen'}), "
        f"{scope.direction_name}, niveau {scope.level} (trede {scope.rung})"
    )
