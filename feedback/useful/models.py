"""How often a page was useful, and what somebody missed in it."""

from __future__ import annotations

from functools import partial

from django.db import models
from wagtail.models import Page

from core.jobs import retention
from core.submissions.models import HANDLED_KEPT, OPEN_KEPT, Submission, forget_handled

LONGEST_REMARK = 300


class UsefulCount(models.Model):
    """What readers answered about one page on one day. Holds nothing of who answered."""

    affects_public_pages = False
    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="+")
    day = models.DateField("dag", db_index=True)
    yes = models.PositiveIntegerField("nuttig", default=0)
    no = models.PositiveIntegerField("niet nuttig", default=0)

    class Meta:
        verbose_name = "telling ‘was dit nuttig?’"
        verbose_name_plural = "tellingen ‘was dit nuttig?’"
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="one_useful_count")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}"


class UsefulRemark(Submission):
    """One line of a reader who missed something on a page. Never public, and nobody asks for an address."""

    page = models.ForeignKey(Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="+")
    text = models.CharField("wat miste je?", max_length=LONGEST_REMARK)

    class Meta:
        verbose_name = "opmerking bij ‘was dit nuttig?’"
        verbose_name_plural = "opmerkingen bij ‘was dit nuttig?’"
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["status", "-created_at"], name="useful_remarks_by_status")]

    def __str__(self) -> str:
        return f"Opmerking {self.pk}"


retention.declare(
    "useful-remarks",
    what="Wat je miste op een pagina (na ‘Was dit nuttig? Nee’)",
    until=f"Tot {HANDLED_KEPT.days // 365} jaar na de afhandeling, en anders hooguit {OPEN_KEPT.days // 365} jaar.",
    forget=partial(forget_handled, UsefulRemark),
)
