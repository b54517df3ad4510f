from django.apps import AppConfig


class AgendaConfig(AppConfig):
    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from accounts import rights
        from agenda.published import ACTIVITIES, AMBITIONS
        from core.published import register

        register(ACTIVITIES)
        register(AMBITIONS)
        rights.declare(
            rights.PUBLISHER,
            "Berichten over activiteiten",
            "agenda",
            "progressreport",
            actions=rights.HANDLE,
        )
        rights.declare(rights.PUBLISHER, "Vastgestelde agenda's", "agenda", "agendaversion")
