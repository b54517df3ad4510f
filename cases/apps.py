from datetime import time, timedelta

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from cases import receivers  # noqa: F401
        from cases.facts import receivers as _facts  # noqa: F401
        from cases.summaries import nightly
        from cases.summaries import receivers as _summaries  # noqa: F401
        from core import jobs

        # Shortly after the day began.
        jobs.register("nightly-evidence", nightly.look, every=timedelta(days=1), at=time(0, 5))
