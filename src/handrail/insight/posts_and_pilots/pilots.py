"""Pilots that are no service: their aims, and outcomes before and after in numbers that point at nobody."""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet

from handrail.directory.actions import (
    add_pilot,
    add_pilot_measure,
    change_non_service_pilot,
    extend_non_service_pilot_as_decided,
    freeze_pilot_baseline,
    record_pilot_result,
)
from handrail.directory.forms import NewPilotForm, PilotForm, PilotMeasureForm, PilotResultForm
from handrail.directory.models import Pilot, PilotMeasure, PilotResult
from handrail.directory.queries.pilots import list_extensions_of_pilot, list_pilot_measure_rows
from handrail.platform.kernel.dates import to_london

__all__ = [
    "CountedPilotOutcome",
    "NewPilotForm",
    "Pilot",
    "PilotExtensionRow",
    "PilotForm",
    "PilotMeasure",
    "PilotMeasureForm",
    "PilotOutcome",
    "PilotResult",
    "PilotResultForm",
    "add_pilot",
    "add_pilot_measure",
    "change_non_service_pilot",
    "extend_non_service_pilot_as_decided",
    "freeze_pilot_baseline",
    "list_pilot_extensions",
    "list_pilot_outcomes",
    "record_pilot_result",
    "select_non_service_pilots_of_bodies",
]


class CountedPilotOutcome(NamedTuple):
    """How many of how many, from when to when, by which source."""

    number: int
    out_of: int
    since: datetime.date
    until: datetime.date
    source: str
    recorded_on: datetime.date


@dataclass(frozen=True, slots=True)
class PilotOutcome:
    """One outcome that a pilot is judged by. `before` is the baseline; None where there are no numbers yet."""

    measure_id: int
    outcome: str
    counted: str
    before: CountedPilotOutcome | None
    after: CountedPilotOutcome | None


class PilotExtensionRow(NamedTuple):
    """Until when a pilot was extended, why, and by whom."""

    until: datetime.date
    because: str
    given_at: datetime.datetime
    given_by: str


def select_non_service_pilots_of_bodies(of_bodies: Q) -> "QuerySet[Pilot]":
    """Pilots that are no service, of the bodies that a filter on pilots names, the last to end first."""
    rows = Pilot.objects.filter(of_bodies, service=None).select_related("body", "changed_by")
    return rows.order_by("-ends_on", "-id")


def list_pilot_outcomes(pilot: Pilot) -> list[PilotOutcome]:
    """The outcomes of a pilot in the order in which they were added. Two statements."""
    return [
        PilotOutcome(
            row.measure_id,
            row.outcome,
            row.counted,
            _make_counted_outcome(row.before),
            _make_counted_outcome(row.after),
        )
        for row in list_pilot_measure_rows(pilot)
    ]


def list_pilot_extensions(pilot: Pilot) -> list[PilotExtensionRow]:
    """The extensions of a pilot, the newest first. Two statements."""
    return [
        PilotExtensionRow(row.until, row.because, row.given_at, row.given_by.name)
        for row in list_extensions_of_pilot(pilot)
    ]


def _make_counted_outcome(row: PilotResult | None) -> CountedPilotOutcome | None:
    if row is None:
        return None
    return CountedPilotOutcome(
        row.number, row.out_of, row.since, row.until, row.source, to_london(row.recorded_at).date()
    )
