from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Praktijkvoorbeelden"

    def ready(self) -> None:
        from cases import receivers  # noqa: F401
        from cases.facts import receivers as _facts  # noqa: F401
