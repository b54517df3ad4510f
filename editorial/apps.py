from django.apps import AppConfig


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Redactie"

    def ready(self) -> None:
        from accounts import rights
        from core import published
        from editorial import checks, retention, signal_handlers  # noqa: F401
        from editorial.admin import own_work
        from editorial.content_files.drafts import make_draft

        own_work.use()
        published.bind_drafts(make_draft)
        rights.declare(rights.PUBLISHER, "Doorverwijzingen", "wagtailredirects", "redirect")
        settings = ("site", "workflow", "task", "groupapprovaltask", "collection")
        rights.declare(rights.ADMINISTRATOR, "Site, workflow en verzamelingen", "wagtailcore", *settings)
