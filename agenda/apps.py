from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda.published import ACTIVITIES, AMBITIONS
        from core.published import register

        register(ACTIVITIES)
        register(AMBITIONS)
