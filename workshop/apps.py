from django.apps import AppConfig


class WorkshopConfig(AppConfig):
    name = "workshop"
    verbose_name = "Werksessies"

    def ready(self) -> None:
        from core import published
        from core.http import carried
        from workshop.selection.carried import CarriedSelection
        from workshop.selection.published import CURATED_SELECTIONS
        from workshop.session import setup

        carried.register(CarriedSelection())
        published.register(CURATED_SELECTIONS)
        setup.register()
