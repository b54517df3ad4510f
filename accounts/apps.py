from typing import Any

from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Toegang"

    def ready(self) -> None:
        from accounts import checks, links, signal_handlers  # noqa: F401
        from accounts.dangerous import declare
        from accounts.views import by_enrol_link, by_password_link
        from core.secret_addresses.addresses import serve

        serve(links.ENROL, by_enrol_link)
        serve(links.PASSWORD, by_password_link)
        declare(
            *("wagtailusers_users:*", "wagtailusers_groups:*", "core:user:*", "accounts_admin:*", "wagtailsites:*"),
            *("wagtailadmin_workflows:*", "wagtailadmin_workflow_tasks:*", "wagtailadmin_collections:*"),
        )
        users: Any = apps.get_app_config("wagtailusers")
        users.user_viewset = "accounts.users.UserViewSet"
