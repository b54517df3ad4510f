from typing import Any

from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Toegang"

    def ready(self) -> None:
        from accounts import checks, links, signal_handlers  # noqa: F401
        from accounts.dangerous import declare
        from accounts.rights import ADMINISTRATOR, WRITER
        from accounts.rights import declare as declare_right
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
        declare_right(WRITER, "Het beheer openen", "wagtailadmin", "admin", actions=("access",))
        declare_right(ADMINISTRATOR, "Accounts", "core", "user")
        declare_right(ADMINISTRATOR, "Rollen", "auth", "group")
        declare_right(ADMINISTRATOR, "Uitgaande mail inzien", "core", "outgoingmail", actions=("view",))
