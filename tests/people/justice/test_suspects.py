"""Suspects by number: the plan goes on until the last of them has an end."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.justice.actions.suspects import record_suspect_step
from handrail.people.justice.models import SuspectStep
from handrail.people.justice.queries.contact_plan import get_contact_plan
from handrail.people.justice.queries.suspects import get_suspect_states_of_case
from handrail.people.records.models import Event
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.concurrency import at_once
from support.justice import a_police_case, contact, happened
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def ours(cast):
    told = a_police_case(cast, days_ago=60)
    contact(cast, told, topics=("charge",))
    return told


def ago(days):
    return today() - datetime.timedelta(days=days)


def step(cast, told, number, event, days_ago):
    return record_suspect_step(
        case_id=told.case_id, number=number, event=event, on=ago(days_ago), by=cast.officer.actor
    )


def is_planned(told):
    return get_contact_plan(told.case_id, today()).next is not None


def test_a_trial_that_is_still_to_come_keeps_the_plan_going(cast, ours):
    happened(cast, ours, "trial_fixed", days_ago=40, held_on=today() + datetime.timedelta(days=30))
    happened(cast, ours, "sentenced", days_ago=1)
    assert is_planned(ours)
    happened(cast, ours, "trial_moved", days_ago=1, held_on=ago(1))
    happened(cast, ours, "sentenced", days_ago=0)
    assert not is_planned(ours)


def test_the_plan_goes_on_until_each_suspect_has_an_end(cast, ours):
    first = step(cast, ours, None, "charged", 40)
    second = step(cast, ours, None, "charged", 30)
    assert (first.number, second.number) == (1, 2)
    step(cast, ours, 1, "sentenced", 5)
    assert is_planned(ours)
    step(cast, ours, 2, "acquitted", 2)
    assert not is_planned(ours)
    assert [(one.number, one.event) for one in get_suspect_states_of_case(ours.case_id)] == [
        (1, "sentenced"),
        (2, "acquitted"),
    ]


def test_a_further_trial_is_not_the_first_one_moved(cast, ours):
    step(cast, ours, None, "charged", 40)
    step(cast, ours, None, "charged", 40)
    for days in (20, 50):
        happened(cast, ours, "trial_fixed", days_ago=30, held_on=today() + datetime.timedelta(days=days))
    plan = get_contact_plan(ours.case_id, today())
    due = {one.due for one in plan.expected if one.cause == "hearing"}
    assert due == {today() + datetime.timedelta(days=days) for days in (20 - 14, 20 - 3, 50 - 14, 50 - 3)}


def test_what_is_on_the_case_already_is_not_recorded_twice(cast, ours):
    charged = happened(cast, ours, "charged", days_ago=3)
    assert step(cast, ours, None, "charged", 3).event_id == charged.event_id
    with pytest.raises(ActionNotPossibleError, match="already"):
        step(cast, ours, 1, "charged", 3)
    step(cast, ours, None, "charged", 3)
    assert sum(row.event == "charged" for row in Event.objects.filter(case=ours.case_id)) == 2


def test_a_correction_is_about_the_same_suspect(cast, ours):
    taken = step(cast, ours, None, "charged", 3)
    record_event(
        case_id=ours.case_id,
        happening=EventInput("no_charge_decided", ago(2)),
        by=cast.officer.actor,
        supersedes=taken.event_id,
    )
    assert [(one.number, one.event) for one in get_suspect_states_of_case(ours.case_id)] == [
        (1, "no_charge_decided")
    ]


def test_only_a_known_suspect_and_word_and_only_the_police(cast, ours, told):
    with pytest.raises(ActionNotPossibleError, match="from the list"):
        step(cast, ours, 2, "charged", 1)
    with pytest.raises(ActionNotPossibleError, match="from the list"):
        step(cast, ours, None, "went_missing", 1)
    with pytest.raises(Denied):
        record_suspect_step(
            case_id=told.case_id, number=None, event="charged", on=today(), by=cast.worker.actor
        )
    taken = step(cast, ours, None, "charged", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        SuspectStep.objects.filter(pk=taken.pk).update(number=0)


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_two_further_suspects_at_once_have_two_numbers(cast):
    ours = a_police_case(cast, days_ago=40)
    found = at_once(*[lambda: step(cast, ours, None, "charged", 3)] * 2)
    assert sorted(one.number for one in found) == [1, 2]
