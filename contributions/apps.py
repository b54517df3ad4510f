"""The room of contributions: what other organisations bring."""

from __future__ import annotations

from datetime import timedelta

from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "contributions"
    verbose_name = "Bijdragen"

    def ready(self) -> None:
        from accounts import rights
        from contributions.base import checks, drafts, letters, reminders, signal_handlers, status_page  # noqa: F401
        from contributions.intake import offers
        from contributions.intake.drafts import case_file, method_file
        from contributions.intake.models import CaseContribution, MethodProposal
        from contributions.reading import setup as reading
        from core import jobs, published
        from core.mail.parts import stops_at
        from core.secret_addresses import addresses

        kinds = ("casecontribution", "methodproposal", "tryout", "joining", "helpline")
        rights.declare(rights.WRITER, "Bijdragen voorbereiden", "contributions", *kinds, actions=("change", "view"))

        addresses.serve(letters.STATUS, status_page.status_page)
        letters.show_examples()
        for letter, path in letters.STOPS.items():
            stops_at(f"{letters.FOLDER}/{letter}", path)
        drafts.becomes(CaseContribution, "praktijkvoorbeeld", case_file)
        drafts.becomes(MethodProposal, "methode", method_file)
        jobs.register("contribution-letters", reminders.send_due, every=timedelta(days=1))
        published.offer(offers.offered)
        reading.ready()
        self._try_outs()
        self._organisations()

    def _try_outs(self) -> None:
        from contributions.base import drafts, status_page
        from contributions.tryouts import following, views
        from contributions.tryouts.models import Joining, TryOut
        from contributions.tryouts.published import TRY_OUTS
        from core import jobs, published

        published.register(TRY_OUTS)
        published.offer(views.offered)
        drafts.becomes(TryOut, TRY_OUTS.slug, following.try_out_file)
        drafts.shown_on(Joining, following.place_of_joining)
        status_page.extend(following.sender_pages)
        jobs.register("try-outs", following.follow, every=timedelta(days=1))

    def _organisations(self) -> None:
        from contributions.base import drafts
        from contributions.organisations.models import HelpLine
        from contributions.organisations.views import place_of_help_line, sitemap_paths
        from contributions.take_part import sitemap_paths as ways
        from core.http import sitemap

        drafts.shown_on(HelpLine, place_of_help_line)
        sitemap.add(sitemap_paths)
        sitemap.add(ways)
