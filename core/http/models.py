"""The counters of `core.http.limits`, in the database because the processes of a site share nothing else."""

from __future__ import annotations

from django.db import models


class RateWindow(models.Model):
    """How often something happened in a span of time that began with the first time.

    `sender` is a digest that says nothing once the salt of its day is destroyed; empty counts everybody together.
    """

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    name = models.CharField(max_length=80)
    sender = models.CharField(max_length=64, blank=True)
    ends_at = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "sender"], name="one_rate_window")]

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"


class SenderSalt(models.Model):
    """The random key of one day with which addresses are digested."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.day)


class PublicChange(models.Model):
    """One change of anything that public pages are made of (`core.http.cache.stamp`)."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.pk)
