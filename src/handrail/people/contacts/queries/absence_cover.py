"""Absences, stand-ins, and cases without a stand-in."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet

from handrail.people.contacts.models import Absence
from handrail.people.records.models import Case
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.models import User
from handrail.platform.access.models.membership import users_working_for_q
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import AccessPath, Permission
from handrail.platform.access.today import today
from handrail.platform.ui.paging import fetch_page

MOST_AWAY, MOST_CASES, MOST_WITHOUT = 100, 5, 5
MOST_COUNTED = 1_000
"""Cases without a stand-in are counted so far, as on My day."""
NO_COUNTS: Mapping[int, tuple[int, int]] = MappingProxyType({})
SOON_PERIOD = datetime.timedelta(days=28)


@dataclass(frozen=True, slots=True)
class ColleagueToRingFirst:
    """Who is rung first while the point of contact is away until a day, and why; `nobody` where nobody stands in."""

    name: str
    phone: str
    why: str
    until: str
    stands_in: bool
    nobody: bool


@dataclass(frozen=True, slots=True)
class AbsenceRow:
    """The days on which somebody is away; while they are, of how many cases they are the contact, with nobody there."""

    away_id: UUID
    name: str
    user_id: int
    since: datetime.date
    until: datetime.date
    now: bool
    cases: int
    uncovered: int


@dataclass(frozen=True, slots=True)
class CaseCoverRow:
    """A case without a stand-in, or whose stand-in answers for it now."""

    reference: str
    called: str
    contact: str
    stand_in: str
    away_until: datetime.date | None


@dataclass(frozen=True, slots=True)
class AbsenceAndStandInCover:
    """Absences of today and the next weeks, cases without a stand-in, and cases whose stand-in is rung first today."""

    away: tuple[AbsenceRow, ...]
    without: tuple[CaseCoverRow, ...]
    without_count: int
    covered: tuple[CaseCoverRow, ...]
    covered_count: int
    uncovered_count: int
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def is_team_lead(actor: Actor) -> bool:
    """Whether the actor sees every case of their body."""
    return AccessPath.OWNED in actor.role.card.ways and actor.may(Permission.VIEW_CASE)


def get_last_day_of_current_absence_by_user_id(user_ids: list[int]) -> dict[int, datetime.date]:
    """Which of these users are away today. One query.

    Returns:
        The last day of each absence, by the number of the user.
    """
    rows = Absence.objects.filter(user__in=user_ids, taken_back_at__isnull=True)
    rows = rows.filter(since__lte=today(), until__gte=today()).order_by("until")
    return dict(rows.values_list("user_id", "until"))


def _select_user_ids_of_body(body_id: int) -> QuerySet[User, Any]:
    """Everybody who works for the body, in their first role or a further one."""
    return User.objects.filter(users_working_for_q([body_id])).order_by().values("pk")


def _list_absent_user_ids(body_id: int) -> list[int]:
    """Who of the body is away today."""
    rows = Absence.objects.filter(user__in=_select_user_ids_of_body(body_id), taken_back_at__isnull=True)
    return list(rows.filter(since__lte=today(), until__gte=today()).values_list("user_id", flat=True))


def get_absence_and_stand_in_cover(actor: Actor) -> AbsenceAndStandInCover:
    """The cover of the actor’s own cases, or of the team that they lead. The number of queries is constant."""
    team = is_team_lead(actor)
    rows = _select_cases_of_worker_or_team(actor, team)
    without = rows.filter(stand_in__isnull=True)
    gone = _list_absent_user_ids(actor.body_id)
    counts = _count_cases_by_contact(rows, gone)
    covered = _fetch_newest_cases(rows.filter(point_of_contact__in=gone), MOST_CASES) if gone else []
    without = without.exclude(point_of_contact__in=gone)  # they are among those whose worker is away
    picked = [*_fetch_newest_cases(without, MOST_WITHOUT), *covered]
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(case.pk, case.owner_id) for case in picked], today()
    )
    away = get_last_day_of_current_absence_by_user_id([case.point_of_contact_id for case in picked])
    lines = {case.pk: _make_case_cover_row(case, seen[case.pk], away) for case in picked if case.pk in seen}
    kinds = {kind.value for case_access in seen.values() for kind in case_access.shown}
    return AbsenceAndStandInCover(
        away=_list_absence_rows(actor, team, counts),
        without=tuple(
            lines[case.pk]
            for case in _deduplicate_cases(picked)
            if case.stand_in_id is None and case.point_of_contact_id not in away and case.pk in lines
        ),
        without_count=without.order_by()[: MOST_COUNTED + 1].count(),
        covered=tuple(
            lines[case.pk]
            for case in _deduplicate_cases(picked)
            if case.point_of_contact_id in away and case.pk in lines
        ),
        covered_count=sum(cases for cases, _ in counts.values()),
        uncovered_count=sum(uncovered for _, uncovered in counts.values()),
        shown=tuple(seen),
        kinds=tuple(sorted(kinds)),
    )


@dataclass(frozen=True, slots=True)
class CasesToNameStandInForPage:
    """One page of cases to name a stand-in for. `contact`: whose they are; empty for all without a stand-in."""

    rows: tuple[tuple[Case, CaseCoverRow], ...]
    paging: "Page[Case]"
    contact: str
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def get_page_of_cases_to_name_stand_in_for(
    actor: Actor, contact_id: int | None, number: str
) -> CasesToNameStandInForPage:
    """Cases of one point of contact, or those without a stand-in, the newest first.

    Args:
        actor: who reads; sees their own cases, or those of the team that they lead.
        contact_id: whose cases; None for all that have no stand-in.
        number: of the page, as it was typed.
    """
    rows = _select_cases_of_worker_or_team(actor, is_team_lead(actor))
    rows = (
        rows.filter(stand_in__isnull=True) if contact_id is None else rows.filter(point_of_contact=contact_id)
    )
    related = rows.select_related("person", "point_of_contact", "stand_in").order_by("-opened_at", "pk")
    page = fetch_page(related, number)
    picked = list(page.object_list)
    files = [CaseFileIdAndOwner(case.pk, case.owner_id) for case in picked]
    seen = policy.get_access_by_file_id(actor, files, today())
    away = get_last_day_of_current_absence_by_user_id([case.point_of_contact_id for case in picked])
    lines = tuple(
        (case, _make_case_cover_row(case, seen[case.pk], away)) for case in picked if case.pk in seen
    )
    kinds = {kind.value for case_access in seen.values() for kind in case_access.shown}
    contact = picked[0].point_of_contact.name if contact_id is not None and picked else ""
    return CasesToNameStandInForPage(lines, page, contact, tuple(seen), tuple(sorted(kinds)))


def select_possible_stand_ins(actor: Actor, *, besides: int | None) -> QuerySet[User]:
    """Colleagues who can hold a case.

    Args:
        actor: of whose organisation.
        besides: whoever is away.
    """
    return select_users_of_body(actor.body_id, Permission.OPEN_CASE).exclude(pk=besides or 0)


def select_users_whose_absence_may_be_recorded(actor: Actor) -> QuerySet[User]:
    """Whose absence the actor may record: their own, and of those whom they lead."""
    if not is_team_lead(actor):
        return User.objects.filter(pk=actor.user_id)
    return select_users_of_body(actor.body_id, Permission.VIEW_DAY)


def find_absence_actor_may_take_back(actor: Actor, away_id: UUID) -> AbsenceRow | None:
    """One absence that the actor may take back; None where there is none of that number."""
    return next(
        (line for line in _list_absence_rows(actor, is_team_lead(actor)) if line.away_id == away_id), None
    )


def _select_cases_of_worker_or_team(actor: Actor, team: bool) -> QuerySet[Case]:
    mine = Q(point_of_contact=actor.user_id) | Q(stand_in=actor.user_id)
    whose = Q(owner=actor.body_id) if team else mine
    return Case.objects.filter(policy.visible_files_q(actor, today()) & whose, closed_at__isnull=True)


def _fetch_newest_cases(rows: QuerySet[Case], most: int) -> list[Case]:
    related = rows.select_related("person", "point_of_contact", "stand_in")
    return list(related.order_by("-opened_at", "pk")[:most])


def _deduplicate_cases(cases: list[Case]) -> list[Case]:
    return list({case.pk: case for case in cases}.values())


def _count_cases_by_contact(rows: QuerySet[Case], contacts: list[int]) -> dict[int, tuple[int, int]]:
    """Of each point of contact: how many cases, and how many of them without a stand-in. At most one query."""
    if not contacts:
        return {}
    counted = rows.filter(point_of_contact__in=contacts).order_by().values_list("point_of_contact")
    return {
        user_id: (cases, cases - stood_in)
        for user_id, cases, stood_in in counted.annotate(cases=Count("pk"), stood_in=Count("stand_in"))
    }


def _list_absence_rows(
    actor: Actor, team: bool, counts: Mapping[int, tuple[int, int]] = NO_COUNTS
) -> tuple[AbsenceRow, ...]:
    whose = Q(user__in=_select_user_ids_of_body(actor.body_id)) if team else Q(user=actor.user_id)
    rows = Absence.objects.filter(
        whose, taken_back_at__isnull=True, until__gte=today(), since__lte=today() + SOON_PERIOD
    )
    return tuple(
        AbsenceRow(
            row.pk,
            row.user.name,
            row.user_id,
            row.since,
            row.until,
            row.since <= today(),
            *counts.get(row.user_id, (0, 0)),
        )
        for row in rows.select_related("user").order_by("since", "id")[:MOST_AWAY]
    )


def _make_case_cover_row(case: Case, case_access: CaseAccess, away: dict[int, datetime.date]) -> CaseCoverRow:
    return CaseCoverRow(
        reference=case.reference,
        called=case.person.called.decrypt_for(case_access),
        contact=case.point_of_contact.name,
        stand_in=case.stand_in.name if case.stand_in else "",
        away_until=away.get(case.point_of_contact_id),
    )
