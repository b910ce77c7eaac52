"""A pilot's outcome with numbers before and after, so that an extension can cite it."""

from datetime import date

from handrail.directory.actions import add_pilot_measure, record_pilot_result
from handrail.directory.models import PilotMeasure, PilotResult
from support.cast import Cast

BEFORE = (date(2026, 1, 1), date(2026, 3, 31))
AFTER = (date(2026, 4, 1), date(2026, 9, 30))


def measured(cast: Cast, service: int, outcome: str = "Still safely housed after 28 days") -> int:
    """The number of a measure: 6 of 20 before, 15 of 20 during the pilot."""
    new = PilotMeasure(outcome=outcome, counted="Adults before the NRM")
    measure = add_pilot_measure(new, service_id=service, by=cast.lead.actor)
    for moment, number, (since, until) in (("before", 6, BEFORE), ("after", 15, AFTER)):
        result = PilotResult(
            measure=measure, moment=moment, number=number, out_of=20, since=since, until=until, source="Files"
        )
        record_pilot_result(result, service_id=service, by=cast.lead.actor)
    return measure.pk
