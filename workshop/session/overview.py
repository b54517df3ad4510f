"""What a page of a session shows of its cards: the choices of who looks, those of all together, and the board."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from core.text.numbers import enumeration
from workshop.session.models import Card, Choice, Level, Participant, Pile, Workshop, choices_of
from workshop.session.rounds import MOST_PICKS, Round


@dataclass
class CardState:
    """A card with what one participant chose, and, of rounds that are over, how many chose what."""

    card: Card
    mark: str
    own: Choice | None = None
    picks: int = 0
    piles: Mapping[str, int] = field(default_factory=dict)
    shows_picks: bool = False

    @property
    def is_in_play(self) -> bool:
        """Whether the team goes on with it: said so, or not yet weighed and picked by somebody."""
        if self.card.stays is None:
            return self.picks > 0 or not self.shows_picks
        return self.card.stays

    @property
    def tally(self) -> str:
        """`gekozen door 3; meer doen 5, zo houden 2`; empty when there is nothing to tell."""
        picked = [f"gekozen door {self.picks}"] if self.shows_picks else []
        piles = [f"{pile.label.lower()} {self.piles[pile]}" for pile in Pile if self.piles.get(pile)]
        return "; ".join([*picked, *([", ".join(piles)] if piles else [])])

    @property
    def is_placed(self) -> bool:
        return self.card.effort is not None and self.card.effect is not None

    @property
    def place(self) -> str:
        """Where it stands on the board, in words."""
        card = self.card
        if card.effort is None or card.effect is None:
            return "staat nog niet op het bord"
        return f"moeite: {Level(card.effort).label}, effect: {Level(card.effect).label}"


def states(workshop: Workshop, participant: Participant | None = None) -> list[CardState]:
    """All cards in the order they were laid. At most three queries."""
    found, own_cards = [], 0
    for card in workshop.cards.all():
        own_cards += not card.number
        prefix = "p" if card.kind == "praktijkvoorbeeld" else ""
        found.append(CardState(card, f"{prefix}{card.number}" if card.number else f"e{own_cards}"))
    own = choices_of(participant) if participant else {}
    tallies = _tallies(workshop) if workshop.shows_sorting or workshop.shows_picks else {}
    # Where nobody picked, the team passed that round over: all cards stay in play.
    shows_picks = workshop.shows_picks and any(counted["picks"] for counted in tallies.values())
    for state in found:
        state.own = own.get(state.card.pk)
        state.shows_picks = shows_picks
        if counted := tallies.get(state.card.pk):
            state.picks = counted.pop("picks", 0) if workshop.shows_picks else 0
            state.piles = counted if workshop.shows_sorting else {}
    return found


def weighed(cards: Sequence[CardState]) -> list[CardState]:
    """Most chosen first, then what most want to do more of."""
    return sorted(cards, key=lambda each: (-each.picks, -each.piles.get(Pile.MORE, 0), each.card.place))


def board(cards: Sequence[CardState]) -> list[tuple[Level, list[tuple[Level, list[CardState]]]]]:
    """The rows of the board, most effect first, each with its cells, least effort first."""
    cells: dict[tuple[int | None, int | None], list[CardState]] = defaultdict(list)
    for each in cards:
        cells[each.card.effect, each.card.effort].append(each)
    return [(effect, [(effort, cells[effect.value, effort.value]) for effort in Level]) for effect in reversed(Level)]


def board_sentence(cards: Sequence[CardState]) -> str:
    """What the board says, in a sentence."""
    placed = [each for each in cards if each.is_placed]
    if not placed:
        return "Er staat nog geen kaart op het bord."
    best = [each.card.name for each in placed if each.card.effort == Level.LOW and each.card.effect == Level.HIGH]
    said = f"{len(placed)} van {len(cards)} kaarten {'staat' if len(placed) == 1 else 'staan'} op het bord."
    return f"{said} Weinig moeite en veel effect: {enumeration(best) if best else 'geen enkele kaart'}."


def people(workshop: Workshop) -> QuerySet[Participant]:
    """The participants, with how many cards each sorted (`sorted`) and picked (`picked`). One query."""
    return workshop.participants.annotate(
        sorted=Count("choices", filter=~Q(choices__pile="")),
        picked=Count("choices", filter=Q(choices__is_pick=True)),
    )


def ready(workshop: Workshop, participants: Sequence[Participant], cards: int) -> int | None:
    """How many did all of this round; None when it asks nothing of each."""
    needed = {Round.SORT: ("sorted", cards), Round.PICK: ("picked", min(MOST_PICKS, cards))}.get(workshop.current)
    if needed is None:
        return None
    return sum(int(getattr(each, needed[0])) >= needed[1] for each in participants)


def _tallies(workshop: Workshop) -> dict[int, dict[str, int]]:
    rows = (
        Choice.objects.filter(card__workshop=workshop)
        .values("card", "pile")
        .annotate(number=Count("pk"), picks=Count("pk", filter=Q(is_pick=True)))
        .order_by()
    )
    found: dict[int, dict[str, int]] = defaultdict(lambda: {"picks": 0})
    for card, pile, number, picks in rows.values_list("card", "pile", "number", "picks"):
        found[card]["picks"] += picks
        if pile:
            found[card][pile] = number
    return found
