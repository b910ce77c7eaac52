"""Months of published figures for tests: written as a draw leaves them."""

from django.utils import timezone

from handrail.insight.disclosure.count_table import COUNTRY
from handrail.insight.measures.catalogue import MEASURES
from handrail.insight.publication.definitions import describe_measure
from handrail.insight.publication.models import AreaFigures, Publication
from handrail.insight.publication.months_and_quarters import shift_month

LINCOLNSHIRE = "E23000020"


def publish_months(first, number, figures_by_measure, areas=(COUNTRY, LINCOLNSHIRE)):
    """So many months from the first on, all with the same figures of these areas.

    Returns:
        The months.
    """
    definitions = {measure.key: describe_measure(measure) for measure in MEASURES if measure.public}
    months = [shift_month(first, place) for place in range(number)]
    for month in months:
        row = Publication.objects.create(
            month=month, drawn_at=timezone.now(), quarter_within=4, definitions=definitions
        )
        AreaFigures.objects.bulk_create(
            AreaFigures(publication=row, measure=measure, area_code=area, figures=figures)
            for measure, figures in figures_by_measure.items()
            for area in areas
        )
    return months
