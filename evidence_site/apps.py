from django.apps import AppConfig


class EvidenceSiteConfig(AppConfig):
    name = "evidence_site"
    verbose_name = "Resultaten"
