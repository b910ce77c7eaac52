"""Contacts: the warning before a way that is not safe, the rhythm, what is kept, who may not."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.contacts.actions import contacts
from handrail.people.contacts.actions.missed_contact_reminders import remind_of_contacts_without_outcome
from handrail.people.contacts.models import Contact
from handrail.people.contacts.text_choices import ContactState
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.reference.models import Language
from support.contacts import ahead, share

HELD, MISSED, OFF = ContactState.HELD, ContactState.MISSED, ContactState.CALLED_OFF


def came(case, contact, by, state=HELD, seen=1, **more):
    """What came of a contact, today by the channel that was planned unless `more` says otherwise."""
    contact = Contact.objects.opened_for(get_case_access(case, by.actor)).get(pk=contact.pk)
    for name, value in {"state": state, "on": ahead(0), "despite": "", **more}.items():
        setattr(contact, name, value)
    return contacts.record_contact_outcome(contact, seen=seen, by=by.actor)


def came_unplanned(case, by, **more):
    """A contact of today that nobody had planned."""
    return contacts.record_unplanned_contact(
        Contact(case_id=case.pk, state=HELD, on=ahead(0), **more), by=by.actor
    )


def say(case, by, kind, safe):
    actions.record_contact_channel(
        case_id=case.pk, kind=kind, safe=safe, detail="07700 900124", note="", by=by.actor
    )


@pytest.mark.parametrize(
    ("safe", "warned"),
    [
        (ChannelSafety.NO, "said it is not safe"),
        (ChannelSafety.UNSURE, "treated as not safe"),
        (None, "safety not asked"),
    ],
)
def test_a_way_that_is_not_known_to_be_safe_asks_for_a_reason(cast, case, plans, safe, warned):
    if safe:
        say(case, cast.worker, ContactChannelKind.TEXT, safe)
    with pytest.raises(ActionNotPossibleError, match=warned):
        plans(channel=ContactChannelKind.TEXT)
    kept = plans(channel=ContactChannelKind.TEXT, despite="She asked for a text before six")
    assert kept.says == (safe or "not_asked")
    assert kept.despite


def test_a_safe_way_asks_for_nothing(plans):
    assert (plans().says, bool(plans(despite="Because").despite)) == ("yes", False)


def test_the_newest_word_counts_when_the_contact_comes(cast, case, plans):
    contact = plans()
    say(case, cast.worker, ContactChannelKind.CALL, ChannelSafety.NO)
    came(case, contact, cast.worker)
    assert Contact.objects.get(pk=contact.pk).says == "no"


@pytest.mark.parametrize(
    ("was_safe", "use_again", "now"),
    [
        ("no", "yes", "no"),
        ("yes", "no", "no"),
        ("yes", "unsure", "unsure"),
        ("yes", "yes", "yes"),
        ("not_asked", "not_asked", "yes"),
    ],
)
def test_what_a_contact_showed_of_its_way_counts_for_the_next(cast, case, plans, was_safe, use_again, now):
    """A no is enough to close it. That it was safe once opens no way."""
    say(case, cast.worker, ContactChannelKind.CALL, ChannelSafety.YES)
    came(case, plans(days=0), cast.worker, was_safe=was_safe, use_again=use_again)
    newest = Channel.objects.opened_for(get_case_access(case, cast.worker.actor)).filter(
        case=case, kind="call"
    )
    assert (newest.latest("id").safe, newest.latest("id").detail.open()) == (now, "07700 900124")
    text = came_unplanned(
        case, cast.worker, channel=ContactChannelKind.TEXT, was_safe=was_safe, use_again=use_again
    )
    assert text.says == "not_asked"
    said = Channel.objects.filter(case=case, kind="text").values_list("safe", flat=True)
    assert [*said] == ([] if now == "yes" else [now])


def test_a_rhythm_goes_on_once_held_and_once_missed(cast, case, plans):
    first = plans(days=0, every_days=7)
    _, second = came(case, first, cast.worker, MISSED)
    assert second.on == ahead(7)
    with pytest.raises(ConcurrentEditError):
        came(case, first, cast.worker)
    assert Contact.objects.filter(state="planned").count() == 1


def test_it_keeps_its_weekday_and_never_lies_in_the_past():
    tuesday = datetime.date(2026, 11, 3)
    assert contacts.compute_next_contact_day(tuesday, 7, datetime.date(2026, 11, 3)) == datetime.date(
        2026, 11, 10
    )
    assert contacts.compute_next_contact_day(tuesday, 7, datetime.date(2026, 11, 24)) == datetime.date(
        2026, 12, 1
    )
    assert contacts.compute_next_contact_day(tuesday, 7, datetime.date(2026, 11, 26)) == datetime.date(
        2026, 12, 1
    )
    assert contacts.compute_next_contact_day(tuesday, 1, datetime.date(2026, 11, 2)) == datetime.date(
        2026, 11, 4
    )


def test_one_that_is_called_off_keeps_what_was_planned(cast, case, plans):
    contact = plans(days=3, about="the room")
    came(case, contact, cast.worker, OFF, words="She asked for a pause", channel=ContactChannelKind.TEXT)
    kept = Contact.objects.get()
    assert (kept.state, kept.on, kept.channel, kept.version) == ("called_off", ahead(3), "call", 2)


def test_called_off_says_why_and_ends_the_rhythm(cast, case, plans):
    contact = plans(every_days=1)
    with pytest.raises(ActionNotPossibleError, match="why"):
        came(case, contact, cast.worker, OFF)
    assert came(case, contact, cast.worker, OFF, words="She asked for a pause")[1] is None
    assert not Contact.objects.filter(state="planned").exists()


def test_the_next_of_a_rhythm_says_that_its_way_is_not_safe_any_more(cast, case, plans):
    contact = plans(days=0, every_days=1)
    say(case, cast.worker, ContactChannelKind.CALL, ChannelSafety.UNSURE)
    _, following = came(case, contact, cast.worker, despite="Her own phone")
    assert (following.says, bool(following.despite)) == ("unsure", True)


def test_one_that_nobody_planned_is_written_down(cast, case):
    contact = Contact(
        case_id=case.pk, channel=ContactChannelKind.CALL, state=HELD, on=ahead(0), words="She is well"
    )
    contact.interpreter = Language.objects.get(tag="ro")
    kept = contacts.record_unplanned_contact(contact, by=cast.worker.actor)
    assert (kept.state, kept.with_user, kept.interpreter.tag) == ("held", cast.worker, "ro")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM contacts_contact")
        assert b"well" not in bytes(cursor.fetchone()[0])


@pytest.mark.parametrize("on", [ahead(1), datetime.date(1980, 1, 1)])
def test_what_came_of_it_came_on_a_real_day(cast, case, plans, on):
    with pytest.raises(ActionNotPossibleError):
        came(case, plans(), cast.worker, on=on)


def test_it_is_planned_for_somebody_who_works_on_the_case(cast, case):
    contact = Contact(
        case_id=case.pk, channel=ContactChannelKind.CALL, on=ahead(1), with_user_id=cast.partner.pk
    )
    with pytest.raises(ActionNotPossibleError, match="works on this case"):
        contacts.plan_contact(contact, by=cast.worker.actor)


@pytest.mark.parametrize("every", [0, 85])
def test_a_rhythm_can_be_kept(plans, every):
    with pytest.raises(ActionNotPossibleError):
        plans(every_days=every)


def test_whom_the_case_was_shared_with_plans_nothing(cast, case, plans):
    share(case.pk, cast, "harbour", *[kind for kind in Kind if kind is not Kind.LOOKS])
    for who in (cast.partner, cast.outsider, cast.colleague, cast.protector):
        with pytest.raises(Denied):
            plans(by=who)


def test_no_unsafe_contact_is_kept_without_a_reason(plans):
    contact = plans()
    contact.says = "no"
    with pytest.raises(ValueError, match="has its reason"):
        contact.save()
    for change in ({"state": "lost"}, {"every_days": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contact.objects.filter(pk=contact.pk).update(**change)


def test_a_moved_contact_is_moved_once(cast, case, plans):
    contact = plans()
    contact.on, contact.at_time = ahead(3), datetime.time(9)
    contacts.change_planned_contact(contact, seen=1, by=cast.worker.actor)
    with pytest.raises(ConcurrentEditError):
        contacts.change_planned_contact(contact, seen=1, by=cast.lead.actor)
    assert Contact.objects.get().on == timezone.localdate() + datetime.timedelta(days=3)


def test_the_next_of_a_rhythm_is_for_who_did_the_last_while_they_work_on_the_case(cast, joined, plans):
    contact = plans(days=0, every_days=7, by=cast.colleague)
    _, following = came(joined, contact, cast.worker)
    assert following.with_user == cast.colleague
    cast.colleague.is_active = False
    cast.colleague.save()
    following.refresh_from_db()
    Contact.objects.filter(pk=following.pk).update(on=ahead(0))
    _, third = came(joined, Contact.objects.get(pk=following.pk), cast.worker)
    assert third.with_user == cast.worker


def test_the_verb_of_the_trail_tells_nothing_of_what_came_of_a_contact(cast, case, plans):
    missed = Contact(case_id=case.pk, channel=ContactChannelKind.CALL, state=MISSED, on=ahead(0))
    contacts.record_unplanned_contact(missed, by=cast.worker.actor)
    came(case, plans(), cast.worker, OFF, words="She asked for a pause")
    rows = Record.objects.filter(about=case.pk, verb__startswith="recorded").order_by("id")
    assert list(rows.filter(verb__contains="contact").values_list("verb", "why")) == [
        ("recorded a contact", "missed, Call"),
        ("recorded the outcome of a contact", "cancelled"),
    ]


def test_a_planned_contact_without_an_outcome_is_brought_up_once_by_mail(cast, case, plans):
    plans(days=1)
    with time_machine.travel(timezone.localtime() + datetime.timedelta(days=1)):
        assert remind_of_contacts_without_outcome() == 0
    with time_machine.travel(timezone.localtime() + datetime.timedelta(days=2)):
        assert (remind_of_contacts_without_outcome(), remind_of_contacts_without_outcome()) == (1, 0)
    with time_machine.travel(timezone.localtime() + datetime.timedelta(days=9)):
        assert remind_of_contacts_without_outcome() == 0
