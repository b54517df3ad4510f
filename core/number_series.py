"""Numbers that are given out once and never again."""

from __future__ import annotations

from django.db import models, transaction


class NumberCounter(models.Model):
    """The last number given out per series (`methode`, `praktijkvoorbeeld`)."""

    affects_public_pages = False

    series = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series}: {self.last}"


def next_number(series: str) -> int:
    """Give out the next number of a series; two callers at once never get the same one."""
    with transaction.atomic():
        counter, _ = NumberCounter.objects.select_for_update().get_or_create(series=series)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last


def reserve_number(series: str, number: int) -> None:
    """Note that `number` is in use (loaded from a file), so that it is not given out later."""
    with transaction.atomic():
        counter, _ = NumberCounter.objects.select_for_update().get_or_create(series=series)
        if counter.last < number:
            counter.last = number
            counter.save(update_fields=["last"])


def was_given_out(series: str, number: int) -> bool:
    """True when the number exists or once existed: an address with it answers 410, not 404."""
    return NumberCounter.objects.filter(series=series, last__gte=number).exists() and number > 0
