"""Handing a case over, with all that is outstanding: asked, then accepted or declined. Until then nothing changes."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access import actions as door
from handrail.access.actor import Actor
from handrail.access.denied import Denied, NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.models import Grant, User
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.access.today import today
from handrail.audit.actions import record
from handrail.caseload.models import Contact, HandOver, Task
from handrail.caseload.permissions import HOLDERS, was_asked
from handrail.caseload.states import HandOverState
from handrail.casework.case.lookups import organisation
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import CLOSED, enter, sight_of
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.whole.actions.new_holder import take_case_over
from handrail.casework.whole.actions.opening import set_contacts
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.linking.actions.looking import ask_to_look_again
from handrail.reference.models import Body

ENFORCEMENT = "immigration_enforcement"


@dataclass(frozen=True, slots=True)
class To:
    """A colleague of the same body, or another body, whose people decide who of them takes it."""

    user_id: int | None = None
    body_code: str = ""


@transaction.atomic
def ask_to_take_over(*, case_id: UUID, to: To, note: str, stays_on: bool, by: Actor) -> HandOver:
    """Ask a colleague or another body to take the case over. The point of contact stays the same until they say yes.

    Raises NotNow where somebody is asked already, or where another body may not see all of the case.
    """
    case, sight = enter(case_id, by, Permission.SHARE, Kind.PATHWAY, Kind.SUPPORT, Kind.CONTACT)
    if not note.strip():
        raise NotNow("Write what they must know: it is the first thing that they read.")
    if HandOver.objects.filter(case=case, state=HandOverState.ASKED).exists():
        raise NotNow("Somebody has been asked to take this case over already. Take that back first.")
    row = HandOver(
        case=case,
        from_user_id=by.user_id,
        from_body_id=case.owner_id,
        asked_at=timezone.now(),
        stays_on=stays_on and not to.body_code,
    )
    if to.body_code:
        _to_body(case, row, organisation(to.body_code))
    else:
        _to_colleague(case, row, to, sight, by)
    seal(box_to_write(case.pk), row, note=note)
    row.save()
    record(who=by.who, verb="asked to hand the case over", about=case.pk, why=_whom(row))
    return row


@transaction.atomic
def accept(*, hand_over_id: UUID, by: Actor) -> Case:
    """Take the case over: the actor is the point of contact from this moment. Of two who press at once one is told."""
    case, row, sight = _waiting(hand_over_id, by)
    giver = case.point_of_contact_id
    _answer(row, HandOverState.ACCEPTED, by)
    if row.to_user_id is None:
        _sees_all(sight)
        case = take_case_over(case=case, by=by)
        Task.objects.filter(case=case, state="open").update(for_user=None)
        Contact.objects.filter(case=case, state="planned").update(with_user=by.user_id)
        ask_to_look_again(case_id=case.pk)
    else:
        _of_the_same_body(case, row, giver, by)
    record(who=by.who, verb="accepted a hand-over", about=case.pk)
    return case


@transaction.atomic
def decline(*, hand_over_id: UUID, words: str, by: Actor) -> None:
    """Say no, and why. Whoever was named for it alone is named no longer."""
    case, row, sight = _waiting(hand_over_id, by)
    if not words.strip():
        raise NotNow("Say why you decline, so that somebody else can be asked.")
    _answer(row, HandOverState.DECLINED, by, words)
    _end_naming(sight, row, "Declined to take the case over", by)
    record(who=by.who, verb="declined a hand-over", about=case.pk)


@transaction.atomic
def take_back(*, hand_over_id: UUID, by: Actor) -> None:
    """Ask no longer. Raises NotNow where it was answered meanwhile."""
    case, row = _locked(hand_over_id, by)
    sight = sight_of(case, by)
    sight.require(Permission.SHARE)
    _answer(row, HandOverState.TAKEN_BACK, by)
    _end_naming(sight, row, "Not asked any longer to take the case over", by)
    record(who=by.who, verb="took a hand-over back", about=case.pk)


def _to_colleague(case: Case, row: HandOver, to: To, sight: Sight, by: Actor) -> None:
    colleague = User.objects.filter(
        pk=to.user_id or 0, is_active=True, body=case.owner_id, role__in=HOLDERS
    ).first()
    if colleague is None:
        raise NotNow("Choose a colleague who works on cases.")
    if colleague.pk == case.point_of_contact_id:
        raise NotNow(say("{name} is the point of contact already.", name=colleague.name))
    named = Grant.objects.filter(file=case.pk, to_user=colleague, ended_at__isnull=True).exists()
    grant = door.name_colleague(
        sight=sight, colleague=colleague, because="Asked to take the case over", by=by
    )
    row.to_user, row.to_body_id, row.grant = colleague, case.owner_id, None if named else grant


def _to_body(case: Case, row: HandOver, body: Body) -> None:
    if body.pk == case.owner_id:
        raise NotNow("That organisation holds the case already. Choose a colleague.")
    if body.kind == ENFORCEMENT:
        raise NotNow("No case is handed over to immigration enforcement.")
    missing = door.not_yet_open(Grant.objects.live(today()).filter(file=case.pk, to_body=body))
    if missing:
        names = joined((kind.words for kind in missing), "; ")
        raise NotNow(
            say(
                "{name} may not see all of this case yet. Ask the person whether {name} may hold it, "
                "and record under Share what they say. Not shared: {names}.",
                name=body.name,
                names=names,
            )
        )
    if not User.objects.filter(body=body, is_active=True, role__in=HOLDERS).exists():
        raise NotNow(say("Nobody of {name} has an account here that can hold a case.", name=body.name))
    row.to_body = body


def _of_the_same_body(case: Case, row: HandOver, giver: int, by: Actor) -> None:
    stand_in = giver if row.stays_on else case.stand_in_id
    set_contacts(
        case_id=case.pk,
        point_of_contact_id=by.user_id,
        stand_in_id=None if stand_in == by.user_id else stand_in,
        by=by,
    )
    Task.objects.filter(case=case, state="open", for_user=giver).update(for_user=by.user_id)
    Contact.objects.filter(case=case, state="planned", with_user=giver).update(with_user=by.user_id)
    case.refresh_from_db()
    if giver != case.stand_in_id:
        _end_named(case, giver, by)


def _end_named(case: Case, user_id: int, by: Actor) -> None:
    sight = sight_of(case, by)
    for grant in Grant.objects.filter(file=case.pk, to_user=user_id, ended_at__isnull=True):
        door.end_grant(sight=sight, grant=grant, because="Handed the case over", by=by)


def _end_naming(sight: Sight, row: HandOver, because: str, by: Actor) -> None:
    if row.grant is not None:
        door.end_grant(sight=sight, grant=row.grant, because=because, by=by)


def _waiting(hand_over_id: UUID, by: Actor) -> tuple[Case, HandOver, Sight]:
    """The hand-over, its case locked, for whoever was asked. Raises NotOpenToYou for everybody else."""
    case, row = _locked(hand_over_id, by)
    sight = sight_of(case, by)
    if not was_asked(row.to_user_id, row.to_body_id, by):
        raise Denied("Only whoever was asked to take this case over can answer.")
    return case, row, sight


def _locked(hand_over_id: UUID, by: Actor) -> tuple[Case, HandOver]:
    number = HandOver.objects.filter(pk=hand_over_id).values_list("case_id", flat=True).first()
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("owner", "area").filter(pk=number).first()
    )
    if case is None:
        raise NotOpenToYou
    sight_of(case, by)
    row = HandOver.objects.select_related("grant", "answered_by").get(pk=hand_over_id)
    if row.state != HandOverState.ASKED:
        who = row.answered_by.name if row.answered_by else ""
        raise NotNow(
            say(
                "This was answered already: {state}, by {who}.",
                state=HandOverState(row.state).label.lower(),
                who=who,
            )
        )
    if case.closed_at is not None:
        raise NotNow(CLOSED)
    return case, row


def _sees_all(sight: Sight) -> None:
    """Who takes a case over takes all of it: a role that never sees another body's support notes cannot."""
    for kind in SHAREABLE:
        sight.needs(kind)


def _answer(row: HandOver, state: HandOverState, by: Actor, words: str = "") -> None:
    row.state, row.answered_at, row.answered_by_id = state, timezone.now(), by.user_id
    seal(box_to_write(row.case_id), row, answer_words=words)
    row.save()


def _whom(row: HandOver) -> str:
    return row.to_user.name if row.to_user else row.to_body.name
