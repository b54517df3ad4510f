from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.computed.refresh import refresh_all
from cases.summaries.dto import Standing
from cases.summaries.recompute import Recomputed, recompute, recompute_all
from cases.summaries.stale import clear, marks
from core.text.numbers import enumeration
from evidence import DIRECTION_NAMES
from methods.models import MethodPage


class Command(BaseCommand):
    help = (
        "Bring what is said of each method up to date and say what changed. Run it after an upgrade; the worker does "
        "it every night."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", type=int, metavar="NUMBER", help="only these methods")

    def handle(self, *args: Any, **options: Any) -> None:
        start = time.monotonic()
        methods = MethodPage.objects.all()
        if options["numbers"]:
            methods = methods.filter(number__in=options["numbers"])
            written = recompute(list(methods.values_list("pk", flat=True)))
        else:
            waiting = marks()
            refresh_all()
            written = list(recompute_all())
            clear(waiting)
        for each in written:
            self.stdout.write(_line(each))
        seconds = time.monotonic() - start
        self.stdout.write(f"{methods.count()} methods, {len(written)} written, {seconds:.1f} seconds.")


def _line(each: Recomputed) -> str:
    """`M31: niveau 2 (beter) -> niveau 3 (beter), nieuw resultaat`."""
    where = _spoken(each.now)
    if each.before is not None:
        same = (each.before.direction, each.before.level) == (each.now.direction, each.now.level)
        where = f"{where}, zelfde niveau" if same else f"{_spoken(each.before)} -> {where}"
    why = enumeration([str(cause.label) for cause in each.causes])
    return f"M{each.number}: {where}{', ' if why else ''}{why}"


def _spoken(standing: Standing) -> str:
    return f"niveau {standing.level} ({DIRECTION_NAMES[standing.direction]})"
