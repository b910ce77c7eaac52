"""A month as it was published. Rows here are only ever added: a figure that was drawn twice would give people away."""

from django.db import models
from django.db.models import Q

from handrail.platform.followups.append_only import AppendOnly


class Publication(AppendOnly):
    """One month. Its uniqueness refuses the second of two draws at once.

    `definitions` has each measure's words as they stood that day, by its key. `quarter_within`: how far the quarter
    may be from the truth so far. `sha256` is of definitions and figures together.
    """

    impersonal_text = ("definitions", "sha256")

    month = models.CharField(max_length=7, unique=True)
    drawn_at = models.DateTimeField()
    quarter_within = models.PositiveSmallIntegerField()
    release = models.CharField(max_length=40)
    definitions = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ("month",)
        constraints = [
            models.CheckConstraint(
                condition=Q(quarter_within__in=(4, 9)), name="publication_quarter_within_known"
            )
        ]

    def __str__(self) -> str:
        return self.month


class AreaFigures(AppendOnly):
    """All figures of one measure for one area in one month: multiples of five, by “breakdown=value”; the whole by “”.

    What is not named is nought; an area where everything is nought has no row.
    """

    impersonal_text = ("figures",)

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="areas", db_index=False
    )
    measure = models.CharField(max_length=40)
    area_code = models.CharField(max_length=10)
    figures = models.JSONField()

    class Meta:
        verbose_name_plural = "area figures"
        constraints = [
            models.UniqueConstraint(
                fields=("publication", "measure", "area_code"), name="area_figures_drawn_once"
            )
        ]
        indexes = [models.Index(fields=("area_code", "publication"), name="area_figures_by_area")]

    def __str__(self) -> str:
        return f"{self.measure} of {self.area_code}"


class LateRecords(AppendOnly):
    """Records of earlier months that came late, or were taken out again, between two draws: multiples of five.

    An area where both are nought has no row.
    """

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="late_records", db_index=False
    )
    measure = models.CharField(max_length=40)
    area_code = models.CharField(max_length=10)
    added = models.PositiveIntegerField()
    removed = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "late records"
        constraints = [
            models.UniqueConstraint(
                fields=("publication", "measure", "area_code"), name="late_records_drawn_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} of {self.area_code}"


class RuleChangeFigures(AppendOnly):
    """What a changed rule would have done to one clock in a year, for England and Wales: multiples of five, as drawn.

    `figures`: people by “change=later_7”; the whole by “”, which is the same for every change of a clock in a year.
    `counts_hash` is keyed: the same true counts are never drawn a second time.
    """

    impersonal_text = ("clock", "clock_name", "before", "after", "figures", "counts_hash")

    clock = models.CharField(max_length=60)
    clock_name = models.CharField(max_length=200)
    before = models.CharField(max_length=200)
    after = models.CharField(max_length=200)
    first_month = models.CharField(max_length=7)
    last_month = models.CharField(max_length=7)
    figures = models.JSONField()
    counts_hash = models.CharField(max_length=64)
    drawn_at = models.DateTimeField()

    class Meta:
        ordering = ("-last_month", "clock_name", "id")
        constraints = [
            models.UniqueConstraint(fields=("clock", "after", "last_month"), name="rule_change_drawn_once")
        ]

    def __str__(self) -> str:
        return f"{self.clock} from {self.first_month} to {self.last_month}"
