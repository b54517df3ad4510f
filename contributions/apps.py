"""The room of contributions: what other organisations bring."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Bijdragen"

    def ready(self) -> None:
        from contributions.base import checks, drafts, letters, reminders, signal_handlers, status_page  # noqa: F401
        from contributions.intake import offers
        from contributions.intake.drafts import case_file, method_file
        from contributions.intake.models import CaseContribution, MethodProposal
        from contributions.reading import setup as reading
        from core import jobs, published
        from core.secret_addresses import addresses

        addresses.serve(letters.STATUS, status_page.status_page)
        drafts.becomes(CaseContribution, "praktijkvoorbeeld", case_file)
        drafts.becomes(MethodProposal, "methode", method_file)
        jobs.register("contribution-letters", reminders.send_due, every=timedelta(days=1))
        published.offer(offers.offered)
        reading.ready()
