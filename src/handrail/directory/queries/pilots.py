"""What a pilot measures, with the newest numbers before and after; and what each extension cited."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from handrail.directory.models import Pilot, PilotExtension, PilotMeasure, PilotResult, Service
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible


class PilotMeasureRow(NamedTuple):
    """One outcome, with its newest result of each moment; None where there is none yet."""

    measure_id: int
    outcome: str
    counted: str
    before: PilotResult | None
    after: PilotResult | None

    @property
    def has_before_and_after_results(self) -> bool:
        """Whether it says what changed, so that an extension can cite it."""
        return self.before is not None and self.after is not None

    @property
    def change(self) -> int | None:
        """Percentage points from before to after; None where one is missing."""
        if self.before is None or self.after is None:
            return None
        return _compute_result_percentage(self.after) - _compute_result_percentage(self.before)


def list_pilot_measure_rows(pilot: Pilot) -> list[PilotMeasureRow]:
    """The measures of a pilot in the order in which they were added. Two statements."""
    measures = PilotMeasure.objects.filter(pilot=pilot).prefetch_related("results").order_by("id")
    return [_make_pilot_measure_row_with_newest_results(measure) for measure in measures]


def list_extensions_of_pilot(pilot: Pilot) -> list[PilotExtension]:
    """The extensions of a pilot, newest first, with what each cited. Two statements."""
    rows = PilotExtension.objects.filter(pilot=pilot).select_related("given_by")
    return list(rows.prefetch_related("cites__measure"))


def get_own_non_service_pilot(pilot_id: int, actor: Actor) -> Pilot:
    """A pilot of the reader's body that is no service. Raises NotVisible."""
    row = (
        Pilot.objects.filter(pk=pilot_id, service=None, body=actor.body_id)
        .select_related("changed_by")
        .first()
    )
    if row is None:
        raise NotVisible
    return row


def select_own_non_service_pilots(actor: Actor) -> QuerySet[Pilot]:
    """The pilots of the reader's body that are no service, each with its number of outcomes; the last to end first."""
    rows = Pilot.objects.filter(service=None, body=actor.body_id).annotate(measure_count=Count("measures"))
    return rows.order_by("-ends_on", "-id")


def select_own_services_on_trial(actor: Actor) -> QuerySet[Service]:
    """Services of the reader's body that run as a trial: their pilots are kept with the service."""
    mine = Q(provider=actor.body_id) | Q(keeper=actor.body_id)
    return Service.objects.filter(mine, pilot_until__isnull=False).order_by("-pilot_until", "id")


def find_pilot_of_service(service_id: int) -> Pilot | None:
    """The pilot of a service; None where nothing is measured yet."""
    return Pilot.objects.filter(service=service_id).first()


def _make_pilot_measure_row_with_newest_results(measure: PilotMeasure) -> PilotMeasureRow:
    newest = _get_newest_pilot_results_by_before_or_after(measure.results.all())
    return PilotMeasureRow(
        measure.pk, measure.outcome, measure.counted, newest.get("before"), newest.get("after")
    )


def _get_newest_pilot_results_by_before_or_after(results: Iterable[PilotResult]) -> dict[str, PilotResult]:
    return {row.moment: row for row in results}


def _compute_result_percentage(row: PilotResult) -> int:
    return round(100 * int(row.number) / int(row.out_of))
