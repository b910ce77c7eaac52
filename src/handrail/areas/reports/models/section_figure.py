"""A published figure in a sentence of a report."""

from django.db import models

from handrail.areas.reports.models.report import ReportSection
from handrail.insight.cited_figures.models import CitedFigure


class SectionFigure(CitedFigure):
    """Which section cites which figure. Its place in the words is the mark of its number."""

    section = models.ForeignKey(
        ReportSection, on_delete=models.CASCADE, related_name="figures", db_index=False
    )

    class Meta:
        ordering = ("section", "number")
        constraints = [
            models.UniqueConstraint(fields=("section", "number"), name="section_figure_one_a_number"),
        ]
