"""Handing a draft to a first responder organisation, its answer, and taking it back."""

import json
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access import policy
from handrail.access.actor import Actor
from handrail.access.denied import NotOpenToYou
from handrail.access.kinds import SHAREABLE, Kind
from handrail.access.roles import Permission
from handrail.audit.actions import record
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.sealing import box_to_write, seal
from handrail.casework.events.actions.events import Recorded
from handrail.casework.offers.queries.referrals import open_kinds
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import joined, say
from handrail.nrmform.actions.exporting import file_of, leaving_of
from handrail.nrmform.actions.making import Sent, made, ready
from handrail.nrmform.models import Draft, Handover
from handrail.nrmform.permissions import CLOSED, enter_case, enter_draft
from handrail.nrmform.queries.drafts import DraftPage, page_of
from handrail.nrmform.queries.known import known_of
from handrail.nrmform.states import Reply, State
from handrail.reference.models import Body

ANSWERED = "This was answered already: {reply}. Open it again to see."


@dataclass(frozen=True, slots=True)
class Handing:
    """To whom, and words of our own beside what the form says."""

    body_code: str
    words: str = ""


@transaction.atomic
def hand_over(*, case_id: UUID, draft_id: UUID, handing: Handing, by: Actor) -> Handover:
    """Hand the draft, as it stands, to a body that may make it. They see it only while it is shared with them.

    Raises NotNow where that body is no first responder, or may not be told what the form holds, and where the words
    beside a form that names nobody say what is known of the person.
    """
    case, sight, draft = enter_draft(case_id, draft_id, by)
    body = Body.objects.filter(code=handing.body_code, first_responder=True).exclude(pk=by.body_id).first()
    if body is None:
        raise NotNow("Choose a first responder organisation from the list.")
    page = page_of(draft, sight)
    ready(page)
    leaving = leaving_of(page, sight)
    if not leaving.named:
        _tells_nothing(page, handing.words)
    kinds = tuple(kind for kind in SHAREABLE if kind.value in leaving.kinds)
    _may_be_told(case, body, kinds)
    row = Handover(
        draft=draft,
        case=case,
        to_body=body,
        route=page.route.value,
        kinds=[kind.value for kind in kinds],
        handed_at=timezone.now(),
        handed_by_id=by.user_id,
    )
    file = json.dumps(file_of(page, leaving), ensure_ascii=False)
    seal(box_to_write(case.pk), row, content=file, words=handing.words)
    row.save()
    _turn(draft, State.HANDED, by)
    shown = [kind.value for kind in kinds]
    record(who=by.who, verb=f"handed a referral form to {body.name}", about=case.pk, shown=shown)
    return row


@transaction.atomic
def take_back(*, case_id: UUID, draft_id: UUID, by: Actor) -> None:
    """Take it back before they have answered, and go on with it here."""
    case, _ = enter_case(case_id, by)
    draft = Draft.objects.filter(case=case, pk=draft_id).first()
    row = draft and Handover.objects.filter(draft=draft, reply=Reply.NONE_YET).first()
    if not draft or not row:
        raise NotNow("There is nothing to take back: they have answered, or it was never handed over.")
    _reply(row, Reply.TAKEN_BACK, "", by)
    _turn(draft, State.OPEN, by)
    record(who=by.who, verb="took a referral form back", about=case.pk)


@transaction.atomic
def answer_made(*, handover_id: UUID, sent: Sent, words: str, by: Actor) -> Recorded:
    """The body that it was handed to says on which day it sent the form. The case's own road goes on from there."""
    case, row = _theirs(handover_id, by)
    _reply(row, Reply.MADE, words, by)
    return made(case, row.draft, row.route, sent, by)


@transaction.atomic
def send_back(*, handover_id: UUID, because: str, by: Actor) -> None:
    """The body that it was handed to sends it back, and says why."""
    case, row = _theirs(handover_id, by)
    if not because.strip():
        raise NotNow("Say why: whoever prepared it has to know what to do next.")
    _reply(row, Reply.BACK, because, by)
    _turn(row.draft, State.OPEN, by)
    record(who=by.who, verb="sent a referral form back", about=case.pk)


def _tells_nothing(page: DraftPage, words: str) -> None:
    """Beside a report that names nobody, nothing is written that tells who it is about."""
    if words.strip() and (told := known_of(page).in_text(words)):
        said = joined(f"“{word}”" for word in told)
        raise NotNow(
            say(
                "The report names nobody, and what you wrote beside it says {said}. Take that out first.",
                said=said,
            )
        )


def _may_be_told(case: Case, body: Body, kinds: tuple[Kind, ...]) -> None:
    missing = set(kinds) - open_kinds(case.pk, body.pk)
    if missing:
        names = joined((kind.words for kind in SHAREABLE if kind in missing), "; ")
        raise NotNow(
            say(
                "{name} may not be told this yet: {names}. Ask the person first, and record what "
                "they say under Share; or share there on another ground, which you name.",
                name=body.name,
                names=names,
            )
        )


def _theirs(handover_id: UUID, by: Actor) -> tuple[Case, Handover]:
    """The handover, its case locked, for the body that has to answer it and still sees all of it."""
    found = (
        Handover.objects.filter(pk=handover_id, to_body=by.body_id).values_list("case_id", flat=True).first()
    )
    related = ("owner", "area")
    locked = Case.objects.select_for_update(of=("self",)).select_related(*related)
    case = locked.filter(pk=found).first() if found else None
    if case is None:
        raise NotOpenToYou
    row = Handover.objects.select_related("draft", "to_body").get(pk=handover_id)
    policy.require(by, Permission.RECORD)
    sight = sight_of(case, by)
    for kind in row.kinds:
        sight.needs(Kind(kind))
    if case.closed_at is not None:
        raise NotNow(CLOSED)
    if row.reply != Reply.NONE_YET:
        raise NotNow(ANSWERED.format(reply=Reply(row.reply).label.lower()))
    return case, row


def _reply(row: Handover, reply: Reply, words: str, by: Actor) -> None:
    row.reply, row.replied_at, row.replied_by_id = reply, timezone.now(), by.user_id
    seal(box_to_write(row.case_id), row, reply_words=words)
    row.save()


def _turn(draft: Draft, state: State, by: Actor) -> None:
    draft.state, draft.changed_at, draft.changed_by_id = state, timezone.now(), by.user_id
    draft.save(update_fields=["state", "changed_at", "changed_by"])
