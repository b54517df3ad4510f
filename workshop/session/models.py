"""A session with its cards, participants and their choices. Deleted a year after its last use (`retention`).

Shared things carry a `version`: who changes one says which he saw, and is told when another was first (`shared`).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone

from vocabulary.organisation_field import LONGEST
from workshop.session.rounds import Round

LONGEST_TITLE, LONGEST_GOAL, LONGEST_CARD, LONGEST_NAME = 100, 500, 120, 40


class Pile(models.TextChoices):
    """Where a participant puts a card."""

    LESS = "minder", "Minder doen"
    KEEP = "houden", "Zo houden"
    MORE = "meer", "Meer doen"
    ASIDE = "opzij", "Opzij"


class Level(models.IntegerChoices):
    """Effort or effect of a card, as the team estimates it."""

    LOW = 1, "weinig"
    MIDDLE = 2, "midden"
    HIGH = 3, "veel"


class Workshop(models.Model):
    """`version` rises with every change that others may see; `code` is empty when nobody can join any more."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    title = models.CharField(max_length=LONGEST_TITLE)
    goal = models.TextField(max_length=LONGEST_GOAL, blank=True)
    organisation = models.CharField(max_length=LONGEST, blank=True)
    day = models.DateField(null=True)
    rounds: models.JSONField[list[str], list[str]] = models.JSONField(default=list)
    round = models.CharField(max_length=10, choices=Round.choices)
    code = models.CharField(max_length=8, null=True, unique=True)  # noqa: DJ001
    code_ends_at = models.DateTimeField()
    joining_open = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(default=timezone.now, db_index=True)
    warned_at = models.DateTimeField(null=True)
    email = models.EmailField(max_length=254, blank=True)
    email_asked_at = models.DateTimeField(null=True)
    email_confirmed_at = models.DateTimeField(null=True)
    remind_on = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"Werksessie {self.pk}"

    @property
    def current(self) -> Round:
        return Round(self.round)

    @property
    def chosen_rounds(self) -> list[Round]:
        return [each for each in Round if each in self.rounds]

    def is_past(self, one: Round) -> bool:
        """Whether this round was done and left: only then everybody sees what came of it."""
        order = list(Round)
        return one in self.rounds and order.index(self.current) > order.index(one)

    @property
    def shows_sorting(self) -> bool:
        return self.is_past(Round.SORT)

    @property
    def shows_picks(self) -> bool:
        return self.is_past(Round.PICK)

    @property
    def can_join(self) -> bool:
        return bool(self.code) and self.joining_open and self.code_ends_at > timezone.now()

    @property
    def spoken_code(self) -> str:
        return f"{self.code[:4]} {self.code[4:]}" if self.code else ""


class Card(models.Model):
    """A method, case or own card. Its title is that of when it was chosen, as it is on the paper of the team."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="cards")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField(null=True)
    title = models.CharField(max_length=255)
    address = models.CharField(max_length=40, blank=True)
    stays = models.BooleanField(null=True)
    effort = models.PositiveSmallIntegerField(choices=Level.choices, null=True)
    effect = models.PositiveSmallIntegerField(choices=Level.choices, null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["place", "pk"]

    def __str__(self) -> str:
        return f"Kaart {self.pk}"

    @property
    def name(self) -> str:
        """How the card is called among people: `31. Stuur een herinnering`."""
        return f"{self.number}. {self.title}" if self.number else self.title


class Participant(models.Model):
    """Somebody who joined, with a first name if he gave one."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="participants")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="workshop_participant_number")]

    def __str__(self) -> str:
        return f"Deelnemer {self.pk}"

    @property
    def shown_name(self) -> str:
        return self.name or f"Deelnemer {self.number}"


class Choice(models.Model):
    """What one participant thinks of one card. Others see only how many, and after the round."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="choices")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="choices")
    pile = models.CharField(max_length=10, choices=Pile.choices, blank=True)
    is_pick = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "card"], name="workshop_one_choice")]

    def __str__(self) -> str:
        return f"Keuze {self.pk}"


class LateChoice(models.Model):
    """What a participant chose of a card in a round that was not, or no longer, going on.

    It counts for nothing until that round comes back and he says so himself. `values` are the fields he sent.
    """

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="late_choices")
    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="late_choices")
    round = models.CharField(max_length=10, choices=Round.choices)
    values: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["participant", "card", "round"], name="workshop_one_late")]

    def __str__(self) -> str:
        return f"Late keuze {self.pk}"


class TeamCount(models.Model):
    """How many teams chose a method: what stays when their sessions are gone. `shown` is renewed once a week."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    number = models.PositiveIntegerField(unique=True)
    teams = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"Methode {self.number}"


def choices_of(participant: Participant) -> dict[int, Any]:
    """The choices of one participant by card. One query."""
    return {choice.card_id: choice for choice in participant.choices.all()}
