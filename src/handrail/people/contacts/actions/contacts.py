"""Contacts with the person: planned, moved, held, missed, called off. A way that is not safe asks for a reason."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.people.contacts.channel_safety import get_channel_safety, get_safety_warning
from handrail.people.contacts.errors import StaleContactError
from handrail.people.contacts.models import Contact
from handrail.people.contacts.permissions import (
    check_day_has_come,
    check_day_is_ahead,
    get_worker_on_case,
    is_working_on,
    lock_for_work,
)
from handrail.people.contacts.states import HAPPENED_STATES, ContactState, KnownChannelSafety
from handrail.people.records.lookups import get_language_by_tag
from handrail.people.records.models import Case
from handrail.people.records.states import ChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import record
from handrail.platform.kernel.errors import ActionNotAllowed
from handrail.platform.kernel.messages import msg

LONGEST_INTERVAL = 84


@dataclass(frozen=True, slots=True)
class ContactMethod:
    """By which way, and why that one where it is not known to be safe."""

    channel: ChannelKind
    despite: str = ""


@dataclass(frozen=True, slots=True)
class ContactPlanInput:
    """When, by whom, what about, and how often again in days; None for once."""

    on: datetime.date
    with_user_id: int
    at_time: datetime.time | None = None
    about: str = ""
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class ContactOutcome:
    """What became of a contact, on which day, through which interpreter."""

    state: ContactState
    on: datetime.date
    at_time: datetime.time | None = None
    words: str = ""
    interpreter_tag: str = ""


@transaction.atomic
def plan_contact(*, case_id: UUID, how: ContactMethod, plan: ContactPlanInput, by: Actor) -> Contact:
    """Plan a contact. Raises NotNow, with the warning, for a way that is not known to be safe and has no reason."""
    case, case_access = lock_for_work(case_id, by, Kind.CONTACT)
    contact = _build_contact(case, case_access)
    _apply_plan(case, case_access, contact, how, plan)
    _save_contact(contact, by)
    record(who=by.who, verb="planned a contact", about=case.pk, why=_describe_method(contact))
    return contact


@transaction.atomic
def move_contact(
    *,
    case_id: UUID,
    contact_id: UUID,
    how: ContactMethod,
    plan: ContactPlanInput,
    seen_version: int,
    by: Actor,
) -> Contact:
    """Move a planned contact to another day, way or worker. Raises StaleContact where somebody changed it meanwhile."""
    case, case_access, contact = _lock_planned_contact(case_id, contact_id, seen_version, by)
    _apply_plan(case, case_access, contact, how, plan)
    contact.version += 1
    _save_contact(contact, by)
    record(who=by.who, verb="moved a contact", about=case.pk, why=_describe_method(contact))
    return contact


@transaction.atomic
def record_contact(*, case_id: UUID, how: ContactMethod, came: ContactOutcome, by: Actor) -> Contact:
    """Write down a contact that nobody had planned: held, or tried in vain."""
    case, case_access = lock_for_work(case_id, by, Kind.CONTACT, Kind.SUPPORT)
    contact = _build_contact(case, case_access)
    contact.with_user_id = by.user_id
    if came.state not in HAPPENED_STATES:
        raise ActionNotAllowed("Say whether you reached them or not.")
    _apply_outcome(case_access, contact, how, came)
    _save_contact(contact, by)
    record(
        who=by.who,
        verb="recorded a contact",
        about=case.pk,
        why=f"{_describe_outcome(contact)}, {_describe_method(contact)}",
    )
    return contact


@transaction.atomic
def record_contact_outcome(
    *, case_id: UUID, contact_id: UUID, how: ContactMethod, came: ContactOutcome, seen_version: int, by: Actor
) -> tuple[Contact, Contact | None]:
    """Held, missed or called off. A rhythm goes on with the next contact, which is given back beside it."""
    case, case_access, contact = _lock_planned_contact(case_id, contact_id, seen_version, by, Kind.SUPPORT)
    planned_on = contact.on
    if came.state is ContactState.PLANNED:
        raise ActionNotAllowed("Say whether you reached them, missed them, or called it off.")
    if came.state is ContactState.CALLED_OFF:
        _call_off(case, contact, came)
    else:
        _apply_outcome(case_access, contact, how, came)
    contact.version += 1
    _save_contact(contact, by)
    record(who=by.who, verb="recorded what came of a contact", about=case.pk, why=_describe_outcome(contact))
    return contact, _plan_next_contact(
        case, case_access, contact, planned_on
    ) if came.state in HAPPENED_STATES else None


def get_next_contact_day(planned: datetime.date, every: int, happened: datetime.date) -> datetime.date:
    """The rhythm's next day after what happened: it keeps its weekday and never lies in the past of it."""
    steps = max(1, (happened - planned).days // every + 1)
    return planned + datetime.timedelta(days=every * steps)


def _plan_next_contact(
    case: Case, case_access: CaseAccess, contact: Contact, planned_on: datetime.date
) -> Contact | None:
    if not contact.every_days:
        return None
    following, by = _build_contact(case, case_access), case_access.actor
    following.follows, following.every_days = contact, contact.every_days
    following.on = get_next_contact_day(planned_on, contact.every_days, max(contact.on, timezone.localdate()))
    following.at_time = contact.at_time
    stays = is_working_on(contact.with_user.actor, case) and contact.with_user.is_active
    following.with_user_id = contact.with_user_id if stays else case.point_of_contact_id
    following.channel = contact.channel
    following.says = get_channel_safety(case_access).words[ChannelKind(contact.channel)].says
    despite = contact.despite.open()
    if following.says != KnownChannelSafety.SAFE and not despite:
        despite = "The same way as before: look at it again before you use it."
    following.about, following.despite = contact.about.open(), despite
    _save_contact(following, by)
    record(
        who=by.who,
        verb="planned a contact",
        about=case.pk,
        why=f"the next of a rhythm, {_describe_method(following)}",
    )
    return following


def _build_contact(case: Case, case_access: CaseAccess) -> Contact:
    return Contact(case=case, made_at=timezone.now(), made_by_id=case_access.actor.user_id).bind(case_access)


def _apply_plan(
    case: Case, case_access: CaseAccess, contact: Contact, how: ContactMethod, plan: ContactPlanInput
) -> None:
    check_day_is_ahead(plan.on)
    if plan.every_days is not None and not 1 <= plan.every_days <= LONGEST_INTERVAL:
        raise ActionNotAllowed(
            msg(
                "Choose how often from the list: at most every {longest_rhythm} weeks.",
                longest_rhythm=LONGEST_INTERVAL // 7,
            )
        )
    contact.on, contact.at_time, contact.every_days = plan.on, plan.at_time, plan.every_days
    contact.with_user = get_worker_on_case(case, plan.with_user_id)
    _apply_method(case_access, contact, how)
    contact.about = plan.about


def _apply_outcome(
    case_access: CaseAccess, contact: Contact, how: ContactMethod, came: ContactOutcome
) -> None:
    check_day_has_come(came.on)
    contact.state, contact.on, contact.at_time = came.state, came.on, came.at_time
    contact.interpreter = get_language_by_tag(came.interpreter_tag)
    _apply_method(case_access, contact, how)
    contact.words = came.words


def _call_off(case: Case, contact: Contact, came: ContactOutcome) -> None:
    if not came.words.strip():
        raise ActionNotAllowed("Say why it is called off.")
    contact.state = ContactState.CALLED_OFF
    contact.words = came.words


def _apply_method(case_access: CaseAccess, contact: Contact, how: ContactMethod) -> None:
    """Choose the way, with what is known of it now. Not sure counts as not safe, never asked as not known.

    Which joined case said so is not kept: whoever reads this one may not know of the other.
    """
    word = get_channel_safety(case_access).words[ChannelKind(how.channel)]
    if word.says is not KnownChannelSafety.SAFE and not how.despite.strip():
        raise ActionNotAllowed(get_safety_warning(ChannelKind(how.channel), word))
    contact.channel, contact.says = how.channel, word.says
    contact.despite = how.despite if word.says is not KnownChannelSafety.SAFE else ""


def _lock_planned_contact(
    case_id: UUID, contact_id: UUID, seen_version: int, by: Actor, *kinds: Kind
) -> tuple[Case, CaseAccess, Contact]:
    case, case_access = lock_for_work(case_id, by, Kind.CONTACT, *kinds)
    rows = Contact.objects.select_for_update(of=("self",)).filter(case=case, pk=contact_id)
    contact = rows.opened_for(case_access).first()
    if contact is None:
        raise ActionNotAllowed("That contact is not on this case.")
    if contact.version != seen_version:
        raise StaleContactError
    if contact.state != ContactState.PLANNED:
        raise ActionNotAllowed(
            msg(
                "What came of this contact was recorded already: {get_state_display}.",
                get_state_display=contact.get_state_display().lower(),
            )
        )
    return case, case_access, contact


def _describe_method(contact: Contact) -> str:
    warned = (
        ""
        if contact.says == KnownChannelSafety.SAFE
        else msg(", warned: {says}", says=KnownChannelSafety(contact.says).label.lower())
    )
    return f"{contact.get_channel_display()}{warned}"


def _describe_outcome(contact: Contact) -> str:
    """Beside the verb of the trail, never in it: the verb is read by whoever may not read the contact."""
    return str(contact.get_state_display()).lower()


def _save_contact(contact: Contact, by: Actor) -> None:
    contact.changed_at, contact.changed_by_id = timezone.now(), by.user_id
    contact.save()
