"""Gaps of an area: services from the directory, people from published figures, actions from the partnership's list."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from handrail.directory.models import Service
from handrail.directory.need_and_service_kinds import KINDS
from handrail.directory.queries.services import reaches_area_q
from handrail.directory.service_states_and_phases import PHASES
from handrail.insight.provision_gaps.provision_states import ServiceProvisionConditions
from handrail.insight.publication.models import AreaFigures
from handrail.insight.publication.months_and_quarters import list_months_of_quarter
from handrail.insight.publication.queries import PublishedQuarter, list_published_quarters, read_area_figures
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import get_own_and_taken_over_body_ids_of_actor

MOST_QUARTERS: Final = 4
NEED_BY_KIND: Final = {kind.code: kind.need for kind in KINDS}
MOST_ACTIONS: Final = 200
WHOLE: Final = ""
"""The cell of everybody."""

type PeopleByCell = Mapping[str, Mapping[str, int]]
"""By measure, then “breakdown=value”: the sum of the newest quarters' figures."""


@dataclass(frozen=True, slots=True)
class AreaProvisionGaps:
    """What the page of gaps is made of. `unmet_by_month`: of the same quarters, the first month first."""

    services: list[ServiceProvisionConditions]
    quarters: list[PublishedQuarter]
    people: PeopleByCell
    actions: list[ReviewedGap]
    unmet_by_month: Sequence[tuple[str, int]] = ()

    def count(self, measure: str, cell: str = "") -> int:
        """People of one cell over the quarters."""
        return self.people.get(measure, {}).get(cell, 0)


def get_provision_gaps_of_area(actor: Actor, area_code: str) -> AreaProvisionGaps:
    """Everything for one area. Seven statements, whatever there is.

    Args:
        actor: who reads; actions are those that their body owns, follows up or shares.
        area_code: of a police force area.
    """
    require_permission(actor, Permission.VIEW_OVERSIGHT)
    quarters = list_published_quarters()[:MOST_QUARTERS]
    figures = read_area_figures(area_code, [quarter.code for quarter in quarters]) if quarters else {}
    people = defaultdict[str, dict[str, int]](lambda: defaultdict(int))
    for (_, measure), cells in figures.items():
        for cell, number in cells.items():
            people[measure][cell] += number
    return AreaProvisionGaps(
        list_service_provision_conditions_of_area(area_code),
        quarters,
        people,
        _list_actions_on_provision_gaps(actor),
        _list_people_with_unmet_needs_by_month(area_code, [quarter.code for quarter in quarters]),
    )


def _list_people_with_unmet_needs_by_month(area_code: str, quarters: Sequence[str]) -> list[tuple[str, int]]:
    """As each month was published, the first one first; a month in which nothing is shown is nought."""
    months = sorted(month for quarter in quarters for month in list_months_of_quarter(quarter))
    rows = AreaFigures.objects.filter(
        measure="needs-unmet", area_code=area_code, publication__month__in=months
    )
    people = {
        month: figures.get(WHOLE, 0) for month, figures in rows.values_list("publication__month", "figures")
    }
    return [(month, people.get(month, 0)) for month in months]


def count_people_with_unmet_needs(area_code: str, quarters: Sequence[str]) -> Counter[str]:
    """People whose need stayed unmet, by cell: of the quarters that the page of gaps sums. One statement.

    Args:
        area_code: of a police force area.
        quarters: codes of those that are published, the newest first.

    Returns:
        Rounded people by “breakdown=value”, the whole by “”; a cell that was not published is left out.
    """
    months = [month for quarter in quarters[:MOST_QUARTERS] for month in list_months_of_quarter(quarter)]
    rows = AreaFigures.objects.filter(
        measure="needs-unmet", area_code=area_code, publication__month__in=months
    )
    people = Counter[str]()
    for figures in rows.values_list("figures", flat=True):
        people.update(figures)
    return people


def list_service_provision_conditions_of_area(area_code: str) -> list[ServiceProvisionConditions]:
    """Services that reach an area and are not closed. Two statements."""
    rows = Service.objects.filter(reaches_area_q(area_code)).exclude(state="closed").distinct()
    return [
        ServiceProvisionConditions(
            need=NEED_BY_KIND.get(row.kind, ""),
            phases=frozenset(phase for phase in PHASES if getattr(row, phase)),
            state=row.state,
            free=row.free_now,
            status_rule=row.status_rule,
            public_funds=row.public_funds,
            interpreters=row.interpreters,
            languages=frozenset(language.tag for language in row.languages.all()),
        )
        for row in rows.prefetch_related("languages")
    ]


def _list_actions_on_provision_gaps(actor: Actor) -> list[ReviewedGap]:
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    shared = (
        Q(follow_up__owner__in=bodies)
        | Q(follow_up__kept_by__in=bodies)
        | Q(follow_up__shared_with__in=bodies)
    )
    rows = ReviewedGap.objects.filter(shared, follow_up__state="open").select_related("follow_up", "district")
    return list(rows.order_by("follow_up__due_on", "pk")[:MOST_ACTIONS])
