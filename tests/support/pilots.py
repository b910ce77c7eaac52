"""A pilot's outcome with numbers before and after, so that an extension can cite it."""

from datetime import date

from handrail.directory.actions import add_pilot, add_pilot_measure, record_pilot_result
from handrail.directory.models import Pilot, PilotMeasure, PilotResult
from support.cast import Cast

BEFORE = (date(2026, 1, 1), date(2026, 3, 31))
AFTER = (date(2026, 4, 1), date(2026, 9, 30))


def measured(cast: Cast, service: int, outcome: str = "Still safely housed after 28 days") -> int:
    """The number of a measure: 6 of 20 before, 15 of 20 during the pilot."""
    return _measure(cast, outcome, service_id=service)


def measured_team(cast: Cast) -> tuple[int, int]:
    """A pilot of the charity that is no service: its number, and that of its measure."""
    team = Pilot(
        name="Two night workers",
        aim="Somebody answers at night",
        posts="Two workers",
        ends_on=date(2027, 6, 30),
    )
    number = add_pilot(team, by=cast.lead.actor).pk
    return number, _measure(cast, "Met within an hour", pilot_id=number)


def _measure(cast: Cast, outcome: str, **subject: int) -> int:
    new = PilotMeasure(outcome=outcome, counted="Adults before the NRM")
    measure = add_pilot_measure(new, **subject, by=cast.lead.actor)
    for moment, number, (since, until) in (("before", 6, BEFORE), ("after", 15, AFTER)):
        result = PilotResult(
            measure=measure, moment=moment, number=number, out_of=20, since=since, until=until, source="Files"
        )
        record_pilot_result(result, **subject, by=cast.lead.actor)
    return measure.pk
