"""What crosses from a criminal case: outcome and listed reason, suspects by number, rights on their last day."""

import datetime
from dataclasses import replace

import pytest

from handrail.insight.facts.actions.export import rebuild_all_case_facts
from handrail.insight.facts.fact_derivation import derive_case_facts
from handrail.insight.facts.queries import iterate_case_histories
from handrail.insight.measures.catalogue import MEASURES, MEASURES_BY_KEY
from handrail.insight.measures.engines import count_stored_facts
from handrail.insight.measures.measure import MeasureUnit
from handrail.insight.monitoring_returns.exact_counts import count_facts_in_memory
from handrail.people.cases.events.actions.events import take_back_event
from handrail.people.justice.actions.suspects import record_suspect_step
from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.models import TriageDecision
from handrail.platform.access.today import today
from support.independent_counts import count_people_by_month
from support.justice import TRIAGE_WORDS, a_police_case, answer, happened

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


def ago(days):
    return today() - datetime.timedelta(days=days)


@pytest.fixture
def ours(cast):
    return a_police_case(cast, days_ago=9)


def facts_of(told, kind):
    (history,) = iterate_case_histories([told.case_id])
    return [fact for fact in derive_case_facts(history, today()) if fact.kind == kind]


def test_of_a_triage_decision_outcome_and_reason_cross_and_nothing_else(cast, ours):
    decision = TriageDecision(on=ago(2), route="partner", outcome="develop", reason="no_line")
    decision.words = TRIAGE_WORDS
    record_triage_decision(decision, facts=["place", "child"], case_id=ours.case_id, by=cast.officer.actor)
    (fact,) = facts_of(ours, "triage_decided")
    assert (fact.answer, fact.reason, fact.need) == ("develop", "no_line", "")
    assert not {"partner", "place", "child", TRIAGE_WORDS} & set(map(str, fact))


def test_suspects_and_defendants_are_counted_each_on_their_own_base(cast, ours):
    def step(number, event, days):
        on = ago(days)
        return record_suspect_step(
            case_id=ours.case_id, number=number, event=event, on=on, by=cast.officer.actor
        )

    step(None, "charged", 5)
    wrong = step(None, "charged", 5)
    step(None, "no_charge_decided", 4)
    step(1, "convicted", 2)
    assert [fact.answer for fact in facts_of(ours, "suspect_decided")] == ["charged", "charged", "no_charge"]
    assert [fact.answer for fact in facts_of(ours, "defendant_completed")] == ["convicted"]
    take_back_event(case_id=ours.case_id, event_id=wrong.event_id, because="Slip", by=cast.officer.actor)
    found = facts_of(ours, "suspect_decided")
    assert [fact.answer for fact in found] == ["charged", "no_charge"]
    same_month = [fact._replace(month="2026-11") for fact in found]
    assert count_facts_in_memory(same_month, MEASURES_BY_KEY["suspects-decided"], share=False) == 2
    assert count_facts_in_memory(same_month, MEASURES_BY_KEY["suspects-decided"], share=True) == 1


def test_counts_equal_independent_queries(cast, ours):
    decision = TriageDecision(on=ago(2), route="partner", outcome="develop", reason="no_line")
    decision.words = TRIAGE_WORDS
    record_triage_decision(decision, facts=["place"], case_id=ours.case_id, by=cast.officer.actor)
    for number, event, days in ((None, "charged", 5), (None, "no_charge_decided", 4), (1, "convicted", 2)):
        record_suspect_step(
            case_id=ours.case_id, number=number, event=event, on=ago(days), by=cast.officer.actor
        )
    answer(cast, ours, "4.2", on=ago(1))
    happened(cast, ours, "suspect_arrested", days_ago=6)
    answer(cast, ours, "6.1", "declined", on=ago(5))
    rebuild_all_case_facts()
    until = f"{today():%Y-%m}"
    counted = {}
    for cell in count_stored_facts(MEASURES, "2000-01", until):
        if not cell.breakdown:
            months = counted.setdefault(cell.measure, {})
            months[cell.month] = months.get(cell.month, 0) + cell.people
    expected = count_people_by_month(until)
    assert counted == {key: some for key, some in expected.items() if some}
    keys = ("triage-decisions", "suspects-decided", "defendants-completed", "rights-due", "rights-in-time")
    assert all(counted[key] for key in keys)


def test_a_right_is_a_fact_on_its_last_day_as_it_was_given(cast, ours):
    answer(cast, ours, "4.2", on=ago(1))
    happened(cast, ours, "suspect_arrested", days_ago=6)
    answer(cast, ours, "6.1", "declined", on=ago(5))
    happened(cast, ours, "trial_fixed", days_ago=0, held_on=today() + datetime.timedelta(days=60))
    found = {(fact.reason, fact.answer, fact.need) for fact in facts_of(ours, "right_due")}
    assert ("4_police", "late", "enhanced") in found
    assert ("6_police", "declined", "enhanced") in found
    assert not [reason for reason, *_ in found if reason.startswith("8_")]  # not due yet


def test_what_is_no_count_of_people_is_never_public():
    others = [one for one in MEASURES_BY_KEY.values() if one.unit is not MeasureUnit.PEOPLE]
    assert {one.key for one in others} == {
        *("suspects-decided", "defendants-completed", "rights-due", "rights-in-time"),
        *("police-outcomes", "conference-attendance", "conference-actions"),
        *("conference-requests", "conference-grounds", "conference-answers", "conference-hours"),
        *(
            "conference-quorum",
            "conference-person",
            "conference-roof",
            "conference-after",
            "conference-transfers",
            "conference-delays",
            "conference-reviews",
        ),
        *("joint-visits", "joint-visits-seen-alone", "joint-visit-offers"),
    }
    with pytest.raises(ValueError, match="suspects-decided"):
        replace(MEASURES_BY_KEY["suspects-decided"], public=True)
