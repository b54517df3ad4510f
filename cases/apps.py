from datetime import time, timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from cases import signal_handlers  # noqa: F401
        from cases.computed import nightly
        from cases.computed import signal_handlers as _facts  # noqa: F401
        from cases.computed.stale import recompute_stale
        from core import jobs

        jobs.register("stale-evidence", recompute_stale, every=timedelta(0))
        # Shortly after the day began.
        jobs.register("nightly-evidence", nightly.look, every=timedelta(days=1), at=time(0, 5))
