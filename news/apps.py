from datetime import timedelta

from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "news"
    verbose_name = "Nieuws"

    def ready(self) -> None:
        from accounts import dangerous, rights
        from core import jobs
        from core.mail.parts import compose_with
        from core.published import offer, register
        from core.secret_addresses import addresses
        from news import signal_handlers  # noqa: F401
        from news.meetings import letters, rounds, signing_up, views
        from news.newsletter import letters as newsletter_letters
        from news.newsletter import sending
        from news.newsletter import views as newsletter_views
        from news.offer import offered_about
        from news.pages.published import KINDS

        for kind in KINDS:
            register(kind)
        offer(offered_about)
        addresses.serve(signing_up.ADDRESS, views.own_sign_up)
        compose_with(signing_up.MAIL, letters.compose)
        jobs.register("meetings", rounds.go_round, every=timedelta(minutes=1))
        addresses.serve(newsletter_letters.ADDRESS, newsletter_views.own_subscription)
        compose_with(newsletter_letters.EDITION, newsletter_letters.compose)
        compose_with(newsletter_letters.TEST, newsletter_letters.compose_test)
        compose_with(newsletter_letters.SUBSCRIPTION, newsletter_letters.compose_subscription)
        jobs.register("newsletter", sending.go_round, every=timedelta(minutes=1))
        rights.declare(rights.PUBLISHER, "Nieuwsbrieven", "news", "edition")
        rights.declare(rights.PUBLISHER, "Wie zich aanmeldde voor een bijeenkomst", "news", "signup", actions=("view",))
        dangerous.declare("meeting_sign_ups_of")
