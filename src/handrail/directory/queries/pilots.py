"""What a pilot measures, with the newest numbers before and after; and what each extension cited."""

from collections.abc import Iterable
from typing import NamedTuple

from handrail.directory.models import Pilot, PilotExtension, PilotMeasure, PilotResult


class MeasureRow(NamedTuple):
    """One outcome, with its newest result of each moment; None where there is none yet."""

    measure_id: int
    outcome: str
    counted: str
    before: PilotResult | None
    after: PilotResult | None

    @property
    def has_both(self) -> bool:
        """Whether it says what changed, so that an extension can cite it."""
        return self.before is not None and self.after is not None

    @property
    def change(self) -> int | None:
        """Percentage points from before to after; None where one is missing."""
        if self.before is None or self.after is None:
            return None
        return _compute_percentage(self.after) - _compute_percentage(self.before)


def list_measure_rows(pilot: Pilot) -> list[MeasureRow]:
    """The measures of a pilot in the order in which they were added. Two statements."""
    measures = PilotMeasure.objects.filter(pilot=pilot).prefetch_related("results").order_by("id")
    return [_make_measure_row(measure) for measure in measures]


def list_extensions(pilot: Pilot) -> list[PilotExtension]:
    """The extensions of a pilot, newest first, with what each cited. Two statements."""
    rows = PilotExtension.objects.filter(pilot=pilot).select_related("given_by")
    return list(rows.prefetch_related("cites__measure"))


def find_pilot_of_service(service_id: int) -> Pilot | None:
    """The pilot of a service; None where nothing is measured yet."""
    return Pilot.objects.filter(service=service_id).first()


def _make_measure_row(measure: PilotMeasure) -> MeasureRow:
    newest = _get_newest_by_moment(measure.results.all())
    return MeasureRow(measure.pk, measure.outcome, measure.counted, newest.get("before"), newest.get("after"))


def _get_newest_by_moment(results: Iterable[PilotResult]) -> dict[str, PilotResult]:
    return {row.moment: row for row in results}


def _compute_percentage(row: PilotResult) -> int:
    return round(100 * int(row.number) / int(row.out_of))
