from datetime import time, timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from accounts import rights
        from cases import signal_handlers  # noqa: F401
        from cases.cards.case_card import cards_by_page
        from cases.computed import nightly
        from cases.computed import signal_handlers as _facts  # noqa: F401
        from cases.computed.stale import recompute_stale
        from cases.documents import with_evidence
        from cases.published import CASES
        from core import jobs, published
        from methods.published import METHODS

        published.register(CASES)
        published.extend(METHODS.slug, documents=with_evidence, cards=cards_by_page)
        published.extend(CASES.slug, cards=cards_by_page)

        jobs.register("stale-evidence", recompute_stale, every=timedelta(0))
        # Shortly after the day began.
        jobs.register("nightly-evidence", nightly.look, every=timedelta(days=1), at=time(0, 5))
        rights.declare(
            rights.PUBLISHER,
            "Meldingen over cijfers",
            "cases",
            "correctionreport",
            actions=rights.HANDLE,
        )
