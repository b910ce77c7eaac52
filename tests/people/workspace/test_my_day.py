"""My day: one list of everything that is due, late or waiting for the reader, most urgent first; the rest apart."""

import datetime
import html

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.directory.models import Service
from handrail.directory.stores.models import BagKind, Stock, Store
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.actions import closing, opening
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions as person
from handrail.people.contacts.actions import contacts, tasks
from handrail.people.contacts.models import Contact, Task
from handrail.people.housing.actions import child_placement_steps
from handrail.people.housing.models import Stay
from handrail.people.housing.text_choices import ChildPlacementStepKind
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case, SafetyPlan
from handrail.people.records.text_choices import (
    Age,
    ConsentAnswer,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
)
from handrail.people.recovery.actions import feedback
from handrail.people.recovery.models import CaseFeedback
from handrail.people.recovery.text_choices import CaseFeedbackAnswerMethod, FeedbackKind
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from handrail.platform.kernel.dates import format_time, to_london
from support.cast import NAME, tell
from support.full_case import a_room
from support.housing import Home, a_place, a_unit, an_agreement
from support.my_day import only_these, titles

DAY = datetime.timedelta(days=1)


def days(number):
    return timezone.localdate() + number * DAY


def text(client, query=""):
    response = client.get(f"{reverse('my_day')}?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def room(by):
    there = Service.objects.filter(name="Room at Fen House").values_list("pk", flat=True).first()
    return there or a_room(by)


def add_offer(case_id, by, on):
    need = offers.record_need(case_id=case_id, kind="place", words="", on=on, by=by)
    return offers.make_offer(case_id=case_id, need_id=need.pk, service_id=room(by), on=on, by=by)


def plan_contact(case_id, by, at_time, **more):
    """Today, for the actor."""
    contact = Contact(case_id=case_id, on=days(0), at_time=at_time, with_user_id=by.user_id, **more)
    contacts.plan_contact(contact, by=by)


def full_day(told, by):
    """One row of most sorts."""
    add_offer(told.case_id, by, days(0))
    tasks.add_task(Task(case_id=told.case_id, what="Call the GP about the scan", due_on=days(0)), by=by)
    plan_contact(told.case_id, by, datetime.time(14, 0), channel=ContactChannelKind.CALL, about="the room")
    SafetyPlan.objects.filter(case=told.case_id).update(review_on=days(1))
    only_these(
        told.case_id,
        ("Come later", {"due_on": days(3)}),
        ("Be late", {"due_on": days(-2)}),
        ("Have no day", {}),
        (
            "Wait for a decision",
            {"ours": False, "who": "Home Office", "started": days(-412), "kind": "waiting"},
        ),
        ("Come much later", {"due_on": days(15)}),
    )


def test_what_is_late_comes_first_then_today_then_what_has_no_day_then_what_comes(cast, told, signed_in):
    full_day(told, cast.worker.actor)
    page = text(signed_in(cast.worker))
    assert titles(page) == [
        "Be late",
        "Call the GP about the scan",
        "Ask for their answer: Room at Fen House",
        "Have no day",
        f"Review {NAME}’s safety plan",
        "Come later",
    ]
    assert "<b>1</b> overdue" in page
    assert "<b>1</b> due today" in page
    assert "<b>1</b> contact today" in page
    assert "<b>1</b> offer unanswered" in page


def test_what_is_waited_on_from_others_stands_apart_and_is_never_late(cast, told, signed_in):
    full_day(told, cast.worker.actor)
    waiting = text(signed_in(cast.worker)).partition('id="waiting"')[2]
    assert "Wait for a decision" in waiting
    assert "Waiting 412 days" in waiting
    assert "Overdue" not in waiting


@pytest.mark.parametrize(("earliest", "is_shown"), [(1, False), (0, True), (-1, True)])
def test_nobody_waits_for_a_decision_before_the_earliest_day_of_it(cast, told, signed_in, earliest, is_shown):
    by = {"sort": "clock", "ours": False, "run": "the decision", "started": days(-17)}
    only_these(
        told.case_id,
        ("Conclusive grounds decision", {**by, "code": "cg_decision", "kind": "waiting"}),
        ("Earliest", {**by, "code": "cg_not_before_30", "kind": "not_before", "due_on": days(earliest)}),
        ("Another wait", {"ours": False, "kind": "waiting", "started": days(-3)}),
    )
    page = text(signed_in(cast.worker), "show=waiting")
    assert ("Conclusive grounds decision" in page) is is_shown
    assert ("Waiting 17 days" in page) is is_shown
    assert "Another wait" in page
    assert "Earliest" not in page


def test_contacts_of_today_stand_beside_with_a_warning_where_the_way_is_not_safe(cast, told, signed_in):
    by = cast.worker.actor
    full_day(told, by)
    text_at = {"channel": ContactChannelKind.TEXT, "despite": "No other way", "about": "the lawyer"}
    plan_contact(told.case_id, by, datetime.time(9, 0), **text_at)
    beside = text(signed_in(cast.worker)).partition('id="contacts"')[2].partition("</section>")[0]
    assert beside.index("Mirela, text: the lawyer") < beside.index("Mirela, call: the room")
    assert beside.count("may not be safe") == 1


def test_each_row_has_one_button_that_opens_the_act(cast, told, signed_in):
    offer = add_offer(told.case_id, cast.worker.actor, days(0))
    only_these(told.case_id)
    page = text(signed_in(cast.worker))
    assert reverse("answer_offer", args=[told.reference, offer.pk]) in page


def test_a_case_whose_clocks_could_not_be_worked_out_gets_a_row(cast, told, signed_in):
    only_these(told.case_id)
    Case.objects.filter(pk=told.case_id).update(changes_on=days(-1))
    page = text(signed_in(cast.worker))
    assert titles(page) == ["Check the deadlines: today’s update failed"]
    assert "Not updated" in page


def test_an_agreement_that_ends_is_asked_again_unless_it_goes_on(cast, told, signed_in):
    by, case_id = cast.worker.actor, told.case_id
    only_these(case_id)
    agree(case_id, by, days(5))
    assert "Ask again about sharing with Harbour" in titles(text(signed_in(cast.worker)))
    agree(case_id, by, days(200))
    assert "Ask again about sharing with Harbour" not in titles(text(signed_in(cast.worker)))


def agree(case_id, by, until):
    sharing = ConsentToSharingInput("harbour", [Kind.SAFETY], until=until)
    consents.record_sharing_answer(
        case_id=case_id, said=ConsentAnswer.YES, sharing=sharing, asked=ConsentAskingInput(on=days(0)), by=by
    )
    Due.objects.filter(case=case_id).delete()


def test_a_keeper_is_told_what_to_order_and_nobody_else_is(cast, told, signed_in):
    body = cast.lead.body
    kind = BagKind.objects.create(body=body, name="Winter bag", worn_by="anyone", size="any", season="all")
    store = Store.objects.create(
        body=body, area=body.area, name="Cupboard", where="Hall", service_id=a_room(cast.lead.actor)
    )
    Stock.objects.create(store=store, kind=kind, count=1, reorder_at=3)
    page = text(signed_in(cast.lead))
    assert "Reorder: Winter bag" in titles(page)
    assert "1 left. Reorder level: 3." in page
    assert "Reorder" not in text(signed_in(cast.worker))


def test_nothing_due_today_says_what_comes_next(cast, told, signed_in):
    SafetyPlan.objects.filter(case=told.case_id).update(review_on=None)
    only_these(told.case_id, ("Come later", {"due_on": days(3)}))
    assert "Nothing is due today. Next: " in text(signed_in(cast.worker))
    assert f", {NAME}." in text(signed_in(cast.worker))


def test_a_first_day_says_what_to_do(cast, signed_in):
    assert "You have no cases yet. Open one, or ask your duty lead." in text(signed_in(cast.colleague))


def test_a_child_with_nowhere_to_sleep_stands_before_everything(cast, told, signed_in):
    opening.set_age_group(case_id=told.case_id, age=Age.CHILD, by=cast.worker.actor)
    child_placement_steps.record_child_placement_step(
        case_id=told.case_id, sort=ChildPlacementStepKind.RANG, words="", by=cast.worker.actor
    )
    page = text(signed_in(cast.lead))
    assert page.index("Find a place for a child tonight") < page.index('id="gaps"') < page.index('id="todo"')
    assert page.count("Find a place for a child tonight") == 1


def test_a_lead_sees_gaps_in_cover_first_until_somebody_stands_in(cast, told, signed_in):
    page = text(signed_in(cast.lead))
    assert page.index('id="gaps"') < page.index('id="todo"')
    assert "Point of contact: Wren Ashdown" in page
    assert 'id="gaps"' not in text(signed_in(cast.lead), "whose=mine")
    names = {"point_of_contact_id": cast.worker.pk, "stand_in_id": cast.colleague.pk}
    opening.set_point_of_contact_and_stand_in(case_id=told.case_id, **names, by=cast.lead.actor)
    assert 'id="gaps"' not in text(signed_in(cast.lead))


def test_a_lead_sees_the_day_of_the_team_and_a_colleague_nothing_of_it(cast, told, signed_in):
    full_day(told, cast.worker.actor)
    team = text(signed_in(cast.lead))
    assert "Call the GP about the scan" in team
    assert "Be late" in team
    for other in (cast.colleague, cast.partner, cast.housing):
        page = text(signed_in(other))
        assert NAME not in page
        assert told.reference not in page


def test_words_of_support_on_a_day_are_in_the_trail_of_their_case(cast, told, signed_in):
    full_day(told, cast.worker.actor)
    text(signed_in(cast.worker))
    kept = Record.objects.get(verb="viewed: my day", about=told.case_id)
    assert kept.shown == ["contact", "housing", "identity", "notes", "pathway", "safety"]
    whole = Record.objects.get(verb="viewed: my day", about=None)
    assert whole.why == "1 cases"


def statements(client, path):
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    words = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT")
    return len([one for one in [*main, *keys] if not one["sql"].startswith(words)])


@pytest.mark.one_engine
@pytest.mark.parametrize("who", ["worker", "lead"])
def test_a_day_asks_as_often_for_one_row_of_each_sort_as_for_many(cast, told, signed_in, who):
    client, by = signed_in(getattr(cast, who)), cast.worker.actor
    full_day(told, by)
    one = statements(client, reverse("my_day"))
    for _ in range(12):
        full_day(tell(by), by)
    assert statements(client, reverse("my_day")) == one


def test_a_lead_is_reminded_of_a_complaint_and_whom_it_is_about_is_not(cast, told, signed_in):
    said = CaseFeedback(
        case_id=told.case_id,
        kind=FeedbackKind.COMPLAINT,
        words="Nobody rang.",
        on=days(-12),
        wish=CaseFeedbackAnswerMethod.CALL,
        answer_by=days(-2),
        about=cast.worker,
    )
    feedback.record_feedback(said, by=cast.lead.actor)
    page = text(signed_in(cast.lead))
    assert "Answer feedback" in page
    assert reverse("answer_said", args=[told.reference, said.pk]) in page
    assert "Answer feedback" not in text(signed_in(cast.worker))


def test_a_row_of_a_restricted_case_says_so_and_opens_the_case_alone(cast, told, signed_in):
    only_these(told.case_id, ("Make sure they are safe tonight", {"code": "make_safe"}))
    act, client = reverse("place_tonight", args=[told.reference]), signed_in(cast.worker)
    assert act in text(client)
    Case.objects.filter(pk=told.case_id).update(restricted_on=timezone.localdate(), stand_in=None)
    for page in (text(client), text(signed_in(cast.lead))):
        assert "Make sure they are safe tonight" in page
        assert f"{told.reference}, restricted" in page
        assert act not in page
        assert reverse("contacts", args=[told.reference]) not in page


def add_late_task(case_id, by):
    tasks.add_task(Task(case_id=case_id, what="Be late", due_on=days(0)), by=by)
    Task.objects.filter(case=case_id).update(due_on=days(-9))


def answer_danger(case_id, by, answer):
    person.record_danger_check(case_id=case_id, answer=answer, note="", by=by)


def test_who_is_in_danger_without_a_plan_comes_first_until_there_is_one(cast, told, signed_in):
    by, client = cast.worker.actor, signed_in(cast.worker)
    hurt = opening.open_case(by=by)
    row = 'href="' + reverse("safety_plan", args=[hurt.reference])
    add_late_task(told.case_id, by)
    answer_danger(hurt.pk, by, ImmediateDangerOrInjuryAnswer.IN_DANGER)
    page = text(client)
    assert page.index('id="first"') < page.index(row) < page.index('id="todo"')
    assert "Write a safety plan" not in titles(page)
    team = text(signed_in(cast.lead))
    assert team.index('id="first"') < team.index("Write a safety plan") < team.index('id="gaps"')
    assert row not in text(signed_in(cast.partner))
    answer_danger(hurt.pk, by, ImmediateDangerOrInjuryAnswer.NEITHER)
    assert row not in text(client)
    answer_danger(hurt.pk, by, ImmediateDangerOrInjuryAnswer.BOTH)
    person.write_safety_plan(
        case_id=hurt.pk,
        plan="Go to the shop",
        watched="",
        if_missing="",
        review_on=None,
        seen_number=0,
        by=by,
    )
    assert row not in text(client)


def test_a_duty_to_notify_is_one_row_before_what_is_late_and_opens_the_short_report(cast, signed_in):
    by, client = cast.officer.actor, signed_in(cast.officer)
    case = tell(by)
    add_late_task(case.case_id, by)
    asked = ConsentAskingInput(on=days(0))
    consents.record_nrm_answer(case_id=case.case_id, said=ConsentAnswer.NO, asked=asked, by=by)
    page = text(client)
    rows = titles(page)
    assert rows[0] == "Make sure they are safe tonight"
    assert [row for row in rows if "Duty to Notify" in row] == rows[1:2]
    assert "Be late" in rows[2:]
    assert "Legal duty" in page
    assert page.count(f'href="{reverse("notify", args=[case.reference])}"') == 1


def test_what_cannot_be_done_leads_back_to_the_case(cast, told, signed_in):
    closing.mark_case_closed(case_id=told.case_id, because=ClosureReason.MISTAKE, by=cast.worker.actor)
    answer = signed_in(cast.worker).get(reverse("danger", args=[told.reference]))
    assert answer.status_code == 409
    assert f'href="{reverse("case", args=[told.reference])}"' in answer.content.decode()


def test_a_bed_that_is_held_comes_before_whatever_is_late(cast, told, signed_in):
    case, place = Case.objects.get(pk=told.case_id), a_place(cast.lead.actor)
    stay = Stay.objects.get(pk=Home(cast, case, place, a_unit(place), an_agreement(cast)).hold())
    task = Task(case_id=case.pk, what="Ring the council", due_on=timezone.localdate())
    tasks.add_task(task, by=cast.worker.actor)
    Task.objects.update(due_on=timezone.localdate() - datetime.timedelta(days=40))
    page = html.unescape(signed_in(cast.worker).get(reverse("my_day")).content.decode())
    until = format_time(to_london(stay.booking.held_until))
    held = page.index(f"Flat 2, Rowan: confirm or release by {until}")
    assert held < page.index("Ring the council")


def test_a_missing_person_and_safety_tonight_come_before_duties_and_what_is_late(cast, told, signed_in):
    only_these(
        told.case_id,
        ("Be late", {"due_on": days(-2)}),
        ("Record the crime", {"code": "record_crime"}),
        ("Make sure they are safe tonight", {"code": "make_safe"}),
        ("Report them missing to the police now", {"code": "report_missing"}),
    )
    page = text(signed_in(cast.worker))
    missing = page.index("Report them missing to the police now")
    assert page.index('id="first"') < missing < page.index('id="todo"')
    assert titles(page)[:3] == [
        "Make sure they are safe tonight",
        "Record the crime",
        "Be late",
    ]
    row = page[: page.index("Make sure they are safe tonight")]
    assert "<span>Missing</span>" in row
    assert "If they are in immediate danger, ring 999." in row
