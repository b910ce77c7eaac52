"""Hand-overs: those that wait for me or that I asked for, and one with everything that is outstanding."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.models import Grant, User
from handrail.access.policy import FileFacts
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.caseload.models import HandOver
from handrail.caseload.permissions import HOLDERS, was_asked
from handrail.caseload.queries.cover import away_now
from handrail.caseload.states import HandOverState
from handrail.casework.case.models import Case
from handrail.casework.case.queries.reached import reached
from handrail.casework.case.sealing import boxes, read, unsealed
from handrail.kernel import dates
from handrail.kernel.saying import say
from handrail.vault.box import Box

MOST = 100
RELATED = ("case__person", "case__owner", "from_user", "from_body", "to_user", "to_body", "answered_by")


@dataclass(frozen=True, slots=True)
class HandOverLine:
    """One hand-over, as far as the reader may see it."""

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
class HandOvers:
    """Those that wait for the reader, and those that the reader's side asked for."""

    for_me: tuple[HandOverLine, ...]
    mine: tuple[HandOverLine, ...]
    shown: tuple[UUID, ...]
    kinds: tuple[str, ...]


def hand_overs(actor: Actor) -> HandOvers:
    """Waiting ones to me, and the newest that I asked for. Four queries."""
    to_me = list(waiting_for(actor).select_related(*RELATED).order_by("asked_at", "id")[:MOST])
    asked = HandOver.objects.filter(from_user=actor.user_id).select_related(*RELATED)
    mine = list(asked.order_by("-asked_at", "-id")[:MOST])
    cases = {row.case_id: row.case for row in (*to_me, *mine)}
    seen = policy.sights(actor, [FileFacts(key, case.owner_id) for key, case in cases.items()], today())
    keys = boxes(cases)
    lines = [
        _line(row, seen[row.case_id], keys.get(row.case_id), note=False)
        for row in to_me
        if row.case_id in seen
    ]
    kinds = {kind.value for sight in seen.values() for kind in sight.shown}
    return HandOvers(
        for_me=tuple(lines),
        mine=tuple(_line(row, seen.get(row.case_id), keys.get(row.case_id), note=False) for row in mine),
        shown=tuple(seen),
        kinds=tuple(sorted(kinds)),
    )


def waiting_for(actor: Actor) -> QuerySet[HandOver]:
    """Those that the actor can answer, on open cases that the door opens."""
    mine = Q(to_user=actor.user_id)
    if actor.may(Permission.OPEN_CASE):
        mine |= Q(to_user__isnull=True, to_body=actor.body_id)
    return HandOver.objects.filter(reached(actor, closed_at__isnull=True), mine, state=HandOverState.ASKED)


def waiting_on(sight: Sight) -> HandOverLine | None:
    """The one that waits on this case, for those who work on it and for whoever was asked. One query."""
    row = (
        HandOver.objects.filter(case=sight.file_id, state=HandOverState.ASKED)
        .select_related(*RELATED)
        .first()
    )
    if row is None or not _may_read(row, sight):
        return None
    return _line(row, sight, None, note=False)


def hand_over(sight: Sight, hand_over_id: UUID) -> HandOverLine | None:
    """One hand-over of the case, with its note."""
    row = HandOver.objects.filter(case=sight.file_id, pk=hand_over_id).select_related(*RELATED).first()
    if row is None or not _may_read(row, sight):
        return None
    return _line(row, sight, boxes([sight.file_id]).get(sight.file_id), note=True)


def colleagues_to_ask(sight: Sight) -> list[tuple[str, str]]:
    """People of the body that holds the case who may hold one, besides its point of contact."""
    contact = Case.objects.values_list("point_of_contact_id", flat=True).get(pk=sight.file_id)
    rows = User.objects.filter(body=sight.owner_id, is_active=True, role__in=HOLDERS).exclude(pk=contact)
    people = list(rows.order_by("name", "pk"))
    away = away_now([user.pk for user in people])
    return [(str(user.pk), _as_asked(user, away.get(user.pk))) for user in people]


def _as_asked(user: User, away_until: datetime.date | None) -> str:
    name = user.name_and_role
    return say("{name}. Away until {day}", name=name, day=dates.in_words(away_until)) if away_until else name


def bodies_to_ask(sight: Sight) -> list[tuple[str, str]]:
    """Bodies with which something of the case is shared today: only they can be asked."""
    live = Grant.objects.live(today()).filter(file=sight.file_id, to_body__isnull=False)
    found = live.order_by("to_body__name").values_list("to_body__code", "to_body__name").distinct()
    return list(found)


def _may_read(row: HandOver, sight: Sight) -> bool:
    """Those who work on the case for the body that holds it, and whoever was asked."""
    return sight.inside or (
        row.state == HandOverState.ASKED and was_asked(row.to_user_id, row.to_body_id, sight.actor)
    )


def _line(row: HandOver, sight: Sight | None, box: Box | None, *, note: bool) -> HandOverLine:
    """Whoever asked sees what became of it, and nothing of the case once that is not theirs to see."""
    named = sight is not None and box is not None and sight.sees(Kind.IDENTITY)
    note = note and sight is not None and sight.sees(Kind.SUPPORT)
    waits = row.state == HandOverState.ASKED
    return HandOverLine(
        hand_over_id=row.pk,
        case_id=row.case_id,
        reference=row.case.reference,
        called=unsealed(box, "casework.Person", "called", row.case_id, row.case.person.called)
        if named
        else "",
        from_whom=say("{from_user}, {from_body}", from_user=row.from_user.name, from_body=row.from_body.name),
        to_whom=row.to_user.name if row.to_user else row.to_body.name,
        moves=row.to_user_id is None,
        stays_on=row.stays_on,
        note=read(box, row, "note") if note else "",
        state=row.state,
        state_words=HandOverState(row.state).label,
        asked_at=row.asked_at,
        answered_at=row.answered_at,
        answered_by=row.answered_by.name if row.answered_by else "",
        answer_words=read(box, row, "answer_words") if note else "",
        for_me=waits and sight is not None and was_asked(row.to_user_id, row.to_body_id, sight.actor),
        opens=sight is not None,
    )
