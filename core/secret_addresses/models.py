"""Which secret leads to what. The secret itself is kept nowhere: only its digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SecretAddress(models.Model):
    """`kind` says which view answers, `subject` about which thing, in the words of the room that made it."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    digest = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    ends_at = models.DateTimeField(null=True, db_index=True)

    class Meta:
        indexes = [models.Index(fields=["kind", "subject"], name="secret_address_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @classmethod
    def valid(cls) -> models.QuerySet[SecretAddress]:
        return cls.objects.filter(Q(ends_at=None) | Q(ends_at__gt=timezone.now()))
