from datetime import timedelta

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        import core.http.cache.signal_handlers
        import core.published.checks
        import core.redirects
        import core.signal_handlers  # noqa: F401
        from core import jobs
        from core.http.cache import stamp
        from core.jobs.publish_scheduled import publish_due
        from core.mail.delivery import send_due

        jobs.register("mail", send_due, every=timedelta(seconds=20))
        jobs.register("scheduled-publishing", publish_due, every=timedelta(seconds=20))
        jobs.register("old-stamps", stamp.prune, every=timedelta(hours=1))
