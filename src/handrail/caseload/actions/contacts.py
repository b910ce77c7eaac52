"""Contacts with the person: planned, moved, held, missed, called off. A way that is not safe asks for a reason."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.caseload.models import Contact
from handrail.caseload.permissions import enter_work, has_come, may_lie_ahead, worker_on, works_on
from handrail.caseload.reach import all_say, warning
from handrail.caseload.refusals import StaleContact
from handrail.caseload.states import HAPPENED, ChannelSays, ContactState
from handrail.casework.case.lookups import language
from handrail.casework.case.models import Case
from handrail.casework.case.sealing import box_to_write, read, seal
from handrail.casework.case.states import ChannelKind
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import say
from handrail.vault.box import Box

LONGEST_RHYTHM = 84


@dataclass(frozen=True, slots=True)
class How:
    """By which way, and why that one where it is not known to be safe."""

    channel: ChannelKind
    despite: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """When, by whom, what about, and how often again in days; None for once."""

    on: datetime.date
    with_user_id: int
    at_time: datetime.time | None = None
    about: str = ""
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """What became of a contact, on which day, through which interpreter."""

    state: ContactState
    on: datetime.date
    at_time: datetime.time | None = None
    words: str = ""
    interpreter_tag: str = ""


@transaction.atomic
def plan_contact(*, case_id: UUID, how: How, plan: Plan, by: Actor) -> Contact:
    """Plan a contact. Raises NotNow, with the warning, for a way that is not known to be safe and has no reason."""
    case, sight = enter_work(case_id, by, Kind.CONTACT)
    contact = _new(case, by)
    _plan(case, sight, contact, how, plan)
    _save(contact, by)
    record(who=by.who, verb="planned a contact", about=case.pk, why=_how(contact))
    return contact


@transaction.atomic
def move_contact(
    *, case_id: UUID, contact_id: UUID, how: How, plan: Plan, seen_version: int, by: Actor
) -> Contact:
    """Move a planned contact to another day, way or worker. Raises StaleContact where somebody changed it meanwhile."""
    case, sight, contact = _planned(case_id, contact_id, seen_version, by)
    _plan(case, sight, contact, how, plan)
    contact.version += 1
    _save(contact, by)
    record(who=by.who, verb="moved a contact", about=case.pk, why=_how(contact))
    return contact


@transaction.atomic
def record_contact(*, case_id: UUID, how: How, came: CameOfIt, by: Actor) -> Contact:
    """Write down a contact that nobody had planned: held, or tried in vain."""
    case, sight = enter_work(case_id, by, Kind.CONTACT, Kind.SUPPORT)
    contact = _new(case, by)
    contact.with_user_id = by.user_id
    if came.state not in HAPPENED:
        raise NotNow("Say whether you reached them or not.")
    _came(sight, contact, how, came)
    _save(contact, by)
    record(
        who=by.who, verb="recorded a contact", about=case.pk, why=f"{_came_words(contact)}, {_how(contact)}"
    )
    return contact


@transaction.atomic
def say_what_came(
    *, case_id: UUID, contact_id: UUID, how: How, came: CameOfIt, seen_version: int, by: Actor
) -> tuple[Contact, Contact | None]:
    """Held, missed or called off. A rhythm goes on with the next contact, which is given back beside it."""
    case, sight, contact = _planned(case_id, contact_id, seen_version, by, Kind.SUPPORT)
    planned_on = contact.on
    if came.state is ContactState.PLANNED:
        raise NotNow("Say whether you reached them, missed them, or called it off.")
    if came.state is ContactState.CALLED_OFF:
        _call_off(case, contact, came)
    else:
        _came(sight, contact, how, came)
    contact.version += 1
    _save(contact, by)
    record(who=by.who, verb="recorded what came of a contact", about=case.pk, why=_came_words(contact))
    return contact, _next(case, sight, contact, planned_on) if came.state in HAPPENED else None


def next_day(planned: datetime.date, every: int, happened: datetime.date) -> datetime.date:
    """The rhythm's next day after what happened: it keeps its weekday and never lies in the past of it."""
    steps = max(1, (happened - planned).days // every + 1)
    return planned + datetime.timedelta(days=every * steps)


def _next(case: Case, sight: Sight, contact: Contact, planned_on: datetime.date) -> Contact | None:
    if not contact.every_days:
        return None
    box, by = box_to_write(case.pk), sight.actor
    following = _new(case, by)
    following.follows, following.every_days = contact, contact.every_days
    following.on = next_day(planned_on, contact.every_days, max(contact.on, timezone.localdate()))
    following.at_time = contact.at_time
    stays = works_on(contact.with_user.actor, case) and contact.with_user.is_active
    following.with_user_id = contact.with_user_id if stays else case.point_of_contact_id
    following.channel = contact.channel
    following.says = all_say(sight).words[ChannelKind(contact.channel)].says
    despite = read(box, contact, "despite")
    if following.says != ChannelSays.SAFE and not despite:
        despite = "The same way as before: look at it again before you use it."
    seal(box, following, about=read(box, contact, "about"), despite=despite)
    _save(following, by)
    record(
        who=by.who, verb="planned a contact", about=case.pk, why=f"the next of a rhythm, {_how(following)}"
    )
    return following


def _new(case: Case, by: Actor) -> Contact:
    return Contact(case=case, made_at=timezone.now(), made_by_id=by.user_id)


def _plan(case: Case, sight: Sight, contact: Contact, how: How, plan: Plan) -> None:
    may_lie_ahead(plan.on)
    if plan.every_days is not None and not 1 <= plan.every_days <= LONGEST_RHYTHM:
        raise NotNow(
            say(
                "Choose how often from the list: at most every {longest_rhythm} weeks.",
                longest_rhythm=LONGEST_RHYTHM // 7,
            )
        )
    contact.on, contact.at_time, contact.every_days = plan.on, plan.at_time, plan.every_days
    contact.with_user = worker_on(case, plan.with_user_id)
    box = box_to_write(case.pk)
    _use(sight, contact, how, box)
    seal(box, contact, about=plan.about)


def _came(sight: Sight, contact: Contact, how: How, came: CameOfIt) -> None:
    has_come(came.on)
    contact.state, contact.on, contact.at_time = came.state, came.on, came.at_time
    contact.interpreter = language(came.interpreter_tag)
    box = box_to_write(sight.file_id)
    _use(sight, contact, how, box)
    seal(box, contact, words=came.words)


def _call_off(case: Case, contact: Contact, came: CameOfIt) -> None:
    if not came.words.strip():
        raise NotNow("Say why it is called off.")
    contact.state = ContactState.CALLED_OFF
    seal(box_to_write(case.pk), contact, words=came.words)


def _use(sight: Sight, contact: Contact, how: How, box: Box) -> None:
    """Choose the way, with what is known of it now. Not sure counts as not safe, never asked as not known.

    Which joined case said so is not kept: whoever reads this one may not know of the other.
    """
    word = all_say(sight).words[ChannelKind(how.channel)]
    if word.says is not ChannelSays.SAFE and not how.despite.strip():
        raise NotNow(warning(ChannelKind(how.channel), word))
    contact.channel, contact.says = how.channel, word.says
    seal(box, contact, despite=how.despite if word.says is not ChannelSays.SAFE else "")


def _planned(
    case_id: UUID, contact_id: UUID, seen_version: int, by: Actor, *kinds: Kind
) -> tuple[Case, Sight, Contact]:
    case, sight = enter_work(case_id, by, Kind.CONTACT, *kinds)
    contact = Contact.objects.select_for_update(of=("self",)).filter(case=case, pk=contact_id).first()
    if contact is None:
        raise NotNow("That contact is not on this case.")
    if contact.version != seen_version:
        raise StaleContact
    if contact.state != ContactState.PLANNED:
        raise NotNow(
            say(
                "What came of this contact was recorded already: {get_state_display}.",
                get_state_display=contact.get_state_display().lower(),
            )
        )
    return case, sight, contact


def _how(contact: Contact) -> str:
    warned = (
        ""
        if contact.says == ChannelSays.SAFE
        else say(", warned: {says}", says=ChannelSays(contact.says).label.lower())
    )
    return f"{contact.get_channel_display()}{warned}"


def _came_words(contact: Contact) -> str:
    """Beside the verb of the trail, never in it: the verb is read by whoever may not read the contact."""
    return str(contact.get_state_display()).lower()


def _save(contact: Contact, by: Actor) -> None:
    contact.changed_at, contact.changed_by_id = timezone.now(), by.user_id
    contact.save()
