from datetime import timedelta

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "Reacties van lezers"

    def ready(self) -> None:
        from accounts import rights
        from core import jobs, published
        from core.mail.parts import stops_at
        from core.secret_addresses import addresses
        from feedback.relay import letters, secret_pages, signal_handlers, views  # noqa: F401

        letters.show_examples()
        for letter in ("relay_contact", "relay_question"):
            stops_at(letter, "stop/")
        addresses.serve(letters.CONTACT, secret_pages.contact_page)
        addresses.serve(letters.ASKER, secret_pages.asker_page)
        addresses.serve(letters.ANSWERER, secret_pages.answer_page)
        jobs.register("relay-contacts", letters.remind_contacts, every=timedelta(days=1))
        published.offer(views.ask_link)
        rights.declare(
            rights.PUBLISHER,
            "Opmerkingen over pagina's",
            "feedback",
            "usefulremark",
            actions=rights.HANDLE,
        )
        rights.declare(rights.PUBLISHER, "Contactpersonen van pagina's", "feedback", "pagecontact")
        rights.declare(rights.PUBLISHER, "Vragen van lezers", "search", "readerquestion", actions=rights.HANDLE)
