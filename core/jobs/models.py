"""How each job stands: one row a job."""

from __future__ import annotations

from django.db import models


class JobState(models.Model):
    """Written by `runner` only.

    A runner holds a job while `leased_by` is its name and `lease_until` has not passed. `last_run` is the end of the
    last run that did not fail; `last_error` is empty when the last run did not. A job that runs on each turn writes its
    row now and then and not on each turn, so `last_run` and `next_run` are some seconds behind.
    """

    name = models.CharField("taak", max_length=100, primary_key=True)
    lease_until = models.DateTimeField("bezet tot", null=True)
    leased_by = models.CharField("bezet door", max_length=32, blank=True)
    last_run = models.DateTimeField("laatst gedaan", null=True)
    last_error = models.CharField("laatste fout", max_length=200, blank=True)
    next_run = models.DateTimeField("volgende keer")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = "stand van een taak"
        verbose_name_plural = "stand van de taken"

    def __str__(self) -> str:
        return self.name
