"""Every check of records finds a contradiction that is planted, and is silent before it and on a neighbour."""

import datetime
import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.areas.calls.models import CallRecipient, Return
from handrail.directory.funds.models import Budget
from handrail.directory.housing.models import Agreement
from handrail.directory.stores.models import Stock
from handrail.people.bags.actions import issue_bag
from handrail.people.bags.models import BagIssue
from handrail.people.cases.events.actions.daily_recomputation import restamp_every_closed_case
from handrail.people.cases.events.models import Due
from handrail.people.conferences.models import ConferenceMeeting
from handrail.people.contacts.models import Closing, Contact, HandOver
from handrail.people.deployment.models import Deployment
from handrail.people.deployment.text_choices import StandDownReason
from handrail.people.housing.models import Stay, StayNight, UnitBooking
from handrail.people.housing.text_choices import StayEndReason
from handrail.people.information_requests.models import InformationRequestOutcome
from handrail.people.money.actions.requests import create_fund_request
from handrail.people.money.models import FundRequest
from handrail.people.records.models import Case, Consent, Event, Need, Offer, SafetyPlan
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import Grant
from handrail.platform.audit.models import Record
from handrail.platform.record_checks.counts import count_contradictions, find_contradictions
from handrail.site import check_records
from handrail.site.record_checks import RECORD_CHECKS
from support.calls import make
from support.cast import Cast, tell
from support.conferences import hold, set_table
from support.deployment import make_request, offer, on_the_register
from support.funds import a_purse
from support.housing import a_place, a_unit, an_agreement
from support.information_requests import ask, share_with_police
from support.services import a_service
from support.stores import a_shelf

pytestmark = pytest.mark.django_db
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
CHECKS = {check.name: check for check in RECORD_CHECKS}


@dataclass
class Caseload:
    """The case on which contradictions are planted, and a neighbour of the same organisation."""

    cast: Cast
    told: Any
    neighbour: Any

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.told.case_id)

    @property
    def today(self) -> datetime.date:
        return timezone.localdate()

    def close(self, **changes: Any) -> None:
        now = timezone.now()
        said = {"closed_at": now, "closed_by": self.cast.worker, "closed_because": "done"} | changes
        Case.objects.filter(pk=self.told.case_id).update(**said)

    def add_closing(self, **more: Any) -> Closing:
        said = {"because": "done", "closed_at": timezone.now(), "closed_by": self.cast.worker}
        return Closing.objects.create(case=self.case, **said | more)

    def add_event(self, event: str, days_ago: int, **more: Any) -> Event:
        at = self.today - days_ago * DAY
        said = {"case": self.case, "event": event, "at": at, "recorded_by": self.cast.worker}
        return Event.objects.create(**said | {"recorded_at": timezone.now()} | more)

    def add_need(self, case_id: UUID | None = None, **more: Any) -> Need:
        said = {"case_id": case_id or self.told.case_id, "kind": "place", "opened_by": self.cast.worker}
        return Need.objects.create(**said | {"opened_on": self.today} | more)

    def add_offer(self, **more: Any) -> Offer:
        said = {
            "case": self.case, "need": more.pop("need", None) or self.add_need(),
            "service_id": a_service(self.cast, f"Room {Offer.objects.count()}"), "offered_on": self.today,
            "offered_by": self.cast.worker, "phase": "before", "recorded_at": timezone.now(),
            "changed_at": timezone.now(),
        }  # fmt: skip
        return Offer.objects.create(**said | more)

    def add_stay(self, first: int = 0, nights: int = 3, *, with_nights: bool = True, **more: Any) -> Stay:
        """A confirmed stay from so many days ahead, under an agreement without an end."""
        now, first_night = timezone.now(), self.today + first * DAY
        unit = a_unit(a_place(self.cast.lead.actor, name=f"Place {Stay.objects.count()}"))
        stay = Stay(
            case=self.case, needs_check=False, state="confirmed", held_at=now, held_by=self.cast.worker,
            held_for=self.cast.worker.body, offer=self.add_offer(), confirmed_at=now, confirmed_by=self.cast.worker,
        )  # fmt: skip
        agreement = Agreement.objects.first() or Agreement.objects.get(pk=an_agreement(self.cast))
        booking = UnitBooking.objects.create(
            stay_id=stay.pk, unit_id=unit, first_night=first_night, last_night=first_night + (nights - 1) * DAY,
            held_by_name="", held_for_id=self.cast.worker.body_id, agreement=agreement,
        )  # fmt: skip
        stay.booking_id = booking.pk
        for name, value in more.items():
            setattr(stay, name, value)
        stay.save()
        if with_nights:
            StayNight.objects.bulk_create(
                StayNight(booking=booking, unit_id=unit, space=1, night=first_night + number * DAY)
                for number in range(nights)
            )
        return stay

    def ask_for_money(self) -> FundRequest:
        wish = a_purse(self.cast).wish("clothing", 40_00)
        return create_fund_request(wish, case_id=self.told.case_id, by=self.cast.worker.actor)

    def deploy(self) -> "Any":
        by = self.cast.lead.actor
        who = on_the_register(by, "Nadia Thornbury")
        asked = offer(by, make_request(self.cast.worker.actor, self.told.case_id), who)
        return Deployment.objects.filter(pk=asked.pk)

    def give_bag(self) -> BagIssue:
        self.shelf = a_shelf(self.cast)
        return issue_bag(stock_id=self.shelf.stock().pk, case_id=self.told.case_id, by=self.cast.worker.actor)

    def send_return(self, **told: Any) -> Any:
        call = make(self.cast.collator.actor)
        now = timezone.now()
        type(call).objects.filter(pk=call.pk).update(
            state="closed", published_at=now - 9 * DAY, closed_at=now
        )
        asked = CallRecipient.objects.create(call=call, body=self.cast.commissioner.body)
        return Return.objects.filter(pk=Return.objects.create(asked=asked, changed_at=now, **told).pk)


@pytest.fixture
def caseload(cast: Cast) -> Caseload:
    return Caseload(cast, tell(cast.worker.actor), tell(cast.worker.actor))


def plant_two_beds(world: Caseload) -> None:
    world.add_stay(0, 3)
    world.add_stay(2, 3)


def plant_stay_outside_agreement(world: Caseload) -> None:
    stay = world.add_stay(0, 3)
    agreement = Agreement.objects.filter(pk=stay.booking.agreement_id)
    agreement.update(first_night=world.today - 9 * DAY, last_night=world.today + DAY)


def plant_long_stay(world: Caseload) -> None:
    stay = world.add_stay(0, 3)
    Agreement.objects.filter(pk=stay.booking.agreement_id).update(most_nights=2)


def plant_stay_ended_early(world: Caseload) -> None:
    now = timezone.now()
    world.add_stay(
        state="ended", ended_at=now - HOUR, confirmed_at=now, ended_by=world.cast.worker, ended_why=StayEndReason.LEFT
    )  # fmt: skip


def plant_closed_case_with_stay(world: Caseload) -> None:
    world.add_stay()
    world.close()
    world.add_closing()


def plant_event_after_death(world: Caseload) -> None:
    world.add_event("died", 3)
    world.add_event("went_missing", 1)


def plant_event_after_closing(world: Caseload) -> None:
    world.close(closed_at=timezone.now() - HOUR)
    world.add_closing()
    world.add_event("went_missing", 1)


def plant_foreign_correction(world: Caseload) -> None:
    other = Event.objects.create(
        case_id=world.neighbour.case_id, event="went_missing", at=world.today, recorded_at=timezone.now(),
        recorded_by=world.cast.worker,
    )  # fmt: skip
    world.add_event("went_missing", 0, supersedes=other)


def plant_foreign_grant(world: Caseload) -> None:
    grant = Grant.objects.filter(file=world.neighbour.case_id).first()
    Consent.objects.create(
        case=world.case, matter="sharing", said="yes", asked_on=world.today, asked_by=world.cast.worker,
        to_body=world.cast.partner.body, grant=grant, recorded_at=timezone.now(),
    )  # fmt: skip


def plant_ending_consent(world: Caseload) -> None:
    Consent.objects.create(
        case=world.case, matter="sharing", said="yes", asked_on=world.today, until=world.today - DAY,
        asked_by=world.cast.worker, to_body=world.cast.partner.body, recorded_at=timezone.now(),
    )  # fmt: skip


def plant_older_plan(world: Caseload) -> None:
    SafetyPlan.objects.create(
        case=world.case, number=2, is_newest=False, written_at=timezone.now(), written_by=world.cast.worker
    )


def plant_running_clock(world: Caseload) -> None:
    Due.objects.create(
        case=world.case, sort="clock", code="crime_record", run="1", wording=Due.objects.first().wording, ours=True,
        kind="maximum", due_on=world.today + DAY,
    )  # fmt: skip
    world.close()
    world.add_closing()


def plant_hand_over(world: Caseload, **answer: Any) -> None:
    row = HandOver(
        case=world.case, from_user=world.cast.worker, from_body=world.cast.worker.body, asked_at=timezone.now(),
        to_user=world.cast.colleague, to_body=world.cast.worker.body, **answer,
    )  # fmt: skip
    row.bind(UnrecordedKeyAccess(world.told.case_id))
    row.note = "Please take over"
    row.save()


def plant_waiting_hand_over(world: Caseload) -> None:
    plant_hand_over(world)
    world.close()
    world.add_closing()


def plant_early_hand_over(world: Caseload) -> None:
    early = timezone.now() - HOUR
    plant_hand_over(world, state="accepted", answered_at=early, answered_by=world.cast.colleague)


def plant_early_contact(world: Caseload) -> None:
    Contact.objects.create(
        case=world.case, channel="call", says="yes", on=world.today + 2 * DAY, with_user=world.cast.worker,
        state="held", made_at=timezone.now(), made_by=world.cast.worker, changed_at=timezone.now(),
    )  # fmt: skip


def plant_early_spending(world: Caseload) -> None:
    request = world.ask_for_money()
    FundRequest.objects.filter(pk=request.pk).update(bought_at=timezone.now(), bought_by=world.cast.worker)


def plant_early_decision(world: Caseload) -> None:
    request = world.ask_for_money()
    FundRequest.objects.filter(pk=request.pk).update(
        decided_at=request.asked_at - HOUR, decided_by=world.cast.lead
    )


def plant_money_for_foreign_need(world: Caseload) -> None:
    request = world.ask_for_money()
    need = world.add_need(world.neighbour.case_id)
    FundRequest.objects.filter(pk=request.pk).update(need=need)


def plant_budget(world: Caseload) -> None:
    a_purse(world.cast)
    Budget.objects.update(set_aside_pence=1_00)


def plant_ended_deployment(world: Caseload) -> None:
    now = timezone.now()
    ended = {"state": "ended", "ended_because": StandDownReason.values[0], "ended_at": now - HOUR}
    world.deploy().update(arrived_at=now, **ended)


def plant_deployment_of_closed_case(world: Caseload) -> None:
    world.deploy().update(state="accepted")
    world.close()
    world.add_closing()


def plant_meeting(world: Caseload) -> None:
    meeting = hold(world.cast, set_table(world.cast, world.told))
    ConferenceMeeting.objects.filter(pk=meeting.pk).update(starts_at=F("recorded_at") + HOUR)


def plant_early_information(world: Caseload) -> None:
    share_with_police(world.cast, world.told)
    request = ask(world.cast, world.told)
    row = InformationRequestOutcome(
        case=world.case,
        request=request,
        outcome="withdrawn",
        at=request.asked_at - HOUR,
        by=world.cast.officer,
    )
    row.bind(UnrecordedKeyAccess(world.told.case_id))
    row.words = "No longer needed"
    row.save()


def plant_bag(world: Caseload) -> None:
    issue = world.give_bag()
    other, _ = Stock.objects.get_or_create(store=world.shelf.store, kind=world.shelf.baby)
    BagIssue.objects.filter(pk=issue.pk).update(stock=other)


def plant_stock(world: Caseload) -> None:
    a_shelf(world.cast)
    Stock.objects.filter(count__gt=0).update(count=F("count") + 1)


PLANTS = {
    "two-beds-one-night": plant_two_beds,
    "stay-outside-agreement": plant_stay_outside_agreement,
    "stay-longer-than-agreed": plant_long_stay,
    "bed-not-held": lambda world: world.add_stay(with_nights=False),
    "stay-ended-before-confirmed": plant_stay_ended_early,
    "stay-on-closed-case": plant_closed_case_with_stay,
    "event-before-birth": lambda world: world.add_event("went_missing", 365 * 40),
    "event-after-death": plant_event_after_death,
    "event-recorded-before-its-day": lambda world: world.add_event("went_missing", -3),
    "event-recorded-after-closing": plant_event_after_closing,
    "correction-of-other-case": plant_foreign_correction,
    "phase-rules-would-not-give": lambda world: Case.objects.filter(pk=world.told.case_id).update(
        phase="after"
    ),
    "offer-answered-before-made": lambda world: world.add_offer(
        answer="accepted", answered_on=world.today - DAY, answered_to=world.cast.worker
    ),
    "offer-for-need-of-other-case": lambda world: world.add_offer(
        need=world.add_need(world.neighbour.case_id)
    ),
    "need-met-before-recorded": lambda world: world.add_need(met_on=world.today - DAY),
    "consent-ends-before-asked": plant_ending_consent,
    "sharing-opens-other-case": plant_foreign_grant,
    "older-safety-plan-in-use": plant_older_plan,
    "case-closed-before-opened": lambda world: (
        world.close(closed_at=world.case.opened_at - HOUR),
        world.add_closing(),
    ),
    "clock-on-closed-case": plant_running_clock,
    "open-case-with-closing": lambda world: world.add_closing(),
    "closed-without-closing": lambda world: world.close(),
    "handover-of-closed-case": plant_waiting_hand_over,
    "handover-answered-before-asked": plant_early_hand_over,
    "contact-held-before-its-day": plant_early_contact,
    "money-spent-without-decision": plant_early_spending,
    "request-decided-before-made": plant_early_decision,
    "money-for-need-of-other-case": plant_money_for_foreign_need,
    "budget-does-not-add-up": plant_budget,
    "deployment-answered-before-asked": lambda world: world.deploy().update(answered_at=F("asked_at") - HOUR),
    "deployment-ended-before-arrival": plant_ended_deployment,
    "deployment-on-closed-case": plant_deployment_of_closed_case,
    "meeting-recorded-before-it-began": plant_meeting,
    "information-answered-before-asked": plant_early_information,
    "bag-counted-out-elsewhere": plant_bag,
    "stock-does-not-add-up": plant_stock,
    "answer-after-close": lambda world: world.send_return(submitted_at=timezone.now() + DAY),
    "answer-sent-before-signed": lambda world: world.send_return(
        submitted_at=timezone.now() - DAY, signed_at=timezone.now(), signed_by=world.cast.signatory
    ),
    "answer-before-request": lambda world: world.send_return(first_submitted_at=timezone.now() - 10 * DAY),
}


def references(name: str) -> list[str]:
    return [one.reference for one in find_contradictions([CHECKS[name]])[name]]


def test_every_check_has_a_planted_contradiction_and_a_name_of_its_own():
    assert sorted(PLANTS) == sorted(check.name for check in RECORD_CHECKS)


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_contradiction_is_found_and_nothing_else(caseload, name):
    assert references(name) == []
    PLANTS[name](caseload)
    found = find_contradictions([CHECKS[name]])[name]
    assert len(found) == 1
    if CHECKS[name].case_page:
        assert [one.reference for one in found] == [caseload.told.reference]
        assert {one.body_id for one in found} == {caseload.cast.worker.body_id}
        assert reverse(CHECKS[name].case_page, args=[caseload.told.reference])


def test_clean_neighbours_are_silent(caseload):
    """Stays that follow each other, a need met on its day, a death that is the last event, a closing that says why."""
    caseload.add_stay(0, 2)
    caseload.add_stay(2, 2)
    caseload.add_need(met_on=caseload.today)
    caseload.add_event("went_missing", 2)
    caseload.ask_for_money()
    caseload.give_bag()
    quiet = [name for name in CHECKS if name != "phase-rules-would-not-give"]
    assert {name: those for name in quiet if (those := references(name))} == {}
    caseload.add_event("died", 0)
    assert references("event-after-death") == []


def test_closed_cases_get_the_phase_of_the_rules_once(caseload):
    caseload.close()
    Case.objects.filter(pk=caseload.told.case_id).update(phase="after")
    assert references("phase-rules-would-not-give") == [caseload.told.reference]
    assert restamp_every_closed_case() == 1
    assert caseload.case.phase == "before"
    assert references("phase-rules-would-not-give") == []
    assert restamp_every_closed_case() == 0


def test_as_many_statements_for_many_cases_as_for_few(caseload):
    def count() -> int:
        with CaptureQueriesContext(connection) as counted:
            find_contradictions(RECORD_CHECKS)
        return len(counted)

    caseload.add_need(met_on=caseload.today - DAY)
    few = count()
    for _ in range(5):
        tell(caseload.cast.worker.actor)
    assert count() == few


def test_the_command_ends_with_1_and_names_nobody(caseload, capsys):
    assert check_records.main([]) == 0
    assert capsys.readouterr().out == f"{len(CHECKS)} checks, no contradictions.\n"
    PLANTS["need-met-before-recorded"](caseload)
    assert check_records.main([]) == 1
    said = capsys.readouterr().out
    assert (
        f"need-met-before-recorded: 1. A need was met before it was recorded.\n  {caseload.told.reference}\n"
        in said
    )
    assert not any(secret in said for secret in caseload.told.secrets)
    assert check_records.main(["--only", "two-beds-one-night"]) == 0
    capsys.readouterr()
    assert check_records.main(["--json", "--only", "need-met-before-recorded"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert [(row["check"], row["count"], row["records"]) for row in told] == [
        (
            "need-met-before-recorded",
            1,
            [
                {
                    "reference": caseload.told.reference,
                    "address": reverse("case_plan", args=[caseload.told.reference]),
                }
            ],
        )
    ]
    assert check_records.main(["--only", "nonsense"]) == 2


def test_administrators_see_references_of_their_organisation_and_no_case(caseload, signed_in):
    world, address = caseload.cast, reverse("record_checks")
    page = signed_in(world.administrator).get(address).content.decode()
    assert "Not checked yet" in page
    count_contradictions()
    page = signed_in(world.administrator).get(address).content.decode()
    assert "No contradictions were found." in page
    PLANTS["need-met-before-recorded"](caseload)
    PLANTS["answer-after-close"](caseload)
    count_contradictions()
    page = signed_in(world.administrator).get(address).content.decode()
    assert "record again when the need was met" in page
    assert "say in the report that the answer came later" not in page  # another organisation's
    assert caseload.told.reference in page
    assert caseload.neighbour.reference not in page
    assert reverse("case_plan", args=[caseload.told.reference]) not in page
    assert not any(secret in page for secret in caseload.told.secrets)
    assert reverse("contradicting_cases", args=["need-met-before-recorded"]) not in page
    assert Record.objects.filter(verb="viewed: contradictions").count() == 1
    page = signed_in(world.platform_administrator).get(address).content.decode()
    assert "record again when the need was met" in page
    assert "say in the report that the answer came later" in page
    assert caseload.told.reference not in page


def test_a_lead_gets_to_the_cases_of_their_organisation_and_an_administrator_does_not(caseload, signed_in):
    PLANTS["need-met-before-recorded"](caseload)
    count_contradictions()
    address = reverse("contradicting_cases", args=["need-met-before-recorded"])
    lead = signed_in(caseload.cast.lead)
    assert address in lead.get(reverse("record_checks")).content.decode()
    page = lead.get(address).content.decode()
    assert reverse("case_plan", args=[caseload.told.reference]) in page
    assert caseload.neighbour.reference not in page
    assert signed_in(caseload.cast.administrator).get(address).status_code == 403
    assert signed_in(caseload.cast.worker).get(address).status_code == 403
    assert signed_in(caseload.cast.lead).get(reverse("contradicting_cases", args=["no"])).status_code == 404
