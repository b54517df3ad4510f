from datetime import timedelta

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "Nieuws"

    def ready(self) -> None:
        from core import jobs
        from core.mail.parts import compose_with
        from core.published import register
        from core.secret_addresses import addresses
        from news.meetings import letters, rounds, signing_up, views
        from news.pages.published import KINDS

        for kind in KINDS:
            register(kind)
        addresses.serve(signing_up.ADDRESS, views.own_sign_up)
        compose_with(signing_up.MAIL, letters.compose)
        jobs.register("meetings", rounds.go_round, every=timedelta(minutes=1))
