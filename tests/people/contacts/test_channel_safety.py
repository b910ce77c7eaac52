"""A way that a joined case says is not safe is not safe here either: it is the same person's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.contacts.actions import contacts
from handrail.people.contacts.models import Contact
from handrail.people.contacts.queries.case_work import get_channel_safety_for_worker
from handrail.people.contacts.text_choices import ContactState
from handrail.people.matching.actions.pair_verdicts import separate_joined_cases
from handrail.people.matching.models import CaseJoin
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import (
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.roles import Role
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.contacts import ahead
from support.matching import join, named
from support.worlds import shared_world

CALL, TEXT, EMAIL = ContactChannelKind.CALL, ContactChannelKind.TEXT, ContactChannelKind.EMAIL


def say(case, by, kind, safe):
    actions.record_contact_channel(
        case_id=case.pk, kind=kind, safe=safe, detail="07700 900124", note="", by=by.actor
    )


def calls(case, by, despite=""):
    contact = Contact(case_id=case.pk, channel=CALL, despite=despite, on=ahead(1), with_user_id=by.pk)
    return contacts.plan_contact(contact, by=by.actor)


def words(case, by):
    said = get_channel_safety_for_worker(get_case_access(case, by.actor))
    return {kind.value: word.label for kind, word in said.by_channel.items() if kind in (CALL, TEXT, EMAIL)}


@shared_world
def two(cast):
    """Ana under two names: to call her is safe in both, as far as was asked."""
    leads, other = named(cast.worker, "Ana Popescu-Rus"), named(cast.worker, "Ana Popescu")
    for case in (leads, other):
        say(case, cast.worker, CALL, ChannelSafety.YES)
    join(leads, other, cast.worker.actor)
    return leads, other


@pytest.fixture(params=["the one that leads", "the other"])
def here_and_there(request, two):
    return two if request.param == "the one that leads" else two[::-1]


@pytest.mark.parametrize("safe", [ChannelSafety.NO, ChannelSafety.UNSURE])
def test_what_the_joined_case_says_is_not_safe_asks_for_a_reason(cast, here_and_there, safe):
    here, there = here_and_there
    calls(here, cast.worker)
    say(there, cast.worker, CALL, safe)
    with pytest.raises(
        ActionNotPossibleError, match=f"safe.* This is from {there.reference}, which is joined"
    ):
        calls(here, cast.worker)
    kept = calls(here, cast.worker, "She rang me herself")
    assert (kept.says, bool(kept.despite)) == (safe, True)


def test_a_phone_that_may_be_tracked_in_either_closes_the_ways_to_it_in_both(cast, here_and_there):
    here, there = here_and_there
    answers = {
        "answer": ImmediateDangerOrInjuryAnswer.NOT_ASKED,
        "note": "",
        "worries": {RiskFactor.PHONE: YesNoUnsureOrNotAsked.UNSURE},
    }
    actions.record_danger_check(case_id=there.pk, by=cast.worker.actor, **answers)
    from_there = f"Not safe, from {there.reference}"
    assert words(here, cast.worker) == {
        "call": from_there,
        "text": from_there,
        "email": "Not asked",
    }
    with pytest.raises(ActionNotPossibleError, match=there.reference):
        calls(here, cast.worker)


def test_what_came_of_a_contact_and_the_next_of_its_rhythm_are_warned_too(cast, two):
    leads, other = two
    by = cast.worker.actor
    contact = Contact(case_id=leads.pk, channel=CALL, on=ahead(0), with_user_id=cast.worker.pk, every_days=7)
    contacts.plan_contact(contact, by=by)
    say(other, cast.worker, CALL, ChannelSafety.NO)
    contact.state = ContactState.HELD
    contacts.record_contact_outcome(contact, seen=1, by=by)
    assert Contact.objects.get(follows=contact).says == "no"


def test_a_yes_of_the_joined_case_opens_no_way_here(cast, two):
    leads, other = two
    say(other, cast.worker, TEXT, ChannelSafety.YES)
    say(leads, cast.worker, EMAIL, ChannelSafety.UNSURE)
    say(other, cast.worker, EMAIL, ChannelSafety.YES)
    assert words(leads, cast.worker) == {
        "call": "Safe",
        "text": "Not asked",
        "email": "Not sure: treated as not safe",
    }


def test_the_graver_word_counts_and_of_two_that_are_alike_the_own_one(cast, two):
    leads, other = two
    for case, kind, safe in (
        (leads, CALL, ChannelSafety.NO),
        (other, CALL, ChannelSafety.NO),
        (leads, TEXT, ChannelSafety.UNSURE),
        (other, TEXT, ChannelSafety.NO),
        (leads, EMAIL, ChannelSafety.NO),
        (other, EMAIL, ChannelSafety.UNSURE),
    ):
        say(case, cast.worker, kind, safe)
    assert words(leads, cast.worker) == {
        "call": "Not safe",
        "text": f"Not safe, from {other.reference}",
        "email": "Not safe",
    }


def test_two_that_one_case_leads_warn_for_each_other(cast, two):
    leads, other = two
    third = named(cast.worker, "Anna Popescu")
    join(leads, third, cast.worker.actor)
    say(third, cast.worker, CALL, ChannelSafety.NO)
    for case in (leads, other):
        assert words(case, cast.worker)["call"] == f"Not safe, from {third.reference}"


def test_parted_each_says_its_own_again(cast, two):
    leads, other = two
    say(other, cast.worker, CALL, ChannelSafety.NO)
    separate_joined_cases(join_id=CaseJoin.objects.get().pk, because="Two sisters", by=cast.worker.actor)
    assert words(leads, cast.worker)["call"] == "Safe"


def test_whoever_works_on_one_alone_is_told_nothing_of_the_other(cast, two):
    leads, other = two
    opening.set_point_of_contact_and_stand_in(
        case_id=leads.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    say(other, cast.worker, CALL, ChannelSafety.NO)
    assert words(leads, cast.colleague)["call"] == "Safe"
    assert calls(leads, cast.colleague).says == "yes"
    assert cast.colleague.role != Role.DUTY_LEAD


def test_it_asks_as_often_for_one_joined_case_as_for_three(cast, two):
    leads, _ = two
    asked = [statements(leads, cast.worker)]
    for name in ("Anna Popescu", "Anca Popescu"):
        join(leads, named(cast.worker, name), cast.worker.actor)
    asked.append(statements(leads, cast.worker))
    assert asked[0] == asked[1]


def statements(case, by):
    case_access = get_case_access(Case.objects.get(pk=case.pk), by.actor)
    get_channel_safety_for_worker(case_access)
    with CaptureQueriesContext(connection) as seen:
        get_channel_safety_for_worker(case_access)
    return len(seen)
