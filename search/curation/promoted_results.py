"""Featured results: for this question editors show these pages first, until a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from core.text.sanitise import one_line
from search.contract import MAX_TEXT
from search.curation.versioned_model import VersionedRow
from search.documents.eligibility import searchable_pages
from search.dutch.questions import analyse_question

MOST_WORDINGS = 20
MOST_PAGES = 3
# How far ahead the last day may lie: whoever still wants it after a year looks at it again.
LONGEST = timedelta(days=366)


class FeaturedQuestion(VersionedRow, ClusterableModel):
    """One question in one or more wordings (a line each), with the pages in `pages` that come first.

    From `starts_on` (at once when empty) up to and including `ends_on`.
    """

    wordings = models.TextField(
        "vraag",
        help_text=(
            "Wat een lezer typt. Zet elke andere manier om het te vragen op een eigen regel. Het gaat om de hele "
            "vraag: ‘brief’ geldt niet voor ‘brief over parkeren’. Meervoud en woorden als ‘de’ maken niet uit."
        ),
    )
    starts_on = models.DateField("vanaf", null=True, blank=True, help_text="Leeg: meteen.")
    ends_on = models.DateField("tot en met", help_text="Hooguit een jaar vooruit. Daarna verdwijnt het vanzelf.")
    reason = models.TextField("waarom", max_length=500, help_text="Voor collega's. Lezers zien dit niet.")

    class Meta:
        verbose_name = "uitgelichte vraag"
        verbose_name_plural = "uitgelichte vragen"
        ordering = ["-ends_on", "pk"]

    def __str__(self) -> str:
        return next(iter(self.lines), "")

    @property
    def lines(self) -> list[str]:
        """The wordings, each once as typed."""
        return list(dict.fromkeys(filter(None, map(one_line, self.wordings.splitlines()))))

    @property
    def keys(self) -> list[tuple[str, ...]]:
        """The keys of the wordings (`AnalysedQuestion.key`), each once."""
        return list(dict.fromkeys(filter(None, (analyse_question(line).key for line in self.lines))))

    def clean(self) -> None:
        """:raises ValidationError: per field, in Dutch."""
        super().clean()
        problems = {**_problem_of_wordings(self.lines), **self._problem_of_days()}
        if not problems:
            problems = self._problem_with_another()
        if problems:
            raise ValidationError(problems)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.wordings = "\n".join(self.lines)
        super().save(*args, **kwargs)

    def _problem_of_days(self) -> dict[str, str]:
        if self.ends_on is None:
            return {}
        today = timezone.localdate()
        if self.starts_on and self.starts_on > self.ends_on:
            return {"ends_on": "De laatste dag ligt voor de eerste."}
        if self.ends_on > today + LONGEST:
            return {"ends_on": "Kies een dag die hooguit een jaar vooruit ligt."}
        if self._state.adding and self.ends_on < today:
            return {"ends_on": "Deze dag is al voorbij."}
        return {}

    def _problem_with_another(self) -> dict[str, str]:
        """Refuse the same question in two rows on one day, because the order of pages would be undefined."""
        keys = set(self.keys)
        last, first = self.ends_on, self.starts_on or date.min
        for other in FeaturedQuestion.objects.exclude(pk=self.pk).filter(ends_on__gte=first) if last else ():
            if last < (other.starts_on or date.min):
                continue
            same = next((line for line in other.lines if analyse_question(line).key in keys), None)
            if same:
                return {"wordings": f"‘{same}’ heeft in deze dagen al uitgelichte pagina's. Pas die aan."}
        return {}


class FeaturedPage(Orderable):
    """A page that comes first. Whether anyone may read it is asked again every time it is shown."""

    question = ParentalKey(FeaturedQuestion, on_delete=models.CASCADE, related_name="pages")
    page = models.ForeignKey(Page, verbose_name="pagina", on_delete=models.CASCADE, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = "pagina"
        verbose_name_plural = "pagina's"

    def __str__(self) -> str:
        return str(self.page)


def with_pages() -> QuerySet[FeaturedQuestion]:
    """All of them with their pages, each with `is_shown`: whether readers may see it now. Two queries."""
    shown = Exists(searchable_pages().filter(pk=OuterRef("page_id")))
    pages = FeaturedPage.objects.select_related("page").annotate(is_shown=shown)
    return FeaturedQuestion.objects.prefetch_related(Prefetch("pages", queryset=pages))


def _problem_of_wordings(lines: list[str]) -> dict[str, str]:
    if not lines:
        return {"wordings": "Schrijf op welke vraag het is."}
    if len(lines) > MOST_WORDINGS:
        return {"wordings": f"Gebruik hoogstens {MOST_WORDINGS} regels."}
    for line in lines:
        if len(line) > MAX_TEXT:
            return {"wordings": f"‘{line[:40]}…’ is te lang: hoogstens {MAX_TEXT} tekens op een regel."}
        if not analyse_question(line).key:
            return {"wordings": f"‘{line}’ is geen vraag: gebruik woorden, zonder minteken ervoor."}
    return {}
