"""A way that a joined case says is not safe is not safe here either: it is the same person's."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseload.conftest import ahead
from handrail.access.roles import Role
from handrail.caseload.actions import contacts
from handrail.caseload.actions.contacts import CameOfIt, How, Plan
from handrail.caseload.models import Contact
from handrail.caseload.queries.work import channels_say
from handrail.caseload.states import ContactState
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.casework.case.states import ChannelKind, Danger, Sure, Worry
from handrail.casework.people.actions import person
from handrail.casework.people.states import Safe
from handrail.casework.whole.actions import opening
from handrail.kernel.refusals import NotNow
from handrail.linking.actions.deciding import part
from handrail.linking.models import Join
from linking.conftest import named
from linking.test_joining import join
from support.worlds import shared_world

CALL, TEXT, EMAIL = ChannelKind.CALL, ChannelKind.TEXT, ChannelKind.EMAIL


def say(case, by, kind, safe):
    person.say_channel(case_id=case.pk, kind=kind, safe=safe, detail="07700 900124", note="", by=by.actor)


def calls(case, by, despite=""):
    plan = Plan(on=ahead(1), with_user_id=by.pk)
    return contacts.plan_contact(case_id=case.pk, how=How(CALL, despite), plan=plan, by=by.actor)


def words(case, by):
    said = channels_say(sight_of(case, by.actor))
    return {kind.value: word.label for kind, word in said.words.items() if kind in (CALL, TEXT, EMAIL)}


@shared_world
def two(cast):
    """Ana under two names: to call her is safe in both, as far as was asked."""
    leads, other = named(cast.worker, "Ana Popescu-Rus"), named(cast.worker, "Ana Popescu")
    for case in (leads, other):
        say(case, cast.worker, CALL, Safe.YES)
    join(leads, other, cast.worker.actor)
    return leads, other


@pytest.fixture(params=["the one that leads", "the other"])
def here_and_there(request, two):
    return two if request.param == "the one that leads" else two[::-1]


@pytest.mark.parametrize("safe", [Safe.NO, Safe.UNSURE])
def test_what_the_joined_case_says_is_not_safe_asks_for_a_reason(cast, here_and_there, safe):
    here, there = here_and_there
    calls(here, cast.worker)
    say(there, cast.worker, CALL, safe)
    with pytest.raises(NotNow, match=f"safe.* That stands in {there.reference}, which is joined"):
        calls(here, cast.worker)
    kept = calls(here, cast.worker, "She rang me herself")
    assert (kept.says, kept.despite is not None) == (safe, True)


def test_a_phone_that_may_be_tracked_in_either_closes_the_ways_to_it_in_both(cast, here_and_there):
    here, there = here_and_there
    answers = {"answer": Danger.NOT_ASKED, "note": "", "worries": {Worry.PHONE: Sure.UNSURE}}
    person.say_danger(case_id=there.pk, by=cast.worker.actor, **answers)
    from_there = f"Not safe, from {there.reference}"
    assert words(here, cast.worker) == {
        "call": from_there,
        "text": from_there,
        "email": "Not known: never asked",
    }
    with pytest.raises(NotNow, match=there.reference):
        calls(here, cast.worker)


def test_what_came_of_a_contact_and_the_next_of_its_rhythm_are_warned_too(cast, two):
    leads, other = two
    plan = Plan(on=ahead(0), with_user_id=cast.worker.pk, every_days=7)
    contact = contacts.plan_contact(case_id=leads.pk, how=How(CALL), plan=plan, by=cast.worker.actor)
    say(other, cast.worker, CALL, Safe.NO)
    held = CameOfIt(ContactState.HELD, ahead(0))
    told = {"case_id": leads.pk, "contact_id": contact.pk, "came": held, "by": cast.worker.actor}
    with pytest.raises(NotNow, match=other.reference):
        contacts.say_what_came(how=How(CALL), seen_version=1, **told)
    contacts.say_what_came(how=How(CALL, "She rang me herself"), seen_version=1, **told)
    assert Contact.objects.get(follows=contact).says == "no"


def test_a_yes_of_the_joined_case_opens_no_way_here(cast, two):
    leads, other = two
    say(other, cast.worker, TEXT, Safe.YES)
    say(leads, cast.worker, EMAIL, Safe.UNSURE)
    say(other, cast.worker, EMAIL, Safe.YES)
    assert words(leads, cast.worker) == {
        "call": "Safe",
        "text": "Not known: never asked",
        "email": "Not sure: treat as not safe",
    }


def test_the_graver_word_counts_and_of_two_that_are_alike_the_own_one(cast, two):
    leads, other = two
    for case, kind, safe in (
        (leads, CALL, Safe.NO),
        (other, CALL, Safe.NO),
        (leads, TEXT, Safe.UNSURE),
        (other, TEXT, Safe.NO),
        (leads, EMAIL, Safe.NO),
        (other, EMAIL, Safe.UNSURE),
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
    say(third, cast.worker, CALL, Safe.NO)
    for case in (leads, other):
        assert words(case, cast.worker)["call"] == f"Not safe, from {third.reference}"


def test_parted_each_says_its_own_again(cast, two):
    leads, other = two
    say(other, cast.worker, CALL, Safe.NO)
    part(join_id=Join.objects.get().pk, because="Two sisters", by=cast.worker.actor)
    assert words(leads, cast.worker)["call"] == "Safe"


def test_whoever_works_on_one_alone_is_told_nothing_of_the_other(cast, two):
    leads, other = two
    opening.set_contacts(
        case_id=leads.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    say(other, cast.worker, CALL, Safe.NO)
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
    sight = sight_of(Case.objects.get(pk=case.pk), by.actor)
    channels_say(sight)
    with CaptureQueriesContext(connection) as seen:
        channels_say(sight)
    return len(seen)
