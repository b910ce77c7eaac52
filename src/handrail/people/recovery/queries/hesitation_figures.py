"""Why people of one body held back and what changed their mind: numbers of people, small ones hidden, nobody named."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from handrail.people.recovery.hesitation_reasons_and_change_causes import CHANGE_NAMES, REASON_NAMES
from handrail.people.recovery.models import ChangeCause, Hesitation, HesitationReason
from handrail.people.recovery.models.hesitation import not_withdrawn_q
from handrail.people.recovery.small_count_disclosure import (
    DisclosedCount,
    DisclosedTable,
    compute_lowest_true_count_of_rounded_rows,
    disclose_total_and_tables,
)
from handrail.people.recovery.text_choices import HesitationSubject
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import add_years, make_london_time


@dataclass(frozen=True, slots=True)
class HesitationFigures:
    """People who held back, and people whose mind changed, between two days."""

    since: datetime.date
    until: datetime.date
    people: DisclosedCount
    about: DisclosedTable
    reasons: DisclosedTable
    changed: DisclosedCount
    causes: DisclosedTable


@acting_as_system(SystemActor.FIGURES)
def get_hesitation_figures(actor: Actor) -> HesitationFigures:
    """The year up to the end of last month, of the cases that the actor’s body holds. Five queries, however many."""
    require_permission(actor, Permission.VIEW_GAPS)
    end = today().replace(day=1)
    since = add_years(end, -1)
    ended = _get_midnight_of_day(end)
    written = Hesitation.objects.filter(
        not_withdrawn_q(ended), case__owner=actor.body_id, on__gte=since, on__lt=end, recorded_at__lt=ended
    )
    changes = ChangeCause.objects.filter(
        not_withdrawn_q(ended, "change__"),
        not_withdrawn_q(ended, "change__hesitation__"),
        change__hesitation__on__gte=since,
        change__hesitation__on__lt=end,
        change__hesitation__case__in=written.values("case"),
        change__recorded_at__lt=ended,
    )
    about = _group_case_ids_by_code(written.values_list("about", "case"), HesitationSubject.values)
    reasons = _group_case_ids_by_code(
        _select_reasons_of_hesitations(written).values_list("code", "hesitation__case"), REASON_NAMES
    )
    causes = _group_case_ids_by_code(changes.values_list("code", "change__hesitation__case"), CHANGE_NAMES)
    changed, (of_causes,) = disclose_total_and_tables(
        _count_distinct_people_across_codes(causes), [_count_people_by_code(causes)]
    )
    known = compute_lowest_true_count_of_rounded_rows(changed, *of_causes.rows)
    people, (of_about, of_reasons) = disclose_total_and_tables(
        _count_distinct_people_across_codes(about),
        [_count_people_by_code(about), _count_people_by_code(reasons)],
        known,
    )
    return HesitationFigures(
        since, end - datetime.timedelta(days=1), people, of_about, of_reasons, changed, of_causes
    )


def _select_reasons_of_hesitations(written: QuerySet[Hesitation]) -> QuerySet[HesitationReason]:
    return HesitationReason.objects.filter(hesitation__in=written)


def _group_case_ids_by_code(rows: Iterable[tuple[str, UUID]], codes: Iterable[str]) -> dict[str, set[UUID]]:
    """Whose it was, by code, in the order of the list: a person counts once in a row, however often they said it."""
    found: dict[str, set[UUID]] = {code: set() for code in codes}
    for code, case in rows:
        found[code].add(case)
    return found


def _count_people_by_code(people: Mapping[str, set[UUID]]) -> dict[str, int]:
    return {code: len(cases) for code, cases in people.items()}


def _count_distinct_people_across_codes(people: Mapping[str, set[UUID]]) -> int:
    return len(set().union(*people.values()))


def _get_midnight_of_day(day: datetime.date) -> datetime.datetime:
    return make_london_time(day, datetime.time())
