"""Two pilots with numbers before and after: rooms before the NRM, extended, and a team that is no service."""

from datetime import date, time, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_working_day_on_or_after
from handrail.demo.simulated_time import use_simulated_clock
from handrail.directory.actions import add_pilot, add_pilot_measure, extend_pilot, record_pilot_result
from handrail.directory.models import Pilot, PilotMeasure, PilotResult
from handrail.platform.kernel.dates import make_london_time

SERVICE: Final = "lantern/Own Room"
LEAD: Final = "gareth.pell"
COUNTED: Final = "Adults with nowhere to sleep before the NRM"
type Numbers = tuple[int, int]
MEASURES: Final[tuple[tuple[str, Numbers, Numbers | None], ...]] = (
    ("Still safely housed after 28 days", (6, 20), (17, 26)),
    ("Met an immigration adviser within two weeks", (5, 20), (14, 26)),
    ("Reported a threat from those who exploited them", (9, 20), None),
)
EXTENDED_BY: Final = timedelta(days=90)
MORNING: Final = time(9, 30)
COMMISSIONER: Final = "joan.tasker"
TEAM: Final = "Modern slavery investigative team"
TEAM_MEASURES: Final[tuple[tuple[str, Numbers, Numbers | None], ...]] = (
    ("A suspect interviewed within three months", (6, 30), (11, 28)),
    ("The victim still in touch after three months", (12, 30), (19, 28)),
)
TEAM_BEGAN_DAYS_AGO: Final = 190
TEAM_WEEKS: Final = 26
TEAM_PERIODS: Final = ((420, 290), (185, 109))
"""Investigations that began before the team, and in its first months: each is three months old."""
TEAM_COUNTED_DAYS_AGO: Final = 16


def load_pilot_measures_and_extension(cast: DemoLookups, today: date) -> None:
    """A service on trial, extended by two of its three outcomes, and a team. Done once."""
    if Pilot.objects.filter(service=cast.services[SERVICE]).exists():
        return
    with transaction.atomic():
        _load_pilot_of_extended_service(cast, today)
        _load_team_pilot(cast, today)


def _load_pilot_of_extended_service(cast: DemoLookups, today: date) -> None:
    service, by = cast.services[SERVICE], cast.actors[LEAD]
    cited = []
    for outcome, before, after in MEASURES:
        row = PilotMeasure(outcome=outcome, counted=COUNTED)
        add_pilot_measure(row, service_id=service.pk, by=by)
        for result in _make_pilot_results(row, today, "Case files, read by the manager", before, after):
            record_pilot_result(result, service_id=service.pk, by=by)
        cited += [row.pk] if after else []
    service.refresh_from_db()
    extend_pilot(
        by=by,
        service_id=service.pk,
        until=service.pilot_until + EXTENDED_BY,
        because="Twice as many are still housed after four weeks",
        cites=cited,
    )


def _load_team_pilot(cast: DemoLookups, today: date) -> None:
    by = cast.actors[COMMISSIONER]
    starts_on = get_working_day_on_or_after(today - timedelta(days=TEAM_BEGAN_DAYS_AGO))
    team = Pilot(
        name=TEAM,
        aim="Victims stay in touch, and suspects are interviewed sooner.",
        posts="Two investigative support officers and a data manager, beside the existing unit's triage",
        starts_on=starts_on,
        ends_on=starts_on + timedelta(weeks=TEAM_WEEKS, days=-1),
    )
    with use_simulated_clock(make_london_time(starts_on - timedelta(days=10), MORNING)):
        number = add_pilot(team, by=by).pk
    for outcome, before, after in TEAM_MEASURES:
        row = PilotMeasure(outcome=outcome, counted="Investigations of modern slavery")
        with use_simulated_clock(make_london_time(starts_on - timedelta(days=9), MORNING)):
            add_pilot_measure(row, pilot_id=number, by=by)
        for result in _make_pilot_results(
            row, today, "The force's records, counted by the data manager", before, after, TEAM_PERIODS
        ):
            counted_on = today - timedelta(days=TEAM_COUNTED_DAYS_AGO)
            day = starts_on - timedelta(days=8) if result.moment == "before" else counted_on
            with use_simulated_clock(make_london_time(day, MORNING)):
                record_pilot_result(result, pilot_id=number, by=by)


def _make_pilot_results(
    measure: PilotMeasure,
    today: date,
    source: str,
    before: Numbers,
    after: Numbers | None,
    periods: tuple[tuple[int, int], tuple[int, int]] = ((365, 184), (183, 1)),
) -> list[PilotResult]:
    """Numbers of a period before and of one after, each so many days ago: as a rule of two half-years; unsaved."""
    told = {"before": (before, *periods[0]), "after": (after, *periods[1])}
    return [
        PilotResult(
            measure=measure,
            moment=moment,
            number=numbers[0],
            out_of=numbers[1],
            since=today - timedelta(days=first),
            until=today - timedelta(days=last),
            source=source,
        )
        for moment, (numbers, first, last) in told.items()
        if numbers
    ]
