from typing import Any

from django.apps import AppConfig, apps


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = "Redactie"

    def ready(self) -> None:
        from editorial import checks, retention, signal_handlers  # noqa: F401
        from editorial.admin import own_work

        own_work.use()
        accounts: Any = apps.get_app_config("wagtailusers")
        accounts.user_viewset = "editorial.admin.accounts.UserViewSet"
