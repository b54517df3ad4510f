from __future__ import annotations

from django.urls import path

from core.submissions.views import ThanksView
from search.analytics.views import chosen
from search.views import search, search_feed, suggestions

urlpatterns = [
    path("zoeken/", search, name="search"),
    path("zoeken/atom.xml", search_feed, name="search_feed"),
    path("zoeken/suggesties/", suggestions, name="suggestions"),
    path("zoeken/gekozen/", chosen, name="search_chosen"),
    path(
        "vraag-de-redactie/bedankt/",
        ThanksView.as_view(template_name="search/ask_thanks.html", title="Bedankt voor je vraag"),
        name="ask_thanks",
    ),
]
