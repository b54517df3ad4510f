from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Redactie"

    def ready(self) -> None:
        from editorial import checks, retention, signal_handlers  # noqa: F401
        from editorial.admin import own_work

        own_work.use()
