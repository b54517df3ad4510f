"""What every index still has to get: written in the transaction of the change, worked off after commit."""

from __future__ import annotations

from django.db import models


class Consumer(models.Model):
    """An index that wants to know of every change: an engine on a host."""

    affects_public_pages = False

    name = models.CharField(max_length=100, unique=True)
    seen_at = models.DateTimeField("laatst gezien")
    filled_at = models.DateTimeField("gevuld uit deze database op", null=True, blank=True)

    class Meta:
        verbose_name = "zoekindex"
        verbose_name_plural = "zoekindexen"

    def __str__(self) -> str:
        return self.name


class OutboxEntry(models.Model):
    """How far one index is with one page: it is behind as long as `done` is less than `needed`.

    `page_id` is no foreign key: the entry outlives a deleted page. `claim` names the batch that is working on it, until
    `not_before`; a new change takes it off. `refusals` counts failures that lie in the page itself; after some, it is
    set aside and nobody works on it until the page changes or an operator says so.
    """

    affects_public_pages = False

    consumer = models.ForeignKey(Consumer, on_delete=models.CASCADE, related_name="entries")
    page_id = models.BigIntegerField()
    needed = models.PositiveBigIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    since = models.DateTimeField("wacht sinds", null=True, blank=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=255, blank=True)
    claim = models.CharField(max_length=100, blank=True)
    refusals = models.PositiveIntegerField(default=0)
    set_aside_at = models.DateTimeField("apart gezet op", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["consumer", "page_id"], name="one_entry_per_page_and_index")]
        indexes = [
            models.Index(
                fields=["consumer", "not_before"],
                name="search_outbox_behind",
                condition=models.Q(done__lt=models.F("needed")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.consumer_id}: {self.page_id} {self.done}/{self.needed}"
