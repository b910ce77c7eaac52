"""A published figure as a text cites it, without a publication behind it."""

from django.utils import timezone

from handrail.areas.calls.models import Return, ReturnFigure
from handrail.insight.cited_figures.figure_trail import CitedFigureWithSource
from handrail.insight.cited_figures.models import make_citation_field_values

TRAIL: CitedFigureWithSource = {
    "number": 1,
    "measure": "referred",
    "name": "People referred to the NRM",
    "part": "",
    "area": "Lincolnshire",
    "area_code": "E23000020",
    "quarter": "2026-Q3",
    "period": "July to September 2026",
    "breakdown": "",
    "value": "",
    "people": 15,
    "within": 4,
    "definition": {
        "question": "How many?", "unit": "people", "time": "the month", "source": "ours", "owner": "us",
        "weak": ["only ours"],
    },
    "publication": 3,
    "published_on": "2026-10-05",
    "published": "5 October 2026",
    "publication_sha256": "0" * 64,
}  # fmt: skip


def cite(row: Return, question: int = 1, **more) -> ReturnFigure:
    """The figure in an answer of a return, of which no text speaks yet."""
    return ReturnFigure.objects.create(
        of=row,
        question_number=question,
        taken_at=timezone.now(),
        **make_citation_field_values({**TRAIL, **more}),
    )
