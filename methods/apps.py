from django.apps import AppConfig


class MethodsConfig(AppConfig):
    name = "methods"
    verbose_name = "Methoden"

    def ready(self) -> None:
        from methods import signal_handlers  # noqa: F401
