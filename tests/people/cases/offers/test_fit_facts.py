"""What the search for services reads of a case: in one statement, and on every day what the rules say that day."""

import datetime

import pytest
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.records.models import Case
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference

TOMORROW = datetime.timedelta(days=1)


@pytest.fixture
def facts(cast, case):
    """Read the facts as the worker sees them."""
    return lambda: get_service_fit_facts_of_case(
        get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
    )


def test_each_decision_is_known_until_it_is_taken_back(cast, case, happens, facts):
    assert (facts().referred, facts().reasonable, facts().conclusive) == (False, False, False)
    happens("nrm_referred", 9)
    done = happens("rg_positive", 5)
    assert (facts().phase, facts().referred, facts().reasonable, facts().conclusive) == (
        *("during", True, True),
        False,
    )
    events.take_back_event(
        case_id=case.pk, event_id=done.event_id, because="Of somebody else", by=cast.worker.actor
    )
    assert (facts().referred, facts().reasonable) == (True, False)


@pytest.mark.parametrize(("changes_in", "phase"), [(0, "during"), (1, "before"), (None, "before")])
def test_the_phase_is_worked_out_anew_once_the_rules_may_say_something_else(
    case, happens, facts, changes_in, phase
):
    """The row says "before", the events say "during": the row counts until the day on which it may be wrong."""
    happens("nrm_referred", 9)
    day = None if changes_in is None else timezone.localdate() + changes_in * TOMORROW
    Case.objects.filter(pk=case.pk).update(phase="before", changes_on=day)
    assert facts().phase == phase


def test_one_statement_is_asked_of_the_case(cast, case, happens, django_assert_num_queries):
    happens("nrm_referred", 9)
    Case.objects.filter(pk=case.pk).update(changes_on=timezone.localdate() + TOMORROW)
    access = get_case_open_to_actor_by_reference(cast.worker.actor, case.reference).case_access
    with django_assert_num_queries(1):
        assert get_service_fit_facts_of_case(access).phase == "during"
