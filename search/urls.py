from __future__ import annotations

from django.urls import path

from search.asking.views import ask, thanks
from search.log.views import chosen
from search.views import search, suggestions

urlpatterns = [
    path("zoeken/", search, name="search"),
    path("zoeken/suggesties/", suggestions, name="suggestions"),
    path("zoeken/gekozen/", chosen, name="search_chosen"),
    path("vraag-de-redactie/", ask, name="ask_editors"),
    path("vraag-de-redactie/bedankt/", thanks, name="ask_thanks"),
]
