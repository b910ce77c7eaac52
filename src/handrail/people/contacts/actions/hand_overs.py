"""Handing a case over, with all that is outstanding: asked, then accepted or declined. Until then nothing changes."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions.opening import set_point_of_contact_and_stand_in
from handrail.people.cases.lifecycle.actions.transfer import take_over_case
from handrail.people.contacts.models import Contact, HandOver, Task
from handrail.people.contacts.permissions import HOLDER_PERMISSION, is_hand_over_recipient
from handrail.people.contacts.text_choices import HandOverState
from handrail.people.matching.actions.match_searches import mark_case_for_next_match_sweep
from handrail.people.records.language_and_body_lookups import get_body_by_code
from handrail.people.records.models import Case
from handrail.people.records.permissions import (
    get_case_access,
    lock_and_authorise_case_by_id,
    raise_if_case_restricted,
)
from handrail.platform.access import actions as access_actions
from handrail.platform.access.actor import Actor
from handrail.platform.access.body_and_colleague_choices import (
    has_body_user_with_permission,
    select_users_of_body,
)
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.errors import CASE_CLOSED_MESSAGE, Denied, NotVisible
from handrail.platform.access.held_back_sharing import is_sharing_with_body_held_back
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.outbox.actions.messages import queue_messages
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT, POLICE_KINDS
from handrail.platform.reference.models import Body


@dataclass(frozen=True, slots=True)
class HandOverRecipient:
    """Who is asked: a colleague of the same body, or another body, any of whose people can accept."""

    user_id: int | None = None
    body_code: str = ""


@transaction.atomic
def request_hand_over(
    *, case_id: UUID, to: HandOverRecipient, note: str, stays_on: bool, by: Actor
) -> HandOver:
    """Ask a colleague or another body to take the case over. The point of contact stays the same until they accept.

    Args:
        case_id: the case.
        to: who is asked.
        note: what they must know; they read it first.
        stays_on: whether the point of contact becomes the stand-in, where a colleague takes the case over.
        by: who asks.

    Raises:
        ActionNotPossibleError: somebody is asked already, or the other body may not see all of the case.
    """
    case, case_access = lock_and_authorise_case_by_id(
        case_id, by, Permission.SHARE, Kind.PATHWAY, Kind.NOTES, Kind.CONTACT
    )
    if not note.strip():
        raise ActionNotPossibleError("Write what they need to know. They read this first.")
    if HandOver.objects.filter(case=case, state=HandOverState.ASKED).exists():
        raise ActionNotPossibleError(
            "Someone has already been asked to take over this case. Cancel that request first."
        )
    row = HandOver(
        case=case,
        from_user_id=by.user_id,
        from_body_id=case.owner_id,
        asked_at=timezone.now(),
        stays_on=stays_on and not to.body_code,
    )
    if to.body_code:
        _set_body_as_recipient(case, row, get_body_by_code(to.body_code))
    else:
        _set_colleague_as_recipient(case, row, to, case_access, by)
    row.note = note
    row.bind(case_access).save()
    write_audit_record(
        who=by.who, verb="requested a handover", about=case.pk, why=_describe_hand_over_recipient(row)
    )
    _notify_hand_over_recipients(row)
    return row


def _notify_hand_over_recipients(row: HandOver) -> None:
    """The colleague, or everybody of the other body who can accept it."""
    asked = [row.to_user_id] if row.to_user_id else []
    if not asked and not is_sharing_with_body_held_back(row.case_id, row.to_body_id):
        asked = list(select_users_of_body(row.to_body_id, HOLDER_PERMISSION).values_list("pk", flat=True))
    queue_messages(
        kind="hand_over_asked",
        occasion=f"hand-over/{row.pk}",
        about="",
        path=reverse("my_day"),
        to=asked,
    )


@transaction.atomic
def accept_hand_over(*, hand_over_id: UUID, by: Actor) -> Case:
    """Take the case over: the actor becomes the point of contact. Raises ActionNotPossibleError where it was
    answered."""
    case, row, case_access = _lock_waiting_hand_over(hand_over_id, by)
    raise_if_case_restricted(case)
    giver = case.point_of_contact_id
    _save_hand_over_answer(row, HandOverState.ACCEPTED, case_access)
    if row.to_user_id is None:
        _require_all_information_kinds_visible(case_access)
        case = take_over_case(case=case, by=by)
        Task.objects.filter(case=case, state="open").update(for_user=None)
        Contact.objects.filter(case=case, state="planned").update(with_user=by.user_id)
        mark_case_for_next_match_sweep(case_id=case.pk)
    else:
        _take_over_within_body(case, row, giver, by)
    write_audit_record(who=by.who, verb="accepted a handover", about=case.pk)
    return case


@transaction.atomic
def decline_hand_over(*, hand_over_id: UUID, words: str, by: Actor) -> None:
    """Decline, and say why. Access that was given for this handover alone ends.

    Args:
        hand_over_id: the handover.
        words: the reason.
        by: who acts.

    Raises:
        NotVisible: the actor was not asked.
        ActionNotPossibleError: it was answered before, or no reason is given.
    """
    case, row, case_access = _lock_waiting_hand_over(hand_over_id, by)
    if not words.strip():
        raise ActionNotPossibleError("Enter why you decline, so that someone else can be asked.")
    _save_hand_over_answer(row, HandOverState.DECLINED, case_access, words)
    _end_grant_of_hand_over(case_access, row, "Declined to take over the case", by)
    write_audit_record(who=by.who, verb="declined a handover", about=case.pk)


@transaction.atomic
def take_back_hand_over(*, hand_over_id: UUID, by: Actor) -> None:
    """Take the request back. Raises ActionNotPossibleError where it was answered meanwhile."""
    case, row = _lock_hand_over(hand_over_id, by)
    case_access = get_case_access(case, by)
    case_access.require(Permission.SHARE)
    _save_hand_over_answer(row, HandOverState.TAKEN_BACK, case_access)
    _end_grant_of_hand_over(case_access, row, "Request to take over the case cancelled", by)
    write_audit_record(who=by.who, verb="cancelled a handover", about=case.pk)


def _set_colleague_as_recipient(
    case: Case, row: HandOver, to: HandOverRecipient, case_access: CaseAccess, by: Actor
) -> None:
    colleague = select_users_of_body(case.owner_id, HOLDER_PERMISSION).filter(pk=to.user_id or 0).first()
    if colleague is None:
        raise ActionNotPossibleError("Choose a colleague who works on cases.")
    if colleague.pk == case.point_of_contact_id:
        raise ActionNotPossibleError(msg("{name} is already the point of contact.", name=colleague.name))
    named = Grant.objects.filter(file=case.pk, to_user=colleague, ended_at__isnull=True).exists()
    grant = access_actions.grant_colleague_access(
        case_access=case_access, colleague=colleague, because="Asked to take over the case", by=by
    )
    row.to_user, row.to_body_id, row.grant = colleague, case.owner_id, None if named else grant


def _set_body_as_recipient(case: Case, row: HandOver, body: Body) -> None:
    if body.pk == case.owner_id:
        raise ActionNotPossibleError("That organisation already holds the case. Choose a colleague.")
    if body.kind == IMMIGRATION_ENFORCEMENT:
        raise ActionNotPossibleError("Cases cannot be handed over to immigration enforcement.")
    if body.kind in POLICE_KINDS and case.owner.kind not in POLICE_KINDS:
        raise ActionNotPossibleError(
            "A police force cannot take over a support organisation’s case, because it would be "
            "able to read support notes. Share what it needs, or let it request information."
        )
    missing = access_actions.list_information_kinds_not_granted(
        Grant.objects.live(today()).filter(file=case.pk, to_body=body)
    )
    if missing:
        names = join_texts((kind.words for kind in missing), "; ")
        raise ActionNotPossibleError(
            msg(
                (
                    "{name} cannot see all of this case yet. Ask the person whether {name} can hold "
                    "it, and record their answer under Share. Not shared: {names}."
                ),
                name=body.name,
                names=names,
            )
        )
    if not has_body_user_with_permission(body.pk, HOLDER_PERMISSION):
        raise ActionNotPossibleError(msg("{name} has no account here that can hold a case.", name=body.name))
    row.to_body = body


def _take_over_within_body(case: Case, row: HandOver, giver: int, by: Actor) -> None:
    stand_in = giver if row.stays_on else case.stand_in_id
    set_point_of_contact_and_stand_in(
        case_id=case.pk,
        point_of_contact_id=by.user_id,
        stand_in_id=None if stand_in == by.user_id else stand_in,
        by=by,
    )
    Task.objects.filter(case=case, state="open", for_user=giver).update(for_user=by.user_id)
    Contact.objects.filter(case=case, state="planned", with_user=giver).update(with_user=by.user_id)
    case.refresh_from_db()
    if giver != case.stand_in_id:
        _end_grants_to_user(case, giver, by)


def _end_grants_to_user(case: Case, user_id: int, by: Actor) -> None:
    case_access = get_case_access(case, by)
    for grant in Grant.objects.filter(file=case.pk, to_user=user_id, ended_at__isnull=True):
        access_actions.end_grant(case_access=case_access, grant=grant, because="Handed over the case", by=by)


def _end_grant_of_hand_over(case_access: CaseAccess, row: HandOver, because: str, by: Actor) -> None:
    if row.grant is not None:
        access_actions.end_grant(case_access=case_access, grant=row.grant, because=because, by=by)


def _lock_waiting_hand_over(hand_over_id: UUID, by: Actor) -> tuple[Case, HandOver, CaseAccess]:
    """The handover, its case locked, for whoever was asked. Raises Denied for everybody else."""
    case, row = _lock_hand_over(hand_over_id, by)
    case_access = get_case_access(case, by)
    if not is_hand_over_recipient(row.to_user_id, row.to_body_id, by):
        raise Denied("Only the person asked to take over this case can answer.")
    return case, row, case_access


def _lock_hand_over(hand_over_id: UUID, by: Actor) -> tuple[Case, HandOver]:
    number = HandOver.objects.filter(pk=hand_over_id).values_list("case_id", flat=True).first()
    case = (
        Case.objects.select_for_update(of=("self",)).select_related("owner", "area").filter(pk=number).first()
    )
    if case is None:
        raise NotVisible
    get_case_access(case, by)
    row = HandOver.objects.select_related("grant", "answered_by").get(pk=hand_over_id)
    if row.state != HandOverState.ASKED:
        who = row.answered_by.name if row.answered_by else ""
        raise ActionNotPossibleError(
            msg(
                "This has already been answered: {state}, by {who}.",
                state=HandOverState(row.state).label.lower(),
                who=who,
            )
        )
    if case.closed_at is not None:
        raise ActionNotPossibleError(CASE_CLOSED_MESSAGE)
    return case, row


def _require_all_information_kinds_visible(case_access: CaseAccess) -> None:
    """Raise Denied unless the role may see all of the case: whoever takes it over takes all of it."""
    for kind in SHAREABLE_KINDS:
        case_access.needs(kind)


def _save_hand_over_answer(
    row: HandOver, state: HandOverState, case_access: CaseAccess, words: str = ""
) -> None:
    row.state, row.answered_at, row.answered_by_id = state, timezone.now(), case_access.actor.user_id
    row.answer_words = words
    row.bind(case_access).save()


def _describe_hand_over_recipient(row: HandOver) -> str:
    return row.to_user.name if row.to_user else row.to_body.name
