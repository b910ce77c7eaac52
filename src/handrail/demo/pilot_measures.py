"""Two pilots with numbers before and after: rooms before the NRM, extended, and a team that is no service."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction

from handrail.demo.case_writer import DemoLookups
from handrail.directory.actions import add_pilot, add_pilot_measure, extend_pilot, record_pilot_result
from handrail.directory.models import Pilot, PilotMeasure, PilotResult

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
COMMISSIONER: Final = "joan.tasker"
TEAM: Final = "Modern slavery investigative team"
TEAM_MEASURES: Final[tuple[tuple[str, Numbers, Numbers | None], ...]] = (
    ("A suspect charged within nine months", (6, 30), (11, 28)),
    ("The victim still in touch after three months", (12, 30), (19, 28)),
)


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
    team = Pilot(
        name=TEAM,
        aim="Victims stay in touch, and more investigations end in a charge.",
        posts="Two investigative support officers and a data manager, beside the existing unit's triage",
        starts_on=today - timedelta(days=183),
        ends_on=today + timedelta(days=182),
    )
    number = add_pilot(team, by=by).pk
    for outcome, before, after in TEAM_MEASURES:
        row = PilotMeasure(outcome=outcome, counted="Investigations of modern slavery")
        add_pilot_measure(row, pilot_id=number, by=by)
        for result in _make_pilot_results(
            row, today, "The force's records, counted by the data manager", before, after
        ):
            record_pilot_result(result, pilot_id=number, by=by)


def _make_pilot_results(
    measure: PilotMeasure,
    today: date,
    source: str,
    before: Numbers,
    after: Numbers | None,
) -> list[PilotResult]:
    """Numbers of the half-year before last, then of the last; unsaved."""
    periods = {"before": (before, 365, 184), "after": (after, 183, 1)}
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
        for moment, (numbers, first, last) in periods.items()
        if numbers
    ]
