"""A scan with its lines a year, which only who has its address sees; and what its owner published of it, a copy."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from core.submissions.models import Submission
from monitor.scan.choices import LEVELS, Login, Reason
from monitor.scan.formulas import Level, Line
from vocabulary.confirmed_organisation import ConfirmedOrganisation
from vocabulary.models import OrganisationType, Product


class ProductScan(models.Model):
    """No name, no account: who has the secret address has the scan. Deleted two years after it was last changed."""

    wagtail_reference_index_ignore = True
    affects_public_pages = False

    family = models.ForeignKey(OrganisationType, verbose_name="familie", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = "productscan"
        verbose_name_plural = "productscans"

    def __str__(self) -> str:
        return f"Productscan {self.pk}"


class _Stated(models.Model):
    """Abstract: how far a product is, what is right for it, and why."""

    wagtail_reference_index_ignore = True

    product = models.ForeignKey(Product, verbose_name="product", on_delete=models.PROTECT, related_name="+")
    level = models.CharField("nu", max_length=10, choices=LEVELS, blank=True)
    optimum = models.CharField("best", max_length=10, choices=LEVELS, blank=True)
    reason = models.CharField("waarom", max_length=20, choices=Reason.choices, blank=True)

    class Meta:
        abstract = True


class ScanLine(_Stated):
    """One product in one year. What is empty is unknown."""

    affects_public_pages = False

    scan = models.ForeignKey(ProductScan, on_delete=models.CASCADE, related_name="lines")
    year = models.PositiveSmallIntegerField("jaar")
    volume = models.BigIntegerField("aanvragen per jaar", null=True, blank=True)
    is_prefilled = models.BooleanField("vooraf ingevuld", default=False)
    is_tracked = models.BooleanField("te volgen", default=False)
    login = models.CharField("inloggen", max_length=10, choices=Login.choices, blank=True)
    digital = models.DecimalField("procent digitaal", max_digits=4, decimal_places=1, null=True, blank=True)

    class Meta:
        verbose_name = "regel van een productscan"
        verbose_name_plural = "regels van productscans"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["scan", "year", "product"], name="scan_line_once")]

    def __str__(self) -> str:
        return f"Regel {self.pk}"

    def as_line(self) -> Line:
        """What the formulas count with."""
        login = Login(self.login) if self.login else None
        return Line(
            product=self.product.label,
            level=Level(self.level) if self.level else None,
            optimum=Level(self.optimum) if self.optimum else None,
            volume=self.volume,
            login_needed=login.is_needed if login else None,
            login_asked=login.is_asked if login else None,
            digital=self.digital,
        )


class ScanPublication(ConfirmedOrganisation, Submission):
    """What an organisation wants to show of its scan: public while it is placed, with the name an editor confirmed.

    The means are whole points, as they stood when it was sent in; None when there was nothing to say.
    """

    affects_public_pages = True

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        PLACED = "geplaatst", "Geplaatst"
        REFUSED = "niet-geplaatst", "Niet geplaatst"
        WITHDRAWN = "ingetrokken", "Ingetrokken"

    wants_answer: ClassVar[tuple[str, ...]] = (Status.REFUSED,)

    status = models.CharField("stand", max_length=20, choices=Status.choices, default=Status.OPEN)
    scan = models.ForeignKey(ProductScan, on_delete=models.CASCADE, related_name="publications")
    family = models.ForeignKey(OrganisationType, verbose_name="familie", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("jaar")
    plain = models.PositiveSmallIntegerField(null=True)
    weighted = models.PositiveSmallIntegerField(null=True)
    gap = models.PositiveSmallIntegerField(null=True)

    class Meta:
        verbose_name = "productscan om te delen"
        verbose_name_plural = "productscans om te delen"
        indexes = [models.Index(fields=["status", "family"], name="scan_publications")]

    def __str__(self) -> str:
        return f"Productscan om te delen {self.pk}"

    @property
    def text(self) -> str:
        """What editors read of it in the list of everything that came in."""
        return f"{self.organisation_name}, {self.year}"

    @classmethod
    def public(cls) -> models.QuerySet[ScanPublication]:
        """Those that anyone may read."""
        named = cls.objects.filter(
            status=cls.Status.PLACED, name_withdrawn_at=None, organisation__isnull=False, family__isnull=False
        )
        return named.exclude(name_confirmed="")


class StatedLine(_Stated):
    """A product on the page of an organisation: how far it is and what that organisation calls right for it."""

    publication = models.ForeignKey(ScanPublication, on_delete=models.CASCADE, related_name="lines")

    class Meta:
        verbose_name = "gedeeld product"
        verbose_name_plural = "gedeelde producten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Gedeeld product {self.pk}"


class FamilyRange(models.Model):
    """Quartiles of one mean over the organisations of one family that published; renewed once a month."""

    class Measure(models.TextChoices):
        PLAIN = "plain", "Stand, elk product telt even zwaar"
        WEIGHTED = "weighted", "Stand, elke aanvraag telt even zwaar"
        GAP = "gap", "Afstand tot het eigen optimum"

    wagtail_reference_index_ignore = True

    family = models.ForeignKey(OrganisationType, verbose_name="familie", on_delete=models.CASCADE, related_name="+")
    measure = models.CharField(max_length=10, choices=Measure.choices)
    low = models.PositiveSmallIntegerField()
    middle = models.PositiveSmallIntegerField()
    high = models.PositiveSmallIntegerField()
    organisations = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        verbose_name = "vergelijking van een familie"
        verbose_name_plural = "vergelijkingen van families"
        constraints = [models.UniqueConstraint(fields=["family", "measure"], name="one_range_a_measure")]

    def __str__(self) -> str:
        return f"Vergelijking {self.pk}"
