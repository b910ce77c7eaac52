"""A case that a force holds, its supervisor, and what an officer does with the victim contract."""

import datetime

from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.justice.actions.compulsion import record_possible_compulsion
from handrail.people.justice.actions.contacts import (
    record_agreed_contact_arrangements,
    record_justice_contact,
)
from handrail.people.justice.actions.contract import answer_contract_item, request_sign_off
from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.models import (
    AgreedContact,
    CompulsionRecord,
    ContractAnswer,
    ContractItem,
    JusticeContact,
    TriageDecision,
)
from handrail.people.justice.queries.contact_plan import get_contact_plan
from handrail.people.justice.rules.contact_plan import ContactKeptState
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body
from support.cast import tell

POLICE = "lincolnshire-police"
BECAUSE = "She said in Romanian that her cousin reads all post"
EVIDENCE = "Letter of 4 March, filed under exhibit nine"
ASKED = "Whether he can see her from the dock"
STANDS_IN = "PC Tamsin Wold"
TRIAGE_WORDS = "A white van was seen at the packing shed"
SECRETS = (BECAUSE, EVIDENCE, ASKED, STANDS_IN, TRIAGE_WORDS)


JUSTICE_ADDRESSES = (
    *("victim_contract", "decide_rights_level", "ask_sign_off", "decide_sign_off", "answer_contract_item"),
    *("keeping_in_touch", "agree_contact", "record_justice_contact", "explain_missed_contact"),
    *("record_compulsion", "decide_triage", "rights_in_time", "record_suspect_step", "record_police_outcome"),
)
"""Tried in tests/browser/test_justice_pages.py."""


def add_supervisor(name="Insp Ivo Rushton"):
    """A duty lead of the force, who signs."""
    return create_account(
        email=f"{name.split()[-1].lower()}@example.org",
        name=name,
        body=Body.objects.get(code=POLICE),
        role=Role.DUTY_LEAD,
        password=None,
    )


def a_police_case(cast, *, days_ago=0):
    """The officer's own case, with the crime recorded."""
    told = tell(cast.officer.actor)
    happened(cast, told, "crime_recorded", days_ago=days_ago)
    return told


def happened(cast, told, word, *, days_ago=0, of="", held_on=None, by=None):
    on = today() - datetime.timedelta(days=days_ago)
    happening = EventInput(word, on, of=of, held_on=held_on)
    return record_event(case_id=told.case_id, happening=happening, by=(by or cast.officer).actor)


def get_item(told, code):
    rows = [
        row
        for row in ContractItem.objects.filter(case=told.case_id, is_current=True)
        if row.entitlement == code
    ]
    return rows[-1]


def make_answer(kind="done", *, on=None, because="", evidence=EVIDENCE):
    row = ContractAnswer(answer=kind, on=on or today())
    if because:
        row.because = because
    if kind == "done" and evidence:
        row.evidence = evidence
    return row


def answer(cast, told, code, kind="done", *, by=None, **more):
    return answer_contract_item(
        make_answer(kind, **more),
        item_id=get_item(told, code).pk,
        case_id=told.case_id,
        language_tag="",
        by=(by or cast.officer).actor,
    )


def answer_all(cast, told, *, but=()):
    """Every open question answered as done; an answer may bring the next question."""
    rows = ContractItem.objects.filter(case=told.case_id, is_current=True, is_asked=True)
    while waiting := next((row for row in rows.all() if row.is_open and row.entitlement not in but), None):
        answer_contract_item(
            make_answer(), item_id=waiting.pk, case_id=told.case_id, language_tag="", by=cast.officer.actor
        )


def contact(cast, told, *, days_ago=0, reached=True, topics=("no_news",), by=None, **answers):
    """A contact about the case, or an attempt."""
    on = today() - datetime.timedelta(days=days_ago)
    row = JusticeContact(on=on, channel="call", reached=reached, **answers)
    if reached:
        row.asked = ASKED
    chosen = topics if reached else ()
    actor = (by or cast.officer).actor
    return record_justice_contact(row, topics=chosen, language_tag="", case_id=told.case_id, by=actor)


def get_missed_day(told):
    plan = get_contact_plan(told.case_id, today())
    return next(one.due for one in plan.expected if one.state is ContactKeptState.MISSED)


def a_criminal_case(cast):
    """The officer's case with something in every place: secrets in every box, and a supervisor who was asked."""
    told = a_police_case(cast, days_ago=100)
    case = {"case_id": told.case_id, "by": cast.officer.actor}
    agreed = AgreedContact(on=today() - datetime.timedelta(days=90), every_days=14, channel="call")
    agreed.stand_in = STANDS_IN
    record_agreed_contact_arrangements(agreed, **case)
    contact(cast, told, days_ago=60)
    for days in (9, 6, 3):
        contact(cast, told, days_ago=days, reached=False)
    decision = TriageDecision(on=today(), route="partner", outcome="develop", reason="no_line")
    decision.words = TRIAGE_WORDS
    record_triage_decision(decision, facts=["place"], **case)
    flag = CompulsionRecord(answer="yes", raised_by="person", raised_on=today(), consent="yes")
    record_possible_compulsion(flag, told=["lawyer"], **case)
    answer_all(cast, told, but={"7.1"})
    answer(cast, told, "7.1", "not_possible", because=BECAUSE)
    request_sign_off(**case)
    return told
