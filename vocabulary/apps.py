from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = "Woordenlijsten"

    def ready(self) -> None:
        from vocabulary import signal_handlers  # noqa: F401
