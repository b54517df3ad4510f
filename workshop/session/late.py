"""A choice that comes when its round is over: kept with who made it, and offered again when that round comes back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Count
from django.http import QueryDict

from workshop.session.acts import number, said_of
from workshop.session.making import changed
from workshop.session.models import LateChoice, Participant, Workshop
from workshop.session.rounds import Round

# What a participant sends in each round: the name of the act, and the fields that hold what he chose.
ACTS: dict[Round, tuple[str, tuple[str, ...]]] = {
    Round.SORT: ("sorteren", ("stapel",)),
    Round.PICK: ("kiezen", ("kies",)),
    Round.WEIGH: ("wegen", ("blijft",)),
    Round.BOARD: ("plaatsen", ("moeite", "effect")),
}
ROUNDS = {act: one for one, (act, _) in ACTS.items()}


@transaction.atomic
def keep(workshop: Workshop, participant: Participant, one: Round, data: QueryDict) -> str:
    """Keep what somebody chose too late, the last he chose of a card; what to tell him, empty when it was no choice."""
    card = workshop.cards.filter(pk=number(data, "kaart")).first()
    values = {name: data.get(name, "") for name in ACTS[one][1]}
    if card is None or one not in workshop.rounds or not (chosen := said_of(one, values)):
        return ""
    LateChoice.objects.update_or_create(participant=participant, card=card, round=one, defaults={"values": values})
    changed(workshop)
    return (
        f"Je koos bij ‘{card.name}’: {chosen}. Dat hebben we bewaard, maar het telt nog niet mee. Gaat de begeleider "
        f"terug naar ‘{one.label}’, dan kun je het hieronder alsnog laten meetellen."
    )


def drop(participant: Participant, one: str, data: QueryDict) -> None:
    """Forget what came too late of a card in this round: it counts now, or need not. One query."""
    participant.late_choices.filter(round=one, card=number(data, "kaart")).delete()


def of(participant: Participant) -> list[dict[str, object]]:
    """What he chose too late, in words and as the fields that say it again. One query."""
    rows = participant.late_choices.select_related("card").order_by("pk")
    return [
        {
            "card": row.card,
            "round": Round(row.round),
            "said": said_of(Round(row.round), row.values),
            "act": ACTS[Round(row.round)][0],
            "values": row.values,
        }
        for row in rows
    ]


def counts(workshop: Workshop) -> list[tuple[Round, int]]:
    """How many choices came too late for each round. One query."""
    rows = LateChoice.objects.filter(card__workshop=workshop).values_list("round").annotate(Count("pk"))
    found = dict(rows.order_by())
    return [(each, found[each]) for each in Round if each in found]
