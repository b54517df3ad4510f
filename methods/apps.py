from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "methods"
    verbose_name = "Methoden"

    def ready(self) -> None:
        from core import published
        from methods import signal_handlers  # noqa: F401
        from methods.published import METHODS

        published.register(METHODS)
