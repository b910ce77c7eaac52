"""Handing a draft to a first responder organisation, its answer, and taking it back."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventResult
from handrail.people.cases.offers.queries.referrals import get_information_kinds_open_to_body
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access, raise_if_case_restricted
from handrail.people.referral_form.actions.exports import build_export_content, build_export_file_dict
from handrail.people.referral_form.actions.submissions import (
    FormSubmissionInput,
    raise_unless_ready_to_send,
    record_form_submission,
)
from handrail.people.referral_form.draft_and_handover_states import DraftHandoverReply, FormDraftState
from handrail.people.referral_form.models import DraftOrSentForm, Handover
from handrail.people.referral_form.permissions import (
    CLOSED_MESSAGE,
    lock_and_authorise_case,
    lock_and_authorise_draft,
)
from handrail.people.referral_form.queries.drafts import FormDraftDetail, build_draft_detail
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.models import Body

ALREADY_ANSWERED = "Already answered: {reply}. Open it again to see."


@dataclass(frozen=True, slots=True)
class DraftHandoverInput:
    """To whom, and words of our own beside what the form says."""

    body_code: str
    words: str = ""


@transaction.atomic
def hand_over_draft(*, case_id: UUID, draft_id: UUID, handing: DraftHandoverInput, by: Actor) -> Handover:
    """Hand the draft, as it is now, to a body that may send it. They see it only while it is shared with them.

    Args:
        case_id: the case.
        draft_id: its draft.
        handing: to which body, and words beside the form.
        by: who acts.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or the draft may not be written in any more;
            the body is no first responder, or may not be told what the form holds; or the words beside a form that
            names nobody say what is known of the person.
    """
    case, case_access, draft = lock_and_authorise_draft(case_id, draft_id, by)
    body = Body.objects.filter(code=handing.body_code, first_responder=True).exclude(pk=by.body_id).first()
    if body is None:
        raise ActionNotPossibleError("Choose a first responder organisation from the list.")
    page = build_draft_detail(draft, case_access)
    raise_unless_ready_to_send(page)
    leaving = build_export_content(page, case_access)
    if not leaving.named:
        _raise_if_words_identify_person(page, handing.words)
    kinds = tuple(kind for kind in SHAREABLE_KINDS if kind.value in leaving.kinds)
    _raise_unless_information_kinds_shared_with_body(case, body, kinds)
    row = Handover(
        draft=draft,
        case=case,
        to_body=body,
        route=page.route.value,
        kinds=[kind.value for kind in kinds],
        handed_at=timezone.now(),
        handed_by_id=by.user_id,
    )
    file = json.dumps(build_export_file_dict(page, leaving), ensure_ascii=False)
    row.content, row.words = file, handing.words
    row.bind(case_access).save()
    _set_draft_state(draft, FormDraftState.HANDED, by)
    shown = [kind.value for kind in kinds]
    write_audit_record(who=by.who, verb=f"handed a referral form to {body.name}", about=case.pk, shown=shown)
    return row


@transaction.atomic
def take_back_handed_over_draft(*, case_id: UUID, draft_id: UUID, by: Actor) -> None:
    """Take it back before they have answered, and go on with it here.

    Args:
        case_id: the case.
        draft_id: its draft.
        by: who acts.

    Raises:
        Denied: the actor may not record on the case, or does not see all that the form asks for.
        ActionNotPossibleError: the case is closed, or nobody has the draft any more.
    """
    case, _ = lock_and_authorise_case(case_id, by)
    draft = DraftOrSentForm.objects.filter(case=case, pk=draft_id).first()
    row = draft and Handover.objects.filter(draft=draft, reply=DraftHandoverReply.NONE_YET).first()
    if not draft or not row:
        raise ActionNotPossibleError("Nothing to withdraw: they have answered, or it was never handed over.")
    _store_handover_reply(row, DraftHandoverReply.TAKEN_BACK, "", by)
    _set_draft_state(draft, FormDraftState.OPEN, by)
    write_audit_record(who=by.who, verb="withdrew a referral form", about=case.pk)


@transaction.atomic
def record_received_draft_submission(
    *, handover_id: UUID, sent: FormSubmissionInput, words: str, by: Actor
) -> EventResult:
    """The body that it was handed to says on which day it sent the form. The case goes on from there.

    Args:
        handover_id: the handover.
        sent: when it was sent.
        words: what it tells the body that prepared the form.
        by: who acts, for the body that it was handed to.

    Raises:
        Denied: part of what was handed over is no longer shared with the actor.
        ActionNotPossibleError: it was answered already, or the case is closed.
    """
    case, row = _lock_and_authorise_case_and_handover(handover_id, by)
    _store_handover_reply(row, DraftHandoverReply.MADE, words, by)
    return record_form_submission(case, row.draft, row.route, sent, by)


@transaction.atomic
def return_received_draft_to_preparing_body(*, handover_id: UUID, because: str, by: Actor) -> None:
    """The body that it was handed to sends it back, and says why.

    Args:
        handover_id: the handover.
        because: why, for whoever prepared it.
        by: who acts, for the body that it was handed to.

    Raises:
        Denied: part of what was handed over is no longer shared with the actor.
        ActionNotPossibleError: it was answered already, the case is closed, or no reason is given.
    """
    case, row = _lock_and_authorise_case_and_handover(handover_id, by)
    if not because.strip():
        raise ActionNotPossibleError(
            "Enter the reason, so that the person who prepared it knows what to do next."
        )
    _store_handover_reply(row, DraftHandoverReply.BACK, because, by)
    _set_draft_state(row.draft, FormDraftState.OPEN, by)
    write_audit_record(who=by.who, verb="sent a referral form back", about=case.pk)


def _raise_if_words_identify_person(page: FormDraftDetail, words: str) -> None:
    """Beside a report that names nobody, nothing is written that tells who it is about."""
    if words.strip() and (told := get_draft_identifying_details(page).find_in_text(words)):
        said = join_texts(f"“{word}”" for word in told)
        raise ActionNotPossibleError(
            msg(
                "The report is anonymous, but what you wrote includes {said}. Remove that first.",
                said=said,
            )
        )


def _raise_unless_information_kinds_shared_with_body(case: Case, body: Body, kinds: tuple[Kind, ...]) -> None:
    missing = set(kinds) - get_information_kinds_open_to_body(case.pk, body.pk)
    if missing:
        names = join_texts((kind.words for kind in SHAREABLE_KINDS if kind in missing), "; ")
        raise ActionNotPossibleError(
            msg(
                "You cannot share this with {name} yet: {names}. Ask the person first and record "
                "their answer under Share, or share there on another lawful basis.",
                name=body.name,
                names=names,
            )
        )


def _lock_and_authorise_case_and_handover(handover_id: UUID, by: Actor) -> tuple[Case, Handover]:
    """The handover, its case locked, for the body that has to answer it and still sees all of it."""
    found = (
        Handover.objects.filter(pk=handover_id, to_body=by.body_id).values_list("case_id", flat=True).first()
    )
    related = ("owner", "area")
    locked = Case.objects.select_for_update(of=("self",)).select_related(*related)
    case = locked.filter(pk=found).first() if found else None
    if case is None:
        raise NotVisible
    row = Handover.objects.select_related("draft", "to_body").get(pk=handover_id)
    policy.require_permission(by, Permission.RECORD)
    case_access = get_case_access(case, by)
    for kind in row.kinds:
        case_access.needs(Kind(kind))
    if case.closed_at is not None:
        raise ActionNotPossibleError(CLOSED_MESSAGE)
    raise_if_case_restricted(case)
    if row.reply != DraftHandoverReply.NONE_YET:
        raise ActionNotPossibleError(
            ALREADY_ANSWERED.format(reply=DraftHandoverReply(row.reply).label.lower())
        )
    return case, row


def _store_handover_reply(row: Handover, reply: DraftHandoverReply, words: str, by: Actor) -> None:
    row.reply, row.replied_at, row.replied_by_id = reply, timezone.now(), by.user_id
    row.reply_words = words
    row.bind(UnrecordedKeyAccess(row.case_id)).save()


def _set_draft_state(draft: DraftOrSentForm, state: FormDraftState, by: Actor) -> None:
    draft.state, draft.changed_at, draft.changed_by_id = state, timezone.now(), by.user_id
    draft.save(update_fields=["state", "changed_at", "changed_by"])
