"""The rounds of a session, in order. Each may be left out but the last."""

from __future__ import annotations

from django.db import models


class Round(models.TextChoices):
    GOAL = "doel", "Doel"
    SORT = "sorteren", "Kaarten sorteren"
    PICK = "kiezen", "Ieder kiest er drie"
    WEIGH = "wegen", "Samen wegen"
    BOARD = "bord", "Moeite en effect"
    ACTIONS = "acties", "Acties afspreken"
    END = "slot", "Afsluiten"


# What a participant is asked to do, on the phone and on the big screen.
TASKS = {
    Round.GOAL: "Lees het doel. Klopt het voor iedereen? Bespreek het met elkaar.",
    Round.SORT: "Kies bij elke kaart wat jullie ermee moeten doen. Denk niet te lang na. "
    "Anderen zien je keuzes pas na de ronde, en dan alleen als aantallen.",
    Round.PICK: "Kies drie kaarten waar jullie nu iets mee moeten doen. Anderen zien je keuzes pas na de ronde.",
    Round.WEIGH: "Bespreek de kaarten die gekozen zijn. Welke blijven over?",
    Round.BOARD: "Zet elke kaart op het bord: hoeveel moeite kost het, en hoeveel effect verwachten jullie?",
    Round.ACTIONS: "Spreek af wie wat doet, en wanneer. Schrijf op welk cijfer je eerst bekijkt.",
    Round.END: "Klaar. Bewaar het plan en kijk er samen op terug.",
}
# Minutes that fit in two hours.
MINUTES = {
    Round.GOAL: 10,
    Round.SORT: 20,
    Round.PICK: 10,
    Round.WEIGH: 20,
    Round.BOARD: 20,
    Round.ACTIONS: 30,
    Round.END: 10,
}
MOST_PICKS = 3
