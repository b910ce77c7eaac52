"""Victim contracts in every state, contacts about criminal cases kept and missed, section 45, triage decisions."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from handrail.demo.case_writer import DemoLookups
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.justice.actions.compulsion import record_possible_compulsion
from handrail.people.justice.actions.contacts import (
    explain_missed_contact,
    record_agreed_contact_arrangements,
    record_justice_contact,
)
from handrail.people.justice.actions.contract import (
    answer_contract_item,
    record_sign_off_decision,
    request_sign_off,
)
from handrail.people.justice.actions.first_contracts import update_contract_items_of_cases
from handrail.people.justice.actions.outcomes import record_police_outcome
from handrail.people.justice.actions.suspects import record_suspect_step
from handrail.people.justice.actions.triage import record_triage_decision
from handrail.people.justice.models import (
    AgreedContact,
    CompulsionRecord,
    ContractAnswer,
    ContractItem,
    ExplainedMiss,
    JusticeContact,
    PoliceOutcome,
    SignOffDecision,
    TriageDecision,
)
from handrail.people.justice.queries.contact_plan import get_contact_plan
from handrail.people.justice.rules.contact_plan import ContactKeptState
from handrail.people.justice.rules.stages import BEGINNING_EVENTS
from handrail.people.records.models import Case, Event
from handrail.platform.access.actor import Actor
from handrail.platform.kernel.dates import make_london_time, to_london

POLICE, LANTERN = "lincolnshire-police", "lantern"
SUPERVISOR = "clive.saunders"
MORNING: Final = time(10, 40)
LONG_AGO: Final = 210
"""Days since which a case of the stories is open, at least."""
EVIDENCE: Final = (
    "Told by telephone; note in the log.",
    "Letter handed over in person.",
    "Asked in person, answer written down there.",
)
GAPS: Final = {
    "10.2": "The telephone is still being looked at.",
    "2.5": "There was one interview, before this was asked.",
}
DECLINED: Final = ("1.4", "4.2")
"""What these people were offered and did not want: somebody beside them, a support service."""
USUAL_INTERVAL: Final = 28
INTERVIEWER: Final = "2.5"


def load_criminal_cases(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where it is there already."""
    if ContractAnswer.objects.exists():
        return
    _update_case_contracts_of_bulk_written_cases()
    with transaction.atomic():
        cases = _list_police_cases(cast, today)
        for story, case in zip(
            (_write_signed_triage_case, _write_refused_triage_case, _write_case_waiting_for_signature),
            cases,
            strict=False,
        ):
            story(case, cast, today)
        _write_case_of_victim_compelled_to_offend(cast, today)


def _update_case_contracts_of_bulk_written_cases() -> None:
    """Cases that were written as rows: what their events mean for the contract."""
    known = Case.objects.filter(pk__in=_select_ids_of_cases_with_crime_known_to_police(), closed_at=None)
    update_contract_items_of_cases(known.select_related("owner", "area"))


def _select_ids_of_cases_with_crime_known_to_police() -> QuerySet[Event, UUID]:
    """Cases whose crime the police know of."""
    return Event.objects.filter(event__in=sorted(BEGINNING_EVENTS)).values_list("case", flat=True)


def _list_police_cases(cast: DemoLookups, today: date) -> Sequence[Case]:
    """The newest open cases of adults that are old enough for the stories; the crime of each is recorded here.

    Cases whose crime was known already are left out: their contracts say that they changed today, so that a signature
    of four weeks ago would not hold.
    """
    rows = Case.objects.filter(owner=cast.bodies[POLICE], closed_at=None, restricted_on=None, age="adult")
    rows = rows.exclude(pk__in=_select_ids_of_cases_with_crime_known_to_police())
    rows = rows.filter(opened_at__lt=make_london_time(today - timedelta(days=LONG_AGO), MORNING))
    rows = rows.exclude(point_of_contact=cast.actors[SUPERVISOR].user_id)
    cases = rows.select_related("point_of_contact", "person").order_by("-opened_at", "reference")[:3]
    return list(cases)


def _begin_criminal_case(case: Case, by: Actor, until: date) -> None:
    """The crime recorded on the day after they were met, what is asked then answered, and contacts until a day."""
    crime = to_london(case.opened_at).date() + timedelta(days=1)
    _record_demo_event(case, by, "crime_recorded", crime)
    _agree_demo_contact_rhythm(case, by, crime, USUAL_INTERVAL)
    _answer_open_items_of_case_contract(case, by, crime + timedelta(days=1))
    day, number = crime + timedelta(days=1), 0
    while day <= until:
        topics = ("no_news", "support") if number % 4 == 3 else ("no_news",)
        _record_demo_police_contact(case, by, day, *topics, wish="yes" if number % 3 == 0 else "not_asked")
        day, number = day + timedelta(days=USUAL_INTERVAL - 1), number + 1


def _get_officer_of_case(case: Case) -> Actor:
    return case.point_of_contact.actor


def _record_demo_event(
    case: Case, by: Actor, word: str, on: date, *, of: str = "", held_on: date | None = None
) -> None:
    with use_simulated_clock(make_london_time(on, MORNING)):
        record_event(case_id=case.pk, happening=EventInput(word, on, of=of, held_on=held_on), by=by)


def _answer_open_items_of_case_contract(case: Case, by: Actor, on: date, *, but: Sequence[str] = ()) -> None:
    """Every open question; some as gaps with their reason. An answer may bring the next question."""
    number = 0
    with use_simulated_clock(make_london_time(on, MORNING)):
        while item := _find_open_contract_item(case, but):
            answer = ContractAnswer(answer="done", on=max(on, item.started))
            if item.entitlement in GAPS:
                answer.answer, answer.because = "not_possible", GAPS[item.entitlement]
            elif item.entitlement in DECLINED:
                answer.answer = "declined"
            else:
                answer.evidence = EVIDENCE[number % len(EVIDENCE)]
            answer_contract_item(answer, item_id=item.pk, case_id=case.pk, language_tag="", by=by)
            number += 1


def _find_open_contract_item(case: Case, but: Sequence[str]) -> ContractItem | None:
    rows = ContractItem.objects.filter(case=case, is_current=True, is_asked=True)
    return next(
        (row for row in rows.order_by("started", "id") if row.is_open and row.entitlement not in but), None
    )


def _record_demo_police_contact(
    case: Case, by: Actor, on: date, *topics: str, wish: str = "not_asked", useful: str = "not_asked"
) -> None:
    with use_simulated_clock(make_london_time(on, MORNING)):
        row = JusticeContact(
            on=on, channel="call", reached=bool(topics), wish=wish, useful=useful, understood=useful
        )
        if "hearing" in topics or "moved" in topics:
            row.asked = "When will it be heard?"
        record_justice_contact(
            row, topics=topics, language_tag=_get_language_to_interpret(case), case_id=case.pk, by=by
        )


def _get_language_to_interpret(case: Case) -> str:
    """The language that they speak best; "" for English, and where it is not known."""
    tag = case.person.language_id or ""
    return "" if tag == "en" else tag


def _agree_demo_contact_rhythm(case: Case, by: Actor, on: date, days: int) -> None:
    with use_simulated_clock(make_london_time(on, MORNING)):
        row = AgreedContact(on=on, every_days=days, channel="call")
        row.safe_times, row.stand_in = (
            "Weekdays after 5pm. Say that it is about the bicycle.",
            "PC Lena Croft",
        )
        record_agreed_contact_arrangements(row, case_id=case.pk, by=by)


def _record_arrest_and_first_court_events(case: Case, by: Actor, today: date) -> None:
    """Each told on the next day, and what is asked of the officer then answered."""

    def day(ago: int) -> date:
        return today - timedelta(days=ago)

    _record_demo_suspect_step(case, by, None, "suspect_arrested", day(200))
    _record_demo_event(case, by, "victim_informed", day(199), of="suspect")
    _agree_demo_contact_rhythm(case, by, day(199), 14)
    _record_demo_event(case, by, "interview_planned", day(196))
    _answer_open_items_of_case_contract(case, by, day(195))
    _record_demo_suspect_step(case, by, 1, "charged", day(140))
    _record_demo_event(case, by, "victim_informed", day(139), of="charge")
    _record_demo_event(case, by, "trial_fixed", day(138), held_on=today + timedelta(days=60))
    _record_demo_event(case, by, "wcu_told", day(137), of="hearing")
    _record_demo_event(case, by, "victim_informed", day(136), of="hearing")
    _answer_open_items_of_case_contract(case, by, day(136))


def _record_demo_suspect_step(case: Case, by: Actor, number: int | None, event: str, on: date) -> None:
    """What happened to one suspect, by number."""
    with use_simulated_clock(make_london_time(on, MORNING)):
        record_suspect_step(case_id=case.pk, number=number, event=event, on=on, by=by)


def _record_demo_crime_outcome(case: Case, by: Actor, number: int | None, group: str, on: date) -> None:
    """How the police finalised one crime."""
    with use_simulated_clock(make_london_time(on, MORNING)):
        record_police_outcome(PoliceOutcome(group=group, on=on), number=number, case_id=case.pk, by=by)


CONTACTS_UNTIL_TRIAL: Final = (
    (199, "suspect"), (186, "no_news"), (173, "no_news"), (160, "no_news"), (147, "no_news"), (139, "charge"),
    (136, "hearing"), (123, "measures"), (110, "no_news"), (97, "compensation"), (84, "no_news"), (71, "no_news"),
    (58, "no_news"), (45, "no_news"), (32, "no_news"), (19, "suspect"), (8, "charge"),
)  # fmt: skip
"""Days ago, and what they were told."""


def _write_signed_triage_case(case: Case, cast: DemoLookups, today: date) -> None:
    """Signed with gaps explained; then the trial was moved, and some of it is asked again."""
    by, lead = _get_officer_of_case(case), cast.actors[SUPERVISOR]
    _begin_criminal_case(case, by, today - timedelta(days=205))
    _record_arrest_and_first_court_events(case, by, today)
    for days, topic in CONTACTS_UNTIL_TRIAL:
        wish = "unsure" if topic == "charge" else "yes"
        _record_demo_police_contact(case, by, today - timedelta(days=days), topic, wish=wish, useful="yes")
    with use_simulated_clock(make_london_time(today - timedelta(days=29), MORNING)):
        request = request_sign_off(case_id=case.pk, by=by)
    with use_simulated_clock(make_london_time(today - timedelta(days=28), MORNING)):
        record_sign_off_decision(
            SignOffDecision(outcome="signed"), request_id=request.pk, case_id=case.pk, by=lead
        )
    _record_demo_suspect_step(case, by, None, "suspect_released", today - timedelta(days=20))
    _record_demo_event(case, by, "victim_informed", today - timedelta(days=19), of="suspect")
    _record_demo_suspect_step(case, by, 2, "no_charge_decided", today - timedelta(days=9))
    _record_demo_event(case, by, "victim_informed", today - timedelta(days=8), of="no_charge")
    _record_demo_crime_outcome(case, by, None, "charged", today - timedelta(days=140))
    _record_demo_crime_outcome(case, by, None, "evid_with", today - timedelta(days=9))
    _record_demo_event(
        case, by, "trial_moved", today - timedelta(days=2), held_on=today + timedelta(days=200)
    )


def _write_refused_triage_case(case: Case, cast: DemoLookups, today: date) -> None:
    """The supervisor refused, and one question is asked again; several attempts reached nobody."""
    by, lead = _get_officer_of_case(case), cast.actors[SUPERVISOR]
    _begin_criminal_case(case, by, today - timedelta(days=40))
    _record_demo_event(case, by, "interview_planned", today - timedelta(days=24))
    _record_demo_police_contact(case, by, today - timedelta(days=24), "no_news", useful="partly")
    _answer_open_items_of_case_contract(case, by, today - timedelta(days=20))
    with use_simulated_clock(make_london_time(today - timedelta(days=19), MORNING)):
        request = request_sign_off(case_id=case.pk, by=by)
    with use_simulated_clock(make_london_time(today - timedelta(days=18), MORNING)):
        decision = SignOffDecision(outcome="refused")
        decision.words = "Offer the choice of interviewer again, with an interpreter."
        rows = ContractItem.objects.filter(case=case, is_current=True)
        again = [row.pk for row in rows if row.entitlement == INTERVIEWER]
        record_sign_off_decision(decision, request_id=request.pk, case_id=case.pk, by=lead, ask_again=again)
    for days in (9, 6, 3):
        _record_demo_police_contact(case, by, today - timedelta(days=days))


def _write_case_waiting_for_signature(case: Case, cast: DemoLookups, today: date) -> None:
    """Waits for a signature, with one answer late; a contact was missed, with its reason. Triage was decided."""
    by = _get_officer_of_case(case)
    _begin_criminal_case(case, by, today - timedelta(days=60))
    _record_demo_event(case, by, "suspect_arrested", today - timedelta(days=12))
    with use_simulated_clock(make_london_time(today - timedelta(days=5), MORNING)):
        plan = get_contact_plan(case.pk, today - timedelta(days=5))
        missed = [one for one in plan.expected if one.state is ContactKeptState.MISSED] if plan else []
        if missed:
            miss = ExplainedMiss(due_on=missed[0].due, reason="unsafe")
            explain_missed_contact(miss, case_id=case.pk, by=by)
        decision = TriageDecision(
            on=today - timedelta(days=5), route="partner", outcome="investigate", reason="evidence"
        )
        decision.words = "Two reports name the same yard."
        record_triage_decision(decision, facts=["place", "linked", "willing"], case_id=case.pk, by=by)
    _record_demo_police_contact(
        case, by, today - timedelta(days=4), "suspect", wish="unsure", useful="partly"
    )
    _answer_open_items_of_case_contract(case, by, today - timedelta(days=4))
    with use_simulated_clock(make_london_time(today - timedelta(days=2), MORNING)):
        request_sign_off(case_id=case.pk, by=by)


def _write_case_of_victim_compelled_to_offend(cast: DemoLookups, today: date) -> None:
    """One person of Lantern may have been made to break the law: handled, with their consent."""
    case = Case.objects.filter(owner=cast.bodies[LANTERN], closed_at=None, restricted_on=None)
    found = case.order_by("opened_at", "reference").first()
    if found is None:
        return
    with use_simulated_clock(make_london_time(today - timedelta(days=8), MORNING)):
        row = CompulsionRecord(
            answer="yes",
            raised_by="support",
            raised_on=today - timedelta(days=8),
            consent="yes",
            lawyer="found",
            nrm_offered="yes",
        )
        record_possible_compulsion(row, told=["lawyer"], case_id=found.pk, by=found.point_of_contact.actor)
