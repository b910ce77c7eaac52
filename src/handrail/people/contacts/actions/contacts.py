"""Contacts with the person: planned, moved, held, missed, called off."""

import datetime

from django.db import transaction
from django.utils import timezone

from handrail.people.cases.person.actions import record_contact_channel
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.contacts.channel_safety import get_channel_safety, get_channel_warning
from handrail.people.contacts.models import Contact
from handrail.people.contacts.permissions import (
    get_worker_on_case,
    is_actor_working_on_case,
    lock_case_for_work,
    raise_unless_day_is_today_or_earlier,
    raise_unless_day_is_today_or_later,
)
from handrail.people.contacts.text_choices import (
    HAPPENED_STATES,
    ChannelSafetyAfterContactAnswer,
    ContactState,
    KnownChannelSafety,
)
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg

LONGEST_INTERVAL = 84
"""Days between two contacts of a repetition, at most."""


@transaction.atomic
def plan_contact(contact: Contact, *, by: Actor) -> Contact:
    """Plan a contact on the case `contact.case_id`.

    Raises:
        ActionNotPossibleError: the channel is not known to be safe and no reason is given (with the
            warning), the day has
            passed, or somebody is named who does not work on the case.
        ValidationError: by field.
    """
    contact.case, case_access = lock_case_for_work(contact.case_id, by, Kind.CONTACT)
    contact.bind(case_access)
    contact.made_at, contact.made_by_id = timezone.now(), by.user_id
    _validate_planned_contact(contact, case_access)
    contact.save_by(by)
    write_audit_record(
        who=by.who, verb="planned a contact", about=contact.case_id, why=_describe_contact_channel(contact)
    )
    return contact


@transaction.atomic
def change_planned_contact(contact: Contact, *, seen: int, by: Actor) -> Contact:
    """Save a planned contact that was given another day, channel or worker.

    Args:
        contact: the contact, with what changed.
        seen: the version that the page showed.
        by: who acts.

    Raises:
        ActionNotPossibleError: as `plan_contact`; or its outcome was recorded before.
        ValidationError: by field.
        ConcurrentEditError: somebody saved it after version `seen`.
    """
    _, case_access = _lock_planned_contact(contact, seen, by)
    _validate_planned_contact(contact, case_access)
    contact.save_by(by, seen=seen)
    write_audit_record(
        who=by.who, verb="moved a contact", about=contact.case_id, why=_describe_contact_channel(contact)
    )
    return contact


@transaction.atomic
def record_unplanned_contact(contact: Contact, *, by: Actor) -> Contact:
    """Record a contact that nobody had planned: held or missed. A way that was not safe is recorded as such.

    Raises:
        ActionNotPossibleError: the day has not come, or it is neither held nor missed.
        ValidationError: by field.
    """
    contact.case, case_access = lock_case_for_work(contact.case_id, by, Kind.CONTACT, Kind.NOTES)
    contact.bind(case_access)
    contact.made_at, contact.made_by_id, contact.with_user_id = timezone.now(), by.user_id, by.user_id
    if contact.state not in HAPPENED_STATES:
        raise ActionNotPossibleError("Choose whether you reached them.")
    _validate_contact_outcome(contact, case_access)
    contact.despite = ""
    contact.save_by(by)
    write_audit_record(
        who=by.who,
        verb="recorded a contact",
        about=contact.case_id,
        why=f"{_describe_contact_outcome(contact)}, {_describe_contact_channel(contact)}",
    )
    _record_channel_safety_learned_from_contact(contact, case_access)
    return contact


@transaction.atomic
def record_contact_outcome(contact: Contact, *, seen: int, by: Actor) -> tuple[Contact, Contact | None]:
    """Record that a planned contact was held, missed or called off.

    Args:
        contact: the planned contact with its new state, and the day, time, channel, interpreter and words, and what was
            learned of the channel. Of one that is called off only the words are kept.
        seen: the version that the page showed.
        by: who acts.

    Returns:
        The contact, and the next of its repetition; None where it does not come again or was called off.

    Raises:
        ActionNotPossibleError: the day has not come, or the outcome was recorded before.
        ConcurrentEditError: somebody saved it meanwhile.
    """
    saved, case_access = _lock_planned_contact(contact, seen, by, Kind.NOTES)
    if contact.state == ContactState.PLANNED:
        raise ActionNotPossibleError("Choose whether you reached them, missed them or cancelled.")
    planned_on = saved.on
    if contact.state == ContactState.CALLED_OFF:
        if not contact.words:
            raise ActionNotPossibleError("Enter why it is cancelled.")
        saved.state, saved.words = ContactState.CALLED_OFF, contact.words
        contact = saved
    else:
        _validate_contact_outcome(contact, case_access)
    contact.save_by(by, seen=seen)
    write_audit_record(
        who=by.who,
        verb="recorded the outcome of a contact",
        about=contact.case_id,
        why=_describe_contact_outcome(contact),
    )
    if contact.state not in HAPPENED_STATES:
        return contact, None
    _record_channel_safety_learned_from_contact(contact, case_access)
    return contact, _plan_next_contact(contact, case_access, planned_on)


def compute_next_contact_day(planned: datetime.date, every: int, happened: datetime.date) -> datetime.date:
    """The next day of a repetition.

    Args:
        planned: the day for which the contact was planned.
        every: days between two contacts.
        happened: the day on which it was held or missed.

    Returns:
        A day after `happened`, a whole number of intervals after `planned`: a weekly contact keeps its weekday.
    """
    steps = max(1, (happened - planned).days // every + 1)
    return planned + datetime.timedelta(days=every * steps)


def _plan_next_contact(
    contact: Contact, case_access: CaseAccess, planned_on: datetime.date
) -> Contact | None:
    if not contact.every_days:
        return None
    case, by = contact.case, case_access.actor
    stays = contact.with_user.is_active and is_actor_working_on_case(contact.with_user.actor, case)
    happened = max(contact.on, timezone.localdate())
    says = get_channel_safety(case_access).by_channel[ContactChannelKind(contact.channel)].says
    despite = contact.despite.open()
    if says != KnownChannelSafety.SAFE and not despite:
        despite = "Planned automatically. Choose a safe way before you use this one."
    following = Contact(
        case=case,
        follows=contact,
        every_days=contact.every_days,
        on=compute_next_contact_day(planned_on, contact.every_days, happened),
        at_time=contact.at_time,
        with_user_id=contact.with_user_id if stays else case.point_of_contact_id,
        channel=contact.channel,
        says=says,
        about=contact.about.open(),
        despite=despite,
        made_at=timezone.now(),
        made_by_id=by.user_id,
    )
    following.bind(case_access).save_by(by)
    write_audit_record(
        who=by.who,
        verb="planned a contact",
        about=case.pk,
        why=f"the next of a rhythm, {_describe_contact_channel(following)}",
    )
    return following


def _validate_planned_contact(contact: Contact, case_access: CaseAccess) -> None:
    raise_unless_day_is_today_or_later(contact.on)
    if contact.every_days is not None and not 1 <= contact.every_days <= LONGEST_INTERVAL:
        raise ActionNotPossibleError(
            msg(
                "Choose how often from the list, up to every {longest_rhythm} weeks.",
                longest_rhythm=LONGEST_INTERVAL // 7,
            )
        )
    get_worker_on_case(contact.case, contact.with_user_id)
    _set_known_channel_safety_or_raise(contact, case_access)


def _validate_contact_outcome(contact: Contact, case_access: CaseAccess) -> None:
    """What happened is never justified: what was known of the channel is kept beside what was learned of it."""
    raise_unless_day_is_today_or_earlier(contact.on)
    contact.says = get_channel_safety(case_access).by_channel[ContactChannelKind(contact.channel)].says


def get_channel_safety_learned_from_contact(contact: Contact) -> ChannelSafety | None:
    """What the contact showed of its channel. One no is enough; that it was safe once makes no channel safe.

    Returns:
        Not safe or not sure; None where it teaches nothing new.
    """
    answers = {contact.was_safe, contact.use_again}
    if ChannelSafetyAfterContactAnswer.NO in answers:
        return ChannelSafety.NO
    return ChannelSafety.UNSURE if ChannelSafetyAfterContactAnswer.UNSURE in answers else None


def _record_channel_safety_learned_from_contact(contact: Contact, case_access: CaseAccess) -> None:
    """Make the channel not safe, or not sure, unless that was known: the next contact then warns of it."""
    learned = get_channel_safety_learned_from_contact(contact)
    if learned is None:
        return
    kind = ContactChannelKind(contact.channel)
    rows = Channel.objects.filter(case=contact.case, kind=kind).order_by("-id")
    known = rows.opened_for(case_access).first()
    if known and known.safe in (ChannelSafety.NO, learned):
        return
    record_contact_channel(
        case_id=contact.case_id,
        kind=kind,
        safe=learned,
        detail=known.detail.open() if known else "",
        note=known.note.open() if known else "",
        by=case_access.actor,
    )


def _set_known_channel_safety_or_raise(contact: Contact, case_access: CaseAccess) -> None:
    """Keep what is known of the channel now. Raises ActionNotPossibleError where it is not safe and no reason is given.

    Not sure counts as not safe, never asked as not known. Which joined case said so is not kept: whoever reads this
    one may not know of the other.
    """
    channel = ContactChannelKind(contact.channel)
    safety = get_channel_safety(case_access).by_channel[channel]
    if safety.says is KnownChannelSafety.SAFE:
        contact.despite = ""
    elif not contact.despite:
        raise ActionNotPossibleError(get_channel_warning(channel, safety))
    contact.says = safety.says


def _lock_planned_contact(contact: Contact, seen: int, by: Actor, *kinds: Kind) -> tuple[Contact, CaseAccess]:
    """The saved row, locked; `contact` is bound to the access of its case."""
    case, case_access = lock_case_for_work(contact.case_id, by, Kind.CONTACT, *kinds)
    rows = Contact.objects.select_for_update(of=("self",)).filter(case=case, pk=contact.pk)
    saved = rows.opened_for(case_access).first()
    if saved is None:
        raise ActionNotPossibleError("That contact is not on this case.")
    saved.raise_if_seen_version_stale(seen)
    if saved.state != ContactState.PLANNED:
        raise ActionNotPossibleError(
            msg(
                "The outcome of this contact has already been recorded: {get_state_display}.",
                get_state_display=saved.get_state_display().lower(),
            )
        )
    saved.case = contact.case = case
    contact.bind(case_access)
    return saved, case_access


def _describe_contact_channel(contact: Contact) -> str:
    channel = ContactChannelKind(contact.channel).label
    if contact.says == KnownChannelSafety.SAFE:
        return f"{channel}"
    warned = msg(", warning: {says}", says=KnownChannelSafety(contact.says).label.lower())
    return f"{channel}{warned}"


def _describe_contact_outcome(contact: Contact) -> str:
    """Beside the verb of the trail, never in it: the verb is read by whoever may not read the contact."""
    return str(ContactState(contact.state).label).lower()
