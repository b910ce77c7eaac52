"""Handovers: those that wait for the reader or that they asked for, one of them, and who can be asked."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.people.contacts.models import HandOver
from handrail.people.contacts.permissions import HOLDER_PERMISSION, is_hand_over_recipient
from handrail.people.contacts.queries.absence_cover import get_last_day_of_current_absence_by_user_id
from handrail.people.contacts.text_choices import HandOverState
from handrail.people.records.models import Case
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant, User
from handrail.platform.access.policy import CaseFileIdAndOwner
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel import dates
from handrail.platform.kernel.messages import msg

MOST = 100
RELATED = ("case__person", "case__owner", "from_user", "from_body", "to_user", "to_body", "answered_by")


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One handover, as far as the reader may see it."""

    hand_over_id: UUID
    case_id: UUID
    reference: str
    called: str
    from_whom: str
    to_whom: str
    moves: bool
    stays_on: bool
    note: str
    state: str
    state_words: str
    asked_at: datetime.datetime
    answered_at: datetime.datetime | None
    answered_by: str
    answer_words: str
    for_me: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class HandOverLists:
    """Those that wait for the reader’s answer, and those that the reader asked for; what was shown of which cases."""

    for_me: tuple[HandOverRow, ...]
    mine: tuple[HandOverRow, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


@acting_as_system(SystemActor.HAND_OVERS)
def get_hand_over_lists(actor: Actor) -> HandOverLists:
    """Handovers that wait for the actor, and the newest that they asked for. Four queries."""
    to_me = list(
        select_hand_overs_waiting_for(actor).select_related(*RELATED).order_by("asked_at", "id")[:MOST]
    )
    asked = HandOver.objects.filter(from_user=actor.user_id).select_related(*RELATED)
    mine = list(asked.order_by("-asked_at", "-id")[:MOST])
    cases = {row.case_id: row.case for row in (*to_me, *mine)}
    seen = policy.get_access_by_file_id(
        actor, [CaseFileIdAndOwner(key, case.owner_id) for key, case in cases.items()], today()
    )
    lines = [_make_hand_over_row(row, seen[row.case_id], note=False) for row in to_me if row.case_id in seen]
    kinds = {kind.value for case_access in seen.values() for kind in case_access.shown}
    return HandOverLists(
        for_me=tuple(lines),
        mine=tuple(_make_hand_over_row(row, seen.get(row.case_id), note=False) for row in mine),
        shown=tuple(seen),
        kinds=tuple(sorted(kinds)),
    )


def select_hand_overs_waiting_for(actor: Actor) -> QuerySet[HandOver]:
    """Those that the actor can answer, on open cases that they may see."""
    mine = Q(to_user=actor.user_id)
    if actor.may(Permission.OPEN_CASE):
        mine |= Q(to_user__isnull=True, to_body=actor.body_id)
    return HandOver.objects.filter(
        build_visible_case_condition(actor, closed_at__isnull=True), mine, state=HandOverState.ASKED
    )


def find_waiting_hand_over(case_access: CaseAccess) -> HandOverRow | None:
    """The handover of this case that waits for an answer, if the reader may know of it. One query."""
    row = (
        HandOver.objects.filter(case=case_access.file_id, state=HandOverState.ASKED)
        .select_related(*RELATED)
        .first()
    )
    if row is None or not _may_read_hand_over(row, case_access):
        return None
    return _make_hand_over_row(row, case_access, named=False, note=False)


def find_hand_over(case_access: CaseAccess, hand_over_id: UUID) -> HandOverRow | None:
    """One handover of the case with its note; None where the reader may not know of it."""
    row = HandOver.objects.filter(case=case_access.file_id, pk=hand_over_id).select_related(*RELATED).first()
    if row is None or not _may_read_hand_over(row, case_access):
        return None
    return _make_hand_over_row(row, case_access, note=True)


def list_hand_over_colleague_choices(case_access: CaseAccess) -> list[tuple[str, str]]:
    """Who of the body may take the case over: number, and name with the last day of an absence."""
    contact = Case.objects.values_list("point_of_contact_id", flat=True).get(pk=case_access.file_id)
    people = list(select_users_of_body(case_access.owner_id, HOLDER_PERMISSION).exclude(pk=contact))
    away = get_last_day_of_current_absence_by_user_id([user.pk for user in people])
    return [(str(user.pk), _format_colleague_label(user, away.get(user.pk))) for user in people]


def _format_colleague_label(user: User, away_until: datetime.date | None) -> str:
    name = user.name_and_role
    return (
        msg("{name}. Away until {day}", name=name, day=dates.format_long_day(away_until))
        if away_until
        else name
    )


def list_hand_over_body_choices(case_access: CaseAccess) -> list[tuple[str, str]]:
    """Codes and names of the bodies with which something of the case is shared today: only they can be asked."""
    live = Grant.objects.live(today()).filter(file=case_access.file_id, to_body__isnull=False)
    found = live.order_by("to_body__name").values_list("to_body__code", "to_body__name").distinct()
    return list(found)


def _may_read_hand_over(row: HandOver, case_access: CaseAccess) -> bool:
    """Whether the reader works on the case for the body that holds it, or was asked to take it over."""
    return case_access.inside or (
        row.state == HandOverState.ASKED
        and is_hand_over_recipient(row.to_user_id, row.to_body_id, case_access.actor)
    )


def _make_hand_over_row(
    row: HandOver, case_access: CaseAccess | None, *, named: bool = True, note: bool
) -> HandOverRow:
    """Whoever asked sees the answer, and nothing else of a case that they may no longer see."""
    row.bind(case_access)
    note = note and case_access is not None and case_access.sees(Kind.NOTES)
    waits = row.state == HandOverState.ASKED
    return HandOverRow(
        hand_over_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        called=row.case.person.called.decrypt_for(case_access) if named and case_access is not None else "",
        from_whom=msg("{from_user}, {from_body}", from_user=row.from_user.name, from_body=row.from_body.name),
        to_whom=row.to_user.name if row.to_user else row.to_body.name,
        moves=row.to_user_id is None,
        stays_on=row.stays_on,
        note=row.note.open() if note else "",
        state=row.state,
        state_words=HandOverState(row.state).label,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        answer_words=row.answer_words.open() if note else "",
        for_me=waits
        and case_access is not None
        and is_hand_over_recipient(row.to_user_id, row.to_body_id, case_access.actor),
        opens=case_access is not None,
    )
