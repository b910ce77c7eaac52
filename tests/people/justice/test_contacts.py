"""Keeping in touch: what was agreed, contacts and attempts, misses; section 45; triage."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from handrail.people.justice.actions.compulsion import record_possible_compulsion
from handrail.people.justice.actions.contacts import (
    explain_missed_contact,
    record_agreed_contact_arrangements,
)
from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.case_panel import COMPULSION
from handrail.people.justice.models import (
    AgreedContact,
    CompulsionRecord,
    CriminalCaseState,
    ExplainedMiss,
    JusticeContact,
    TriageDecision,
)
from handrail.people.justice.presenters import CAUSES_OF_NEXT
from handrail.people.justice.queries.contact_plan import get_contact_plan
from handrail.people.justice.rules.contact_plan import ContactKeptState, JusticeContactCause
from handrail.people.records.models import Event, Offer
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.errors import Denied
from handrail.platform.access.kinds import Kind
from handrail.platform.access.today import today
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.formatting import format_day, format_day_omitting_current_year
from support.cast import sign_in
from support.concurrency import at_once
from support.information_requests import share_with_police
from support.justice import TRIAGE_WORDS, a_police_case, add_supervisor, contact, happened
from support.practice_pages import words_of
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def ours(cast):
    """The police have known for forty days."""
    return a_police_case(cast, days_ago=40)


def ago(days):
    return today() - datetime.timedelta(days=days)


def agree(cast, told, days, *, days_ago=0):
    row = AgreedContact(on=ago(days_ago), every_days=days, channel="call")
    return record_agreed_contact_arrangements(row, case_id=told.case_id, by=cast.officer.actor)


def state(told):
    return CriminalCaseState.objects.get(case=told.case_id)


def test_an_attempt_is_no_contact_and_three_ask_for_help(cast, ours):
    due = ago(40) + datetime.timedelta(days=28)
    assert (state(ours).next_contact_on, state(ours).failed_attempts) == (due, 0)
    for days in (3, 2, 1):
        contact(cast, ours, days_ago=days, reached=False)
    assert (state(ours).next_contact_on, state(ours).failed_attempts) == (due, 3)
    contact(cast, ours)
    assert (state(ours).next_contact_on, state(ours).failed_attempts) == (
        today() + datetime.timedelta(days=28),
        0,
    )


def test_what_was_agreed_moves_the_next_day_and_is_an_event(cast, ours):
    contact(cast, ours, days_ago=5)
    agree(cast, ours, 7, days_ago=6)
    assert state(ours).next_contact_on == ago(5) + datetime.timedelta(days=7)
    assert Event.objects.filter(case=ours.case_id, event="preferences_agreed").exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        AgreedContact.objects.update(every_days=0)


def test_until_they_agree_my_day_says_the_default_and_the_officer_waits_for_no_other_force(cast, ours):
    happened(cast, ours, "victim_informed", days_ago=40, of="crime")
    waiting, officer = "Police to give the victim their next update", sign_in(Client(), cast.officer)
    shown = words_of(officer.get(reverse("my_day")).content.decode())
    due = format_day_omitting_current_year(ago(12))  # 40 days ago and 28 more
    assert "12 days overdue Ask how often they want to hear about the case" in shown
    assert f"How often is not agreed, so an update is due every 28 days. One was due by {due}." in shown
    assert waiting not in shown
    contact(cast, ours)
    agree(cast, ours, 60)
    later = words_of(officer.get(reverse("my_day")).content.decode())
    assert "Ask how often" not in later
    assert waiting in later


def test_a_contact_says_what_was_told_and_an_attempt_tells_nothing(cast, ours):
    with pytest.raises(ActionNotPossibleError, match="what they were told"):
        contact(cast, ours, topics=())
    row = contact(cast, ours)
    with pytest.raises(IntegrityError), transaction.atomic():
        JusticeContact.objects.filter(pk=row.pk).update(topics=None)


def test_a_miss_is_explained_once_and_stays_a_miss(cast, ours):
    due = ago(40) + datetime.timedelta(days=28)
    explain = lambda: explain_missed_contact(  # noqa: E731 - said twice below
        ExplainedMiss(due_on=due, reason="unsafe"), case_id=ours.case_id, by=cast.officer.actor
    )
    explain()
    plan = get_contact_plan(ours.case_id, today())
    assert [one.state for one in plan.expected if one.due == due] == [ContactKeptState.EXPLAINED]
    assert state(ours).next_contact_on == due + datetime.timedelta(days=28)
    with pytest.raises(ActionNotPossibleError, match="missed on that day"):
        explain()


@pytest.mark.django_db(databases=["default", "keys"], transaction=True)
def test_of_two_who_explain_at_once_one_is_told(cast):
    ours = a_police_case(cast, days_ago=40)
    due = ago(40) + datetime.timedelta(days=28)

    def explain():
        row = ExplainedMiss(due_on=due, reason="away")
        return explain_missed_contact(row, case_id=ours.case_id, by=cast.officer.actor)

    found = at_once(explain, explain)
    assert sorted(type(one).__name__ for one in found) == ["ActionNotPossibleError", "ExplainedMiss"]


@pytest.mark.parametrize("wish", ["yes", "unsure", "no", "not_asked"])
def test_whether_they_want_to_go_on_changes_no_support(cast, ours, wish):
    before = (list(Offer.objects.values_list("pk", "answer")), state(ours).open_questions)
    contact(cast, ours, wish=wish)
    assert (list(Offer.objects.values_list("pk", "answer")), state(ours).open_questions) == before
    assert state(ours).next_contact_on == today() + datetime.timedelta(days=28)


def read_tab(cast, told, name):
    page = sign_in(Client(), cast.officer).get(reverse(name, args=[told.reference]))
    return words_of(page.content.decode())


def test_the_case_says_by_when_and_why_and_the_plan_leads_there(cast, ours):
    agree(cast, ours, 7, days_ago=6)
    contact(cast, ours, days_ago=5)
    soon = format_day_omitting_current_year(ago(-2))
    assert f"The next update from the police is due by {soon}, as agreed with them" in read_tab(
        cast, ours, "case_justice"
    )
    CriminalCaseState.objects.filter(case=ours.case_id).update(
        next_contact_on=ago(2), next_contact_why=JusticeContactCause.MOVE
    )
    late = format_day_omitting_current_year(ago(2))
    assert (
        f"An update from the police was due by {late}, because one is due after each change of address"
        in read_tab(cast, ours, "case_justice")
    )
    plan = read_tab(cast, ours, "case_plan")
    row = plan[plan.index("Next update to the victim") :]
    assert "See the Justice tab" in row[:100]
    assert "No known time limit" not in row[:100]


def test_each_cause_of_a_day_has_its_words():
    assert {*CAUSES_OF_NEXT} == {*JusticeContactCause} - {JusticeContactCause.UNAGREED}


def compulsion(**changes):
    plain = {
        "answer": "yes",
        "raised_by": "person",
        "raised_on": today(),
        "consent": "yes",
        "lawyer": "looking",
    }
    return CompulsionRecord(**plain | changes)


def test_nobody_is_told_without_consent_and_the_flag_outlives_the_case(cast, told):
    with pytest.raises(ActionNotPossibleError, match="agrees"):
        record_possible_compulsion(
            compulsion(consent="not_asked"), told=["custody"], case_id=told.case_id, by=cast.worker.actor
        )
    with pytest.raises(ActionNotPossibleError, match="who raised it"):
        record_possible_compulsion(
            compulsion(raised_by=""), told=[], case_id=told.case_id, by=cast.worker.actor
        )
    row = record_possible_compulsion(
        compulsion(), told=["lawyer"], case_id=told.case_id, by=cast.worker.actor
    )
    free_text = {
        field.name for field in CompulsionRecord._meta.get_fields() if field.name in ("words", "note")
    }
    assert row.pk
    assert not free_text


def test_the_police_are_never_shown_the_flag_of_a_support_body(cast, told):
    share_with_police(cast, told, kinds=(Kind.IDENTITY, Kind.PATHWAY, Kind.NOTES))
    record_possible_compulsion(compulsion(), told=[], case_id=told.case_id, by=cast.worker.actor)
    access = get_case_open_to_actor_by_reference(add_supervisor().actor, told.reference).case_access
    assert not COMPULSION.is_open_to(access)
    with pytest.raises(Denied):
        record_possible_compulsion(
            compulsion(), told=[], case_id=told.case_id, by=add_supervisor("Insp Una Verrall").actor
        )


def triage():
    row = TriageDecision(on=today(), route="partner", outcome="develop", reason="no_line")
    row.words = TRIAGE_WORDS
    return row


def test_triage_is_decided_by_the_force_that_holds_the_case(cast, ours, told):
    row = record_triage_decision(
        triage(), facts=["place", "evidence"], case_id=ours.case_id, by=cast.officer.actor
    )
    assert (row.outcome, row.reason) == ("develop", "no_line")
    with pytest.raises(ActionNotPossibleError, match="at least one fact"):
        record_triage_decision(triage(), facts=[], case_id=ours.case_id, by=cast.officer.actor)
    share_with_police(cast, told, kinds=(Kind.IDENTITY, Kind.ACCOUNT))
    with pytest.raises(Denied):
        record_triage_decision(triage(), facts=["place"], case_id=told.case_id, by=add_supervisor().actor)
    with pytest.raises(Denied):
        record_triage_decision(triage(), facts=["place"], case_id=told.case_id, by=cast.lead.actor)


def test_a_hearing_that_was_moved_asks_before_the_new_day_alone(cast, ours):
    contact(cast, ours)
    happened(cast, ours, "trial_fixed", held_on=today() + datetime.timedelta(days=30))
    happened(cast, ours, "trial_moved", held_on=today() + datetime.timedelta(days=60))
    plan = get_contact_plan(ours.case_id, today())
    due = [one.due for one in plan.expected if one.cause == "hearing"]
    assert due == [today() + datetime.timedelta(days=46), today() + datetime.timedelta(days=57)]


def read_plan_page(cast, told):
    page = sign_in(Client(), cast.officer).get(reverse("keeping_in_touch", args=[told.reference]))
    return words_of(page.content.decode())


def test_a_long_silence_says_since_when_and_is_overdue(cast, ours):
    page = read_plan_page(cast, ours)
    assert "Last contact None in 40 days" in page
    assert "Overdue: longer than Handrail’s own interval" in page
    assert f"The police have known since {format_day(ago(40))}." in page
    assert "Overdue No interval agreed" in page
    contact(cast, ours, days_ago=2)
    page = read_plan_page(cast, ours)
    assert "Last contact 2 days ago" in page
    assert "Overdue: longer" not in page
    assert "The police have known since" not in page
