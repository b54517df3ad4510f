from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.backends.registry import get_engine, kept
from search.contract import Engine, EngineError
from search.indexing import outbox
from search.indexing.status import Report, inspect, mend


class Command(BaseCommand):
    help = "Say whether every search index holds exactly what the site shows now, what waits and what was set aside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--repair", action="store_true", help="mend what is wrong; make an unusable index anew")
        parser.add_argument("--retry", action="store_true", help="try the pages that were set aside again")
        parser.add_argument("--json", action="store_true", help="numbers for a monitor, on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        reports = []
        for engine in kept(get_engine()):
            if options["retry"]:
                self._retry(engine, quiet=options["json"])
            report = inspect(engine)
            if options["repair"] and not report.is_well:
                self._show(report, quiet=options["json"])
                report = self._mended(engine)
            reports.append(report)
            self._show(report, quiet=options["json"])
        if options["json"]:
            self.stdout.write(json.dumps({"indexes": [report.as_json() for report in reports]}))
        wrong = [f"{report.engine}: {_advice(report)}" for report in reports if not report.is_well]
        if wrong:
            raise CommandError("\n".join(wrong))

    def _retry(self, engine: Engine, *, quiet: bool) -> None:
        try:
            count = outbox.retry(outbox.register(engine.consumer()))
        except EngineError:
            return  # said below
        if not quiet:
            self.stdout.write(f"{engine.name}: {count} pages that were set aside are tried again by the worker")

    def _mended(self, engine: Engine) -> Report:
        try:
            mend(engine)
        except EngineError as error:
            return Report(engine.name, str(error))
        return inspect(engine)

    def _show(self, report: Report, *, quiet: bool) -> None:
        if quiet:
            return
        found, counted = report.differences, report.figures
        if found:
            self.stdout.write(
                f"{report.engine}: {found.right} right, {len(found.missing)} missing, {len(found.stale)} stale, "
                f"{len(found.extra)} extra, {len(found.ahead)} ahead of the outbox"
            )
        else:
            self.stdout.write(f"{report.engine}: {report.problem}")
        if counted:
            self.stdout.write(
                f"  {counted.waiting} waiting (longest {counted.oldest_seconds} seconds), "
                f"{counted.failed} of them failed before, {counted.set_aside} set aside"
            )
        for entry in report.set_aside:
            self.stdout.write(f"  page {entry.page_id} was set aside: {entry.last_error} ({entry.refusals} times)")


def _advice(report: Report) -> str:
    if report.differences is None:
        return f"the index cannot be used: {report.problem}. Run check_search --repair or rebuild_search."
    if report.figures and report.figures.set_aside:
        return "the index differs from the site, and pages were set aside. Mend those pages, then check_search --retry."
    return "the index differs from the site. Run check_search --repair, or wait for the worker."
