"""Every address of the pages, at both widths, with a case that has something in every place.

Each must answer, be accessible, need no sideways scroll, have one heading and a title, and keep the console quiet.
An address that this file does not know fails: say here who opens it, and with what in it.
"""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from areas.home.rows import add_actions, add_call
from browser.walker import Walker, fault
from handrail.directory.actions import add_service
from handrail.pathway.clocks import RULES
from handrail.people.cases.consent.actions import consents, duty_to_notify
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions.papers import attach_document_to_case
from handrail.people.cases.offers.actions import offers as plan
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.records.models import Event
from handrail.people.records.text_choices import (
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    OfferAnswer,
    RiskFactor,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import get_today
from handrail.site.urls import PAGES
from support.areas import TRIED_ELSEWHERE
from support.case_pages import CASE_TABS
from support.caseload_import import IMPORT_ADDRESSES
from support.conferences import ADDRESSES as CONFERENCE_ADDRESSES
from support.data_and_account_addresses import DATA_AND_ACCOUNT_ADDRESSES
from support.information_requests import INFORMATION_ADDRESSES
from support.justice import JUSTICE_ADDRESSES
from support.oversight_data import oversee

ELSEWHERE = {
    "first_page": "leads on",
    "health_live": "no page: for machines",
    "health_ready": "no page: for machines",
    "metrics": "no page: for machines",
    "kept": "a page only for what was typed before signing in: test_kept.py",
    "leave": "a white page that leads away: test_recovery_pages.py",
    "show_again": "leads on, or to the clock: test_hide_screen.py",
    "signal": "made in site/urls.py, since other rooms answer it: test_figures_pages.py",
}
"""Addresses that draw no page, or none by themselves, or are tried by name."""

OF_GAPS = {"review_action", "finish_review_action"}
"""Tried in test_housing_pages.py, after a review of places."""

FOR = {
    "contradicting_cases": "lead",
    "set_length": "lead",
    "add_service": "lead",
    "service_state": "lead",
    "data_protection_home": "protector",
}
"""Who opens an address that a worker may not."""

STEPS = ("danger", "called", "age", "where", "reach", "contact")
MATTERS = ("nrm", "local_support", "national_support", "reach-letter")


@pytest.fixture
def rich(cast, told) -> dict[str, list[list[Any]]]:
    """What the addresses need, of a case with something in every place."""
    case = {"case_id": told.case_id, "by": cast.worker.actor}
    on = get_today()
    actions.record_danger_check(answer=ImmediateDangerOrInjuryAnswer.BOTH, note="Limping", **case)
    actions.record_contact_channel(
        kind=ContactChannelKind.TEXT, safe=ChannelSafety.NO, detail="", note="He reads her phone", **case
    )
    for event in ("nrm_explained", "place_of_safety_entered", "crime_recorded"):
        events.record_event(happening=EventInput(event, on, note="In the morning"), **case)
    consents.record_nrm_answer(
        said=ConsentAnswer.NO, asked=ConsentAskingInput(on=on, interpreter_tag="ro", words="Not now"), **case
    )
    consents.record_local_support_answer(said=ConsentAnswer.YES, asked=ConsentAskingInput(on=on), **case)
    report = duty_to_notify.DutyToNotifyReportInput(
        False, "female", "Romanian", "Afraid", "Picked leeks for no pay", ""
    )
    duty_to_notify.prepare_duty_to_notify_report(report=report, **case)
    offers, need = _offers(case, on)
    shared = ConsentToSharingInput(
        "harbour", [Kind.IDENTITY, Kind.NEEDS, Kind.OFFERS], on + datetime.timedelta(days=30)
    )
    grant = consents.record_sharing_answer(
        said=ConsentAnswer.YES, sharing=shared, asked=ConsentAskingInput(on=on), **case
    )
    event = str(Event.objects.get(case=told.case_id, event="place_of_safety_entered").pk)
    own = add_service(
        by=case["by"],
        provider_id=case["by"].body_id,
        name="Drop-in",
        kind="group",
        phases=["before"],
        everywhere=True,
    )
    paper = attach_document_to_case(
        kind=Kind.HEALTH, name="a.txt", data=b"Tuesday", description="A letter", **case
    )
    actions.record_danger_check(
        answer=ImmediateDangerOrInjuryAnswer.BOTH,
        note="",
        worries={
            RiskFactor.PHONE: YesNoUnsureOrNotAsked.YES,
            RiskFactor.SELF_HARM: YesNoUnsureOrNotAsked.UNSURE,
        },
        **case,
    )
    return _arguments(told.reference, event, need, offers, grant, own, paper)


def _offers(case, on):
    service = add_service(
        by=case["by"],
        provider_id=Body.objects.get(code="harbour").pk,
        name="Room at Fen House",
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state="open",
        everywhere=True,
        how_to_refer="Call the duty worker",
    )
    need = plan.record_need(kind="place", words="A door that locks", on=on, **case)
    plan.record_need(kind="english", words="", on=on, **case)
    offers = [plan.make_offer(need_id=need.pk, service_id=service, on=on, **case).pk for _ in range(2)]
    answered = {"offer_id": offers[0], "on": on, "reason": "Too far", "seen_version": 1}
    plan.answer_offer(answer=OfferAnswer.DECLINED, **answered, **case)
    plan.record_offer_result(offer_id=offers[0], result="Chased", cost_pence=62_50, seen_version=2, **case)
    return offers, need


def _arguments(reference, event, need, offers, grant, service, paper):
    return {
        "open_question": [[reference, step] for step in STEPS],
        "record_event": [[reference, "rg_positive"], [reference, "nrm_reference_issued"]],
        "correct_event": [[reference, event]],
        "take_back": [[reference, event]],
        "answer": [[reference, matter] for matter in MATTERS],
        "end_share": [[reference, grant.pk]],
        "make_offer": [[reference, need.pk]],
        "need_met": [[reference, need.pk]],
        "need_again": [[reference, need.pk]],
        "answer_offer": [[reference, offers[0]], [reference, offers[1]]],
        "offer_result": [[reference, offers[0]]],
        "reach": [
            [reference, kind.value] for kind in (ContactChannelKind.CALL, ContactChannelKind.IN_PERSON)
        ],
        "set_length": [[next(rule.clock for rule in RULES if rule.settable)]],
        "service_state": [[service]],
        "help_role": [["navigator"]],
        "contradicting_cases": [["two-beds-one-night"]],
        "paper": [[reference, paper.pk]],
        "take_back_paper": [[reference, paper.pk]],
    } | {name: [[reference]] for name in ONLY_A_REFERENCE}


ONLY_A_REFERENCE = (
    *CASE_TABS,
    *("opened", "case", "case_map", "case_looks", "record", "facts", "share", "add_need"),
    *("review_plan", "consents", "papers", "add_paper"),
    *("danger", "safety_plan", "who", "contacts", "notify", "notify_report"),
)
OF_NOBODY = (
    *(
        "my_day",
        "cases",
        "cases_file",
        "places_of_people",
        "find",
        "open_case",
        "pathway_map",
        "rules",
        "services",
        "add_service",
        "looks",
    ),
    *("gallery", "hidden", "help", "accessibility", "data_protection_home"),
)


def test_every_address_is_known_here():
    with_something = set(_arguments("", "", _Any, [0, 0], _Any, 0, _Any))
    known = {*ELSEWHERE, *OF_NOBODY, *with_something, *TRIED_ELSEWHERE, *DATA_AND_ACCOUNT_ADDRESSES, *OF_GAPS}
    known |= (
        IMPORT_ADDRESSES
        | INFORMATION_ADDRESSES
        | frozenset(CONFERENCE_ADDRESSES)
        | frozenset(JUSTICE_ADDRESSES)
    )
    assert {pattern.name for pattern in PAGES} == known


class _Any:
    pk = 0


def test_every_page_can_be_used(cast, rich, desk):
    walkers = {name: Walker(desk(getattr(cast, name))) for name in ("worker", *set(FOR.values()))}
    wrong = []
    for name, arguments in [*rich.items(), *((name, [[]]) for name in OF_NOBODY)]:
        walker = walkers[FOR.get(name, "worker")]
        for these in arguments:
            wrong += fault(walker, reverse(name, args=these))
    assert wrong == []


@pytest.mark.parametrize("who", ["partner", "lead", "officer", "commissioner", "protector", "housing"])
def test_the_first_page_of_a_role_can_be_used(who, cast, rich, phone):
    walker = Walker(phone(getattr(cast, who)))
    walker.go("/")
    for link in walker.page.locator("a.app-nav__link").all():
        assert fault(walker, link.get_attribute("href")) == []


def test_the_home_of_the_area_roles_can_be_used(cast, desk):
    """With nothing due, and then with something in every card."""
    walkers = [
        Walker(desk(getattr(cast, who))) for who in ("commissioner", "force_lead", "board", "collator")
    ]
    wrong = [each for walker in walkers for each in fault(walker, reverse("area_home"))]
    made = oversee(cast)
    add_call(cast)
    add_actions(cast, made.plan, "Cover for the interpreter at night", get_today())
    wrong += [each for walker in walkers for each in fault(walker, reverse("area_home"))]
    assert wrong == []
