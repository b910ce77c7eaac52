"""A month of outreach and intelligence as it was drawn: never drawn again."""

from django.db import models

from handrail.platform.followups.append_only import AppendOnly
from handrail.platform.vault.app_sealed_fields import AppSealedField


class IntelligenceMonth(AppendOnly):
    """A month that was drawn, once, for all areas. Its uniqueness refuses the second of two draws at once.

    `within`: how far all that was shown up to this month may be from the truth. `true_counts`: what it was drawn from,
    all months together, by “measure|area|district” as JSON; only the next draw reads it.
    """

    month = models.CharField(max_length=7, unique=True)
    drawn_at = models.DateTimeField()
    within = models.PositiveSmallIntegerField()
    true_counts = AppSealedField()

    class Meta:
        ordering = ("month",)

    def __str__(self) -> str:
        return self.month


class DistrictFigures(AppendOnly):
    """What one area shows of one month: multiples of five by district; the whole of the area by “”."""

    impersonal_text = ("figures",)

    month = models.ForeignKey(
        IntelligenceMonth, on_delete=models.PROTECT, related_name="areas", db_index=False
    )
    area_code = models.CharField(max_length=10)
    measure = models.CharField(max_length=20)
    figures = models.JSONField()

    class Meta:
        verbose_name_plural = "district figures"
        indexes = [models.Index(fields=("area_code", "month"), name="district_figures_by_area")]
        constraints = [
            models.UniqueConstraint(fields=("month", "area_code", "measure"), name="district_figures_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.area_code}"
