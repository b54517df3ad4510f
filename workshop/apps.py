from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = "Werksessies"

    def ready(self) -> None:
        from workshop.session import setup

        setup.register()
