"""Writing down what the person agreed to, asked apart for each matter and never edited."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.events.actions.events import EventInput, EventResult, record_event
from handrail.people.cases.events.adulthood_review import is_childhood_answer
from handrail.people.cases.events.case_evaluation import (
    get_date_of_birth,
    is_local_support_running,
    recompute_case,
)
from handrail.people.cases.signals import sharing_asked
from handrail.people.records.language_and_body_lookups import get_body_by_code, get_language_by_tag
from handrail.people.records.models import Case, Consent
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ConsentMatter,
    ContactChannelKind,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.actions import end_grant, share_file_with_body
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models import Grant
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.reference.models import Body

NRM_EVENTS = {
    ConsentAnswer.YES: "nrm_consent_given",
    ConsentAnswer.NO: "nrm_consent_declined",
    ConsentAnswer.UNDECIDED: "nrm_undecided",
    ConsentAnswer.WITHDRAWN: "nrm_withdrawn",
}
NATIONAL_EVENTS = {
    ConsentAnswer.YES: "support_consent_given",
    ConsentAnswer.NO: "national_support_declined",
    ConsentAnswer.WITHDRAWN: "national_support_declined",
}
LOCAL_EVENTS = {ConsentAnswer.YES: "local_support_started", ConsentAnswer.WITHDRAWN: "local_support_ended"}


@dataclass(frozen=True, slots=True)
class ConsentAskingInput:
    """How an answer was asked for: the day; by whom, where it was not whoever writes it down; in which language, how
    and by whom it was interpreted, and whether the two know each other; who decided and why where the person could not;
    their own words."""

    on: datetime.date
    interpreter_tag: str = ""
    capacity: OwnOrBestInterestsDecision = OwnOrBestInterestsDecision.OWN
    words: str = ""
    circle: InterpreterKnownToVictimAnswer = InterpreterKnownToVictimAnswer.NOT_ASKED
    decided_by: str = ""
    decided_why: str = ""
    through: InterpretationMode = InterpretationMode.NOT_SAID
    interpreted_by: str = ""
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class ConsentToSharingInput:
    """Which kinds of information another body may be given, until when; `adds` to an earlier yes, or in its place."""

    body_code: str
    kinds: Iterable[Kind]
    until: datetime.date | None = None
    adds: bool = False
    kept: tuple[Kind, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "kept", tuple(Kind(kind) for kind in self.kinds))


@transaction.atomic
def record_nrm_answer(
    *, case_id: UUID, said: ConsentAnswer, asked: ConsentAskingInput, by: Actor
) -> EventResult:
    """Record whether the person wants to go into the NRM. Their local support does not depend on it.

    Args:
        case_id: the case.
        said: the answer.
        asked: how it was asked for.
        by: who writes it down.

    Returns:
        What the rules say now.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, _ = lock_and_authorise_case_by_id(
        case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT, Kind.PATHWAY
    )
    done = record_event(case_id=case.pk, happening=EventInput(NRM_EVENTS[said], asked.on), by=by)
    _save_consent_answer(case, ConsentMatter.NRM, said, asked, by, event_id=done.event_id)
    return done


@transaction.atomic
def record_local_support_answer(
    *, case_id: UUID, said: ConsentAnswer, asked: ConsentAskingInput, by: Actor
) -> EventResult | None:
    """Record whether the person wants local support: what their name, safe contact and local offers here rest on.

    Args:
        case_id: the case.
        said: the answer.
        asked: how it was asked for.
        by: who writes it down.

    Returns:
        What the rules say now; None for an answer that is no event of the pathway, such as a yes to support that runs.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT)
    done = None
    renews = said is ConsentAnswer.YES and is_local_support_running(case, asked.on)
    if said in LOCAL_EVENTS and not renews:
        done = record_event(case_id=case.pk, happening=EventInput(LOCAL_EVENTS[said], asked.on), by=by)
    _save_consent_answer(
        case, ConsentMatter.LOCAL_SUPPORT, said, asked, by, event_id=done.event_id if done else None
    )
    return done


@transaction.atomic
def record_national_support_answer(
    *, case_id: UUID, said: ConsentAnswer, asked: ConsentAskingInput, by: Actor
) -> EventResult | None:
    """Record whether the person wants the national support contract's help: another question than the NRM.

    Args:
        case_id: the case.
        said: the answer.
        asked: how it was asked for.
        by: who writes it down.

    Returns:
        What the rules say now; None for an answer that is no event of the pathway.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, _ = lock_and_authorise_case_by_id(
        case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT, Kind.PATHWAY
    )
    done = None
    if said in NATIONAL_EVENTS:
        done = record_event(case_id=case.pk, happening=EventInput(NATIONAL_EVENTS[said], asked.on), by=by)
    _save_consent_answer(
        case, ConsentMatter.NATIONAL_SUPPORT, said, asked, by, event_id=done.event_id if done else None
    )
    return done


@transaction.atomic
def record_contact_channel_consent_answer(
    *, case_id: UUID, channel: ContactChannelKind, said: ConsentAnswer, asked: ConsentAskingInput, by: Actor
) -> None:
    """Record whether the person wants to be reached in one way. A no counts against it, however safe it seemed.

    Args:
        case_id: the case.
        channel: the way.
        said: the answer.
        asked: how it was asked for.
        by: who writes it down.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.RECORD_CONSENT, Kind.CONSENT)
    _save_consent_answer(case, ConsentMatter.CHANNEL, said, asked, by, channel=ContactChannelKind(channel))


@transaction.atomic
def record_sharing_answer(
    *,
    case_id: UUID,
    said: ConsentAnswer,
    sharing: ConsentToSharingInput,
    asked: ConsentAskingInput,
    by: Actor,
) -> Grant | None:
    """Record whether another body may be given some kinds of information. A yes opens them to it, a no closes them.

    Args:
        case_id: the case.
        said: the answer.
        sharing: to which body, what, until when.
        asked: how the answer was asked for.
        by: who writes it down.

    Returns:
        The grant; None where the person said no.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE, Kind.CONSENT)
    grant = None
    body = get_body_by_code(sharing.body_code)
    if not (said is ConsentAnswer.YES and sharing.adds):
        _end_grants_based_on_consent(case_access, body, by)
    if said is ConsentAnswer.YES:
        because = f"Agreed on {asked.on:%-d %B %Y}"
        grant = _grant_sharing(case, case_access, body, sharing, GrantGround.CONSENT, because, by)
    _save_consent_answer(case, ConsentMatter.SHARING, said, asked, by, sharing=sharing, grant=grant)
    return grant


@transaction.atomic
def record_conference_sharing_consent_answer(
    *,
    case_id: UUID,
    said: ConsentAnswer,
    sharing: ConsentToSharingInput,
    asked: ConsentAskingInput,
    by: Actor,
) -> Consent:
    """Record whether a conference may tell an agency some kinds of information. It opens no file to anybody.

    Args:
        case_id: the case.
        said: the answer.
        sharing: to which body, what.
        asked: how the answer was asked for.
        by: who writes it down.

    Returns:
        The answer as kept.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE, Kind.CONSENT)
    return _save_consent_answer(case, ConsentMatter.CONFERENCE, said, asked, by, sharing=sharing)


@transaction.atomic
def share_case_without_consent(
    *, case_id: UUID, sharing: ConsentToSharingInput, ground: GrantGround, because: str, by: Actor
) -> Grant:
    """Share without consent, on a ground that is named and shown to everybody on the case.

    Args:
        case_id: the case.
        sharing: to which body, what, until when.
        ground: any but consent.
        because: what it rests on, in a sentence.
        by: who shares.

    Returns:
        The grant.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, case_access = lock_and_authorise_case_by_id(case_id, by, Permission.SHARE)
    if ground is GrantGround.CONSENT:
        raise ActionNotPossibleError("Record the person's consent instead.")
    body = get_body_by_code(sharing.body_code)
    return _grant_sharing(case, case_access, body, sharing, ground, because, by)


def _grant_sharing(
    case: Case,
    case_access: CaseAccess,
    body: Body,
    sharing: ConsentToSharingInput,
    ground: GrantGround,
    because: str,
    by: Actor,
) -> Grant:
    """Share. Whether another room holds it back changes only whether the grant opens: all else is written alike."""
    asked = sharing_asked.send(Case, case=case, body=body, ground=ground, by=by)
    return share_file_with_body(
        case_access=case_access,
        body=body,
        kinds=sharing.kept,
        ground=ground,
        because=because,
        until=sharing.until,
        by=by,
        is_held_back=any(answer for _, answer in asked),
    )


@transaction.atomic
def end_case_sharing(*, case_id: UUID, grant_id: int, because: str, by: Actor) -> None:
    """Close what was opened to a body or a colleague. Where it rested on consent, that consent is taken back.

    Args:
        case_id: the case, which may be closed.
        grant_id: what was opened.
        because: why it ends; kept as the person's words where it rested on consent.
        by: who ends it.

    Raises:
        Denied, NotVisible: the case, or the kind of information, is not open to the actor.
        ActionNotPossibleError: with what to say differently.
    """
    case, case_access = lock_and_authorise_case_by_id(
        case_id, by, Permission.SHARE, allow_closed=True, allow_restricted=True
    )
    grant = Grant.objects.select_related("to_body").filter(pk=grant_id, file=case_access.file_id).first()
    if grant is None:
        raise ActionNotPossibleError("That sharing is not on this case.")
    if grant.to_user_id in (case.point_of_contact_id, case.stand_in_id) and grant.to_user_id is not None:
        raise ActionNotPossibleError("Name another point of contact or stand-in first.")
    end_grant(case_access=case_access, grant=grant, because=because, by=by)
    if grant.to_body is not None and grant.ground == GrantGround.CONSENT:
        sharing = ConsentToSharingInput(grant.to_body.code, [Kind(kind) for kind in grant.kinds])
        asked = ConsentAskingInput(on=timezone.localdate(), words=because)
        _save_consent_answer(
            case, ConsentMatter.SHARING, ConsentAnswer.WITHDRAWN, asked, by, sharing=sharing, grant=grant
        )


def _end_grants_based_on_consent(case_access: CaseAccess, body: Body, by: Actor) -> None:
    live = Grant.objects.filter(
        file=case_access.file_id, to_body=body, ground=GrantGround.CONSENT.value, ended_at__isnull=True
    )
    for grant in live:
        end_grant(case_access=case_access, grant=grant, because="Replaced by a later answer", by=by)


def _save_consent_answer(
    case: Case,
    matter: ConsentMatter,
    said: ConsentAnswer,
    asked: ConsentAskingInput,
    by: Actor,
    *,
    event_id: UUID | None = None,
    sharing: ConsentToSharingInput | None = None,
    grant: Grant | None = None,
    channel: ContactChannelKind | None = None,
) -> Consent:
    _validate_consent_asking(asked)
    decided = {"decided_by": asked.decided_by, "decided_why": asked.decided_why}
    kept = Consent(
        case=case,
        matter=matter,
        said=said,
        to_body=get_body_by_code(sharing.body_code) if sharing else None,
        kinds=[kind.value for kind in sharing.kept] if sharing else [],
        until=sharing.until if sharing else None,
        adds=sharing is not None and sharing.adds and said is ConsentAnswer.YES,
        channel=channel or "",
        of_child=_is_answer_given_as_child(case, asked.on),
        asked_on=asked.on,
        asked_by_id=by.user_id,
        interpreter=get_language_by_tag(asked.interpreter_tag),
        through=InterpretationMode(asked.through),
        circle=_correct_interpreter_relation(asked),
        capacity=asked.capacity,
        event_id=event_id,
        grant=grant,
        recorded_at=timezone.now(),
        words=asked.words,
        interpreted_by=asked.interpreted_by,
        asker=asked.asked_by,
        **(decided if asked.capacity == OwnOrBestInterestsDecision.BEST_INTERESTS else {}),
    )
    kept.bind(UnrecordedKeyAccess(case.pk)).save()
    if Consent.objects.filter(case=case, of_child=True).exists():
        recompute_case(case)
    write_audit_record(
        who=by.who, verb="recorded an answer", about=case.pk, why=f"{matter.label}: {said.label}"
    )
    return kept


@dataclass(frozen=True, slots=True)
class PastConsentAnswer:
    """An answer that was given before the case came here; `event_id` is the event it is, where it is one."""

    matter: ConsentMatter
    said: ConsentAnswer
    asked: ConsentAskingInput
    event_id: UUID | None = None


def save_past_answers_of_new_case(
    case: Case, answers: Iterable[PastConsentAnswer], born: datetime.date | None, by: Actor
) -> None:
    """Part of the action that opens a case with its history: answers about the NRM and about support alone.

    The rules are not asked: the caller asks them once, when everything is there.

    Args:
        case: new, with its events.
        answers: in the order in which they were given.
        born: the date of birth, which says whether they answered as a child.
        by: who acts.

    Raises:
        ActionNotPossibleError: an answer is of a day to come.
    """
    rows = []
    for answer in answers:
        _validate_consent_asking(answer.asked)
        on = answer.asked.on
        rows.append(
            Consent(
                case=case,
                matter=answer.matter,
                said=answer.said,
                of_child=is_childhood_answer(age=case.age, age_asked=case.age_asked, born=born, on=on),
                asked_on=on,
                asked_by_id=by.user_id,
                event_id=answer.event_id,
                recorded_at=timezone.now(),
                words=answer.asked.words,
                asker=answer.asked.asked_by,
            ).bind(UnrecordedKeyAccess(case.pk))
        )
    Consent.objects.bulk_create(rows)
    for row in rows:
        why = f"{ConsentMatter(row.matter).label}: {ConsentAnswer(row.said).label}"
        write_audit_record(who=by.who, verb="recorded an answer", about=case.pk, why=why)


def _validate_consent_asking(asked: ConsentAskingInput) -> None:
    if asked.on > timezone.localdate():
        raise ActionNotPossibleError("That date is in the future.")
    decided = asked.decided_by.strip() and asked.decided_why.strip()
    if asked.capacity == OwnOrBestInterestsDecision.BEST_INTERESTS and not decided:
        raise ActionNotPossibleError("Enter who decided in their best interests, and why.")
    _validate_interpreter_of_asking(asked)


def _validate_interpreter_of_asking(asked: ConsentAskingInput) -> None:
    interpreted = asked.interpreter_tag or asked.interpreted_by.strip()
    if asked.through == InterpretationMode.SHARED and interpreted:
        raise ActionNotPossibleError("Choose either no interpreter, or who interpreted.")
    if (
        asked.through not in (InterpretationMode.NOT_SAID, InterpretationMode.SHARED)
        and not asked.interpreter_tag
    ):
        raise ActionNotPossibleError("Choose the language that was interpreted.")


def _correct_interpreter_relation(asked: ConsentAskingInput) -> InterpreterKnownToVictimAnswer:
    """A relative or a friend is of their circle, whatever else was said of it."""
    if asked.through == InterpretationMode.RELATIVE:
        return InterpreterKnownToVictimAnswer.YES
    return (
        InterpreterKnownToVictimAnswer(asked.circle)
        if asked.interpreter_tag
        else InterpreterKnownToVictimAnswer.NOT_ASKED
    )


def _is_answer_given_as_child(case: Case, on: datetime.date) -> bool:
    return is_childhood_answer(age=case.age, age_asked=case.age_asked, born=get_date_of_birth(case), on=on)
