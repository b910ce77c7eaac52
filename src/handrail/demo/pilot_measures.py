"""A pilot of the demo that was measured and extended: rooms before the NRM, with numbers before and after."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.directory.actions import add_pilot_measure, extend_service_trial, record_pilot_result
from handrail.directory.models import PilotMeasure, PilotResult

SERVICE: Final = "lantern/Own Room"
LEAD: Final = "gareth.pell"
COUNTED: Final = "Adults with nowhere to sleep before the NRM"
MEASURES: Final = (
    ("Still safely housed after 28 days", (6, 20), (17, 26)),
    ("Met an immigration adviser within two weeks", (5, 20), (14, 26)),
)
NOT_YET_MEASURED: Final = ("Reported a threat from those who exploited them", (9, 20))
EXTENDED_BY: Final = timedelta(days=90)


def load_pilot_measures_and_extension(cast: DemoLookups, today: date) -> None:
    """Three outcomes, of which two are cited for an extension. Done once."""
    service, by = cast.services[SERVICE], cast.actors[LEAD]
    if PilotMeasure.objects.filter(pilot__service=service).exists():
        return
    with transaction.atomic():
        cited = [_add_pilot_measure(service.pk, cast, today, *measure) for measure in MEASURES]
        _add_pilot_measure(service.pk, cast, today, *NOT_YET_MEASURED)
        service.refresh_from_db()
        extend_service_trial(
            by=by,
            service_id=service.pk,
            until=service.pilot_until + EXTENDED_BY,
            because="Twice as many are still housed after four weeks",
            cites=cited,
        )


def _add_pilot_measure(
    service_id: int,
    cast: DemoLookups,
    today: date,
    outcome: str,
    before: tuple[int, int],
    after: tuple[int, int] | None = None,
) -> int:
    """An outcome with its numbers: the half-year before last, then the last."""
    by = cast.actors[LEAD]
    new = PilotMeasure(outcome=outcome, counted=COUNTED)
    measure = add_pilot_measure(new, service_id=service_id, by=by)
    periods = {"before": (before, 365, 184), "after": (after, 183, 1)}
    for moment, (numbers, first, last) in periods.items():
        if numbers:
            result = PilotResult(
                measure=measure,
                moment=moment,
                number=numbers[0],
                out_of=numbers[1],
                since=today - timedelta(days=first),
                until=today - timedelta(days=last),
                source="Case files, read by the manager",
            )
            record_pilot_result(result, service_id=service_id, by=by)
    return measure.pk
