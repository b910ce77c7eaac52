"""A published figure that a text cites. Rooms of areas hang it on what they write."""

from datetime import date
from typing import Any

from django.db import models

from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import format_day


class CitedFigure(models.Model):
    """A copy of one published figure, with its words, as it was taken in: never changed, only taken out."""

    impersonal_text = (*("breakdown", "value", "area", "name", "part", "definition", "publication_sha256"),)

    number = models.PositiveSmallIntegerField()  # of its mark in the text
    measure = models.CharField(max_length=40)
    area_code = models.CharField(max_length=10)
    quarter = models.CharField(max_length=7)
    breakdown = models.CharField(max_length=60, blank=True, default="")
    value = models.CharField(max_length=80, blank=True, default="")
    people = models.PositiveIntegerField()
    within = models.PositiveSmallIntegerField()
    area = models.CharField(max_length=80)
    name = models.CharField(max_length=120)
    part = models.CharField(max_length=250, blank=True, default="")
    definition = models.JSONField()
    publication = models.PositiveSmallIntegerField()  # the number of the one that completed the quarter
    publication_sha256 = models.CharField(max_length=64)
    published_on = models.DateField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.name}, {self.quarter}"

    @property
    def trail(self) -> CitedFigureWithSource:
        """As plain values."""
        return {
            "number": self.number,
            "measure": self.measure,
            "name": self.name,
            "part": self.part,
            "area": self.area,
            "area_code": self.area_code,
            "quarter": self.quarter,
            "period": format_quarter(self.quarter),
            "breakdown": self.breakdown,
            "value": self.value,
            "people": self.people,
            "within": self.within,
            "definition": self.definition,
            "publication": self.publication,
            "published_on": self.published_on.isoformat(),
            "published": format_day(self.published_on),
            "publication_sha256": self.publication_sha256,
        }


def make_citation_field_values(trail: CitedFigureWithSource) -> dict[str, Any]:
    """The values of a row that cites a figure.

    Returns:
        By the names of its fields.
    """
    names = set(trail) - {"period", "published", "published_on"}
    values: dict[str, Any] = {name: value for name, value in trail.items() if name in names}
    return values | {"published_on": date.fromisoformat(trail["published_on"])}
