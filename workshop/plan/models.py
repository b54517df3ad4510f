"""What a team agreed to do."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from workshop.session.models import Card, Workshop

LONGEST_WHAT, LONGEST_OWNER, LONGEST_FIGURE, LONGEST_REASON = 300, 60, 200, 300


class PlanAction(models.Model):
    class State(models.TextChoices):
        TODO = "te-doen", "Te doen"
        DOING = "bezig", "Mee bezig"
        DONE = "gedaan", "Gedaan"
        DROPPED = "vervallen", "Gaat niet door"

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="actions")
    what = models.CharField(max_length=LONGEST_WHAT)
    owner = models.CharField(max_length=LONGEST_OWNER, blank=True)
    card = models.ForeignKey(Card, null=True, on_delete=models.SET_NULL, related_name="actions")
    due = models.DateField(null=True)
    figure = models.CharField(max_length=LONGEST_FIGURE, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TODO)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Actie {self.pk}"
