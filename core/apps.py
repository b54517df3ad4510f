from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Basis"

    def ready(self) -> None:
        from core import receivers  # noqa: F401
        from core.http import signal_handlers  # noqa: F401
