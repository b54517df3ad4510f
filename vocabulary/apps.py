from django.apps import AppConfig


class VocabularyConfig(AppConfig):
    name = "vocabulary"
    verbose_name = "Woordenlijsten"

    def ready(self) -> None:
        from accounts import dangerous, rights
        from vocabulary import signal_handlers  # noqa: F401

        rights.declare(
            rights.WRITER,
            "Organisaties en producten toevoegen",
            "vocabulary",
            "organisation",
            "product",
            actions=("add",),
        )
        lists = ("organisation", "product", "indicator", "theme", "organisationtype", "channel", "barrier")
        rights.declare(rights.PUBLISHER, "Woordenlijsten bijhouden", "vocabulary", *lists)
        dangerous.declare("wagtailsnippets_vocabulary_*:delete", "vocabulary:*:delete")
