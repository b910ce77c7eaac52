"""What each person did on each day for each organisation, read from the trail.

Whoever works for several is judged in each, beside the colleagues there. Several roles in one organisation count
together: nobody stays below a limit by changing roles. Statements grow with the cases that were read, by 500.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractHour, TruncDate

from handrail.people.records.models import Case
from handrail.people.unusual_use.models import UnusualUse
from handrail.people.unusual_use.rota_nights import get_shifts_by_workplace, is_on_shift
from handrail.people.unusual_use.unusual_use_rules import UserCaseUseCountsOfDay, UsualUseOfUserAndTeam
from handrail.platform.access.models import Grant, User
from handrail.platform.access.models.membership import Membership
from handrail.platform.audit.models import Record
from handrail.platform.audit.queries import get_start_of_day
from handrail.platform.audit.request_limits import SEARCH_VERB
from handrail.platform.audit.uuid7 import make_lowest_uuid7_of_moment
from handrail.platform.reference.models import Body

HISTORY = datetime.timedelta(days=28)
NIGHT_BEGINS, NIGHT_ENDS = 22, 6  # hours
CHUNK = 500


WorkplaceKey = tuple[str, str]
"""An account and the code of an organisation that it acted for, both as the trail has them."""
WorkplaceDay = tuple[WorkplaceKey, datetime.date]


@dataclass(frozen=True, slots=True)
class AccountAtOrganisation:
    """An account at one organisation, with every role that it has or had there."""

    user_id: int
    body_id: int
    roles: frozenset[str]


def get_use_by_workplace_and_day(
    first: datetime.date, last: datetime.date
) -> dict[WorkplaceDay, UserCaseUseCountsOfDay]:
    """What each person did for each organisation on each of these days, by the trail.

    Args:
        first: the first day.
        last: the last day, included.

    Returns:
        Numbers by account, organisation and day; who did nothing on a day is left out.
    """
    days: dict[WorkplaceDay, UserCaseUseCountsOfDay] = defaultdict(UserCaseUseCountsOfDay)
    unlinked = _count_cases_read_without_link_by_workplace_day(first, last)
    off_shift = _count_night_cases_outside_shifts_by_workplace_day(first, last)
    for user_id, body, day, *counts in _select_use_counts_by_workplace_and_day(first, last):
        cases, at_night, searches, refusals = counts
        key = (user_id, body), day
        if off_shift is not None and (user_id, body) in off_shift.workplaces:
            at_night = off_shift.counts.get(key, 0)
        days[key] = UserCaseUseCountsOfDay(cases, at_night, unlinked.get(key, 0), searches, refusals)
    return dict(days)


def get_accounts_by_workplace() -> dict[WorkplaceKey, AccountAtOrganisation]:
    """Everybody with an account, once for each organisation that they act or acted for.

    Returns:
        Workplaces by account (as text) and code of the organisation.
    """
    first = User.objects.order_by().values_list("pk", "body_id", "body__code", "role")
    further = Membership.objects.order_by().values_list("user_id", "body_id", "body__code", "role")
    found: dict[WorkplaceKey, AccountAtOrganisation] = {}
    for user_id, body_id, code, role in [*first, *further]:
        before = found.get((str(user_id), code))
        roles = (before.roles if before else frozenset()) | {str(role)}
        found[str(user_id), code] = AccountAtOrganisation(user_id, body_id, roles)
    return found


def get_usual_use_of_user_and_team_before_day(
    where: WorkplaceKey,
    day: datetime.date,
    days: dict[WorkplaceDay, UserCaseUseCountsOfDay],
    workplaces: dict[WorkplaceKey, AccountAtOrganisation],
) -> UsualUseOfUserAndTeam:
    """The four weeks before a day, of the person there and of everybody there who has a role of theirs.

    Args:
        where: the account and the organisation.
        day: the day that is compared.
        days: what everybody did, from four weeks before.
        workplaces: everybody.

    Returns:
        Days on which there was any use.
    """
    me, own, team = workplaces[where], [], []
    for (other, when), use in days.items():
        if not day - HISTORY <= when < day or other not in workplaces:
            continue
        if other == where:
            own.append(use)
        elif workplaces[other].body_id == me.body_id and workplaces[other].roles & me.roles:
            team.append(use)
    return UsualUseOfUserAndTeam(tuple(own), tuple(team))


def list_case_references_of_finding(finding: UnusualUse) -> list[str]:
    """References of the cases that the finding counts, of those that their organisation holds.

    Read that day, by night where the rule is about nights; refused, where it is about refusals. Without a link, those
    of their area that they have none to still. Of searches, all that were read.
    """
    rows = _select_audit_records_of_days(finding.day, finding.day).filter(
        user_id=str(finding.worker_id), body_code=finding.body.code, about__isnull=False
    )
    rows = rows.filter(outcome="refused" if finding.rule == "refusals" else "read").order_by()
    if finding.rule == "night":
        rows = _filter_night_records(rows)
        shifts = get_shifts_by_workplace(finding.day, finding.day, users=[finding.worker_id])
        where = str(finding.worker_id), finding.body.code
        if shifts:
            read = [pk for pk, at in rows.values_list("pk", "at") if not is_on_shift(shifts, where, at)]
            rows = rows.filter(pk__in=read)
    files = rows.values("about").distinct()
    cases = Case.objects.filter(pk__in=files, owner=finding.body_id).order_by("reference")
    found = list(cases.values_list("pk", "reference", "area"))
    if finding.rule == "no_link":
        linked = _get_users_with_case_files_they_are_linked_to([pk for pk, _, _ in found])
        near = finding.body.area_id
        found = [
            each for each in found if each[2] == near and (str(finding.worker_id), each[0]) not in linked
        ]
    return [reference for _, reference, _ in found]


def _select_audit_records_of_days(first: datetime.date, last: datetime.date) -> QuerySet[Record]:
    """Records of these days by their numbers, which hold the moment: no index on moments is needed."""
    until = get_start_of_day(last + datetime.timedelta(days=1))
    return Record.objects.filter(
        id__gte=make_lowest_uuid7_of_moment(get_start_of_day(first)),
        id__lt=make_lowest_uuid7_of_moment(until),
    ).exclude(user_id="")


def _select_use_counts_by_workplace_and_day(
    first: datetime.date, last: datetime.date
) -> QuerySet[Record, tuple]:  # type: ignore[type-arg]
    read = Q(outcome="read", about__isnull=False)
    at_night = Q(hour__gte=NIGHT_BEGINS) | Q(hour__lt=NIGHT_ENDS)
    rows = (
        _select_audit_records_of_days(first, last)
        .annotate(day=TruncDate("at"), hour=ExtractHour("at"))
        .order_by()
    )
    return rows.values_list("user_id", "body_code", "day").annotate(
        cases=Count("about", filter=read, distinct=True),
        at_night=Count("about", filter=read & at_night, distinct=True),
        searches=Count("pk", filter=Q(verb=SEARCH_VERB)),
        refusals=Count("pk", filter=Q(outcome="refused")),
    )


@dataclass(frozen=True, slots=True)
class NightCasesOutsideShifts:
    """Cases read at night while the rota had the person not at work, of those who have shifts in these weeks."""

    workplaces: frozenset[WorkplaceKey]
    counts: dict[WorkplaceDay, int]


def _count_night_cases_outside_shifts_by_workplace_day(
    first: datetime.date, last: datetime.date
) -> NightCasesOutsideShifts | None:
    """None where nobody has a shift: the counts by the hour stand then. Only records of those who have are read."""
    shifts = get_shifts_by_workplace(first, last)
    if not shifts:
        return None
    users = {user for user, _ in shifts}
    rows = _select_audit_records_of_days(first, last).filter(
        user_id__in=users, outcome="read", about__isnull=False
    )
    found = _filter_night_records(rows).annotate(day=TruncDate("at")).order_by()
    read: dict[WorkplaceDay, set[UUID]] = defaultdict(set)
    for user_id, body, day, at, about in found.values_list("user_id", "body_code", "day", "at", "about"):
        if about and not is_on_shift(shifts, (user_id, body), at):
            read[(user_id, body), day].add(about)
    return NightCasesOutsideShifts(frozenset(shifts), {key: len(cases) for key, cases in read.items()})


def _filter_night_records(rows: QuerySet[Record]) -> QuerySet[Record]:
    return rows.annotate(hour=ExtractHour("at")).filter(Q(hour__gte=NIGHT_BEGINS) | Q(hour__lt=NIGHT_ENDS))


def _count_cases_read_without_link_by_workplace_day(
    first: datetime.date, last: datetime.date
) -> dict[WorkplaceDay, int]:
    """Cases of the organisation that a person acted for, in its area, that they read without any link to them."""
    rows = (
        _select_audit_records_of_days(first, last)
        .filter(outcome="read", about__isnull=False)
        .annotate(day=TruncDate("at"))
    )
    found = rows.order_by().values_list("user_id", "body_code", "day", "about").distinct()
    read = {((user_id, body), day, about) for user_id, body, day, about in found if about}
    near = _filter_cases_in_own_body_and_area({(body, about) for (_, body), _, about in read})
    linked = _get_users_with_case_files_they_are_linked_to({about for _, about in near})
    counts: dict[WorkplaceDay, int] = defaultdict(int)
    for (user_id, body), day, about in read:
        if (body, about) in near and (user_id, about) not in linked:
            counts[(user_id, body), day] += 1
    return counts


def _filter_cases_in_own_body_and_area(pairs: Collection[tuple[str, UUID]]) -> set[tuple[str, UUID]]:
    """Those whose case is held by that organisation and lies in its area."""
    codes = {body for body, _ in pairs}
    homes = {
        code: (pk, area)
        for pk, code, area in Body.objects.filter(code__in=codes).values_list("pk", "code", "area")
    }
    places = {
        case: (owner, area)
        for some in _split_into_sorted_chunks({about for _, about in pairs})
        for case, owner, area in Case.objects.filter(pk__in=some).values_list("pk", "owner", "area")
    }
    return {(body, about) for body, about in pairs if about in places and homes.get(body) == places[about]}


def _get_users_with_case_files_they_are_linked_to(files: Collection[UUID]) -> set[tuple[str, UUID]]:
    """Who was ever named on which of these files, or recorded anything there."""
    links: set[tuple[str, UUID]] = set()
    for some in _split_into_sorted_chunks(files):
        named = Grant.objects.filter(file__in=some, to_user__isnull=False)
        links |= {(str(user), file) for user, file in named.values_list("to_user", "file")}
        acted = Record.objects.filter(about__in=some, outcome="done").order_by()
        links |= {(user, file) for user, file in acted.values_list("user_id", "about").distinct() if file}
    return links


def _split_into_sorted_chunks(files: Iterable[UUID]) -> list[list[UUID]]:
    ordered = sorted(files)
    return [ordered[at : at + CHUNK] for at in range(0, len(ordered), CHUNK)]
