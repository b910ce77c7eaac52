"""A published figure in an answer of a return."""

from django.db import models

from handrail.areas.calls.models.returns import Return
from handrail.insight.cited_figures.models import CitedFigure


class ReturnFigure(CitedFigure):
    """Which answer cites which figure. Its place in the answer is the mark of its number."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="figures", db_index=False)
    question_number = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("of", "number"), name="return_figure_one_a_number"),
        ]
