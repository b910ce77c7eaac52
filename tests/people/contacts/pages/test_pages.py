"""What the pages do with what is typed: kept, refused with words, both versions shown; strange input; query counts."""

import re
from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.models import Circumstances
from handrail.people.cases.person.actions import record_contact_channel, record_safest_contact_way
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.contacts.actions import closing, contacts, dependants, hand_overs, tasks
from handrail.people.contacts.actions.closing import ClosureInput
from handrail.people.contacts.models import Contact, Dependant, HandOver, Task
from handrail.people.contacts.queries.outstanding_items import list_outstanding_items
from handrail.people.contacts.text_choices import DependantKind, DependantRisk, DependantWhereabouts
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.models import Case, Person
from handrail.people.records.permissions import get_case_access
from handrail.people.records.text_choices import ContactChannelKind, YesNoOrNotAsked
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import Grant
from handrail.platform.audit.models import Record
from handrail.platform.kernel.dates import format_long_day
from support.cast import tell
from support.contacts_pages import ahead


def on(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def task_form(**more):
    return {"seen": "0", "what": "Ring the council", "for_user": "", **on("due_on", ahead(1)), **more}


def contact_form(cast, **more):
    told = {"seen": "0", "channel": "text", "with_user": str(cast.worker.pk), "every": "0", "about": ""}
    return {**told, "despite": "", "at_time": "", **on("on", ahead(1)), **more}


def assert_taken(reply):
    """The form was saved: one with errors leads to its own page, with the draft of what was typed."""
    assert reply.status_code == 302
    assert "draft=" not in reply["Location"]


def a_child(case_id):
    return Dependant(
        case_id=case_id,
        sort=DependantKind.CHILD,
        where=DependantWhereabouts.WITH,
        at_risk=DependantRisk.NOT_ASKED,
    )


def read_chosen_interpreter(client, told):
    """The language that the form of a contact without a plan begins with."""
    page = client.get(reverse("record_contact", args=[told.reference])).content.decode()
    select = page[page.index('name="interpreter"') :].partition("</select>")[0]
    return re.findall(r'value="([\w-]*)"[^>]*selected', select)


def test_a_contact_begins_with_the_language_of_whoever_needs_an_interpreter(cast, told, signed_in):
    client = signed_in(cast.worker)
    Person.objects.filter(pk=told.case_id).update(language="sq", interpreter=YesNoOrNotAsked.NO)
    assert read_chosen_interpreter(client, told) in ([], [""])
    Person.objects.filter(pk=told.case_id).update(interpreter=YesNoOrNotAsked.YES)
    assert read_chosen_interpreter(client, told) == ["sq"]


def test_a_contact_begins_with_the_interpreter_of_the_contact_before(cast, told, signed_in):
    client = signed_in(cast.worker)
    sent = {"seen": "0", "state": "held", "channel": "call", "was_safe": "yes", "use_again": "yes"}
    sent |= {"at_time": "", "interpreter": "ro", "words": "", **on("on", ahead(0))}
    assert_taken(client.post(reverse("record_contact", args=[told.reference]), sent))
    assert read_chosen_interpreter(client, told) == ["ro"]
    shown = client.get(reverse("case_work", args=[told.reference])).content.decode()
    assert "Through an interpreter (Romanian)" in shown


def test_a_way_that_was_safe_once_shows_both_answers_and_leads_to_recording_it_as_safe(cast, told, signed_in):
    """That it was safe once makes no way safe: it is said, with the question that does."""
    client = signed_in(cast.worker)
    sent = {"seen": "0", "state": "held", "channel": "in_person", "was_safe": "yes", "use_again": "yes"}
    sent |= {"at_time": "", "interpreter": "", "words": "", **on("on", ahead(0))}
    saved = client.post(reverse("record_contact", args=[told.reference]), sent, follow=True)
    page = saved.content.decode()
    assert "It was safe. This way may be used again." in page
    assert "In person is not recorded as safe" in page
    reach = reverse("reach", args=[told.reference, "in_person"])
    assert f'href="{reach}"' in page
    work = reverse("case_work", args=[told.reference])
    assert "is not recorded as safe" not in client.get(work).content.decode()
    record_contact_channel(
        case_id=told.case_id,
        kind=ContactChannelKind.IN_PERSON,
        safe=ChannelSafety.YES,
        detail="",
        note="",
        by=cast.worker.actor,
    )
    page = client.get(f"{work}?used=in_person").content.decode()
    assert "is not recorded as safe" not in page
    assert "is not recorded as safe" not in client.get(f"{work}?used=nothing").content.decode()


def test_the_warning_must_be_answered_before_it_goes_on(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("plan_contact", args=[told.reference])
    assert "Why is this way needed?" not in client.get(address).content.decode()
    page = client.post(address, contact_form(cast), follow=True).content.decode()
    assert "safety not asked" in page
    assert "Why is this way needed?" in page
    assert not Contact.objects.exists()
    assert_taken(client.post(address, contact_form(cast, despite="She asked for it")))
    assert Contact.objects.get().says == "not_asked"


def test_a_way_that_is_safe_only_at_some_times_says_so_where_a_contact_is_planned_or_recorded(
    cast, told, signed_in
):
    record_safest_contact_way(case_id=told.case_id, how="By phone only after 6pm", by=cast.worker.actor)
    client = signed_in(cast.worker)
    for name in ("plan_contact", "record_contact"):
        page = client.get(reverse(name, args=[told.reference])).content.decode()
        assert "Safest way and time: By phone only after 6pm" in page


def test_a_missed_contact_leads_to_what_they_agreed_to(cast, worked, signed_in):
    client = signed_in(cast.worker)
    address = reverse("contact_outcome", args=[worked.told.reference, worked.contact])
    told = {"seen": "1", "state": "missed", "channel": "call", "words": "", "at_time": "", "interpreter": ""}
    told |= {"was_safe": "yes", "use_again": "yes"}
    reply = client.post(address, told | on("on", ahead(0)))
    page = client.get(reply["Location"]).content.decode()
    assert "Call Ilka" in page
    assert "The next contact is planned for" in page
    assert f"because=contact&amp;contact={worked.contact}" in page


def test_two_who_change_a_task_see_both(cast, worked, signed_in):
    client, address = signed_in(cast.lead), reverse("change_task", args=[worked.told.reference, worked.task])
    assert_taken(client.post(address, task_form(seen="1", what="Call Mrs Hart")))
    late = signed_in(cast.worker).post(address, task_form(seen="1", what="Call Mr Hart"), follow=True)
    page = late.content.decode()
    assert (late.status_code, "Call Mrs Hart" in page, "Call Mr Hart" in page) == (200, True, True)
    assert "Save mine over theirs" in page
    assert re.search(r'name="seen" value="2"', page)
    assert_taken(client.post(address, task_form(seen="2", what="Call Mr Hart")))


def test_two_who_change_a_contact_see_both_with_day_time_and_worker(cast, worked, signed_in):
    address = reverse("move_contact", args=[worked.told.reference, worked.contact])
    first = contact_form(cast, seen="1", despite="She asked", about="the bus", at_time="2pm", every="7")
    assert_taken(signed_in(cast.lead).post(address, first))
    late = contact_form(cast, seen="1", despite="She asked", about="the train", at_time="9am")
    page = signed_in(cast.worker).post(address, late, follow=True).content.decode()
    for words in ("Save mine over theirs", "the bus", "the train", "2pm", "9am", "Every week", "Once"):
        assert words in page, words
    assert Contact.objects.get(pk=worked.contact).version == 2


def test_two_who_change_a_dependant_see_both(cast, worked, signed_in):
    address = reverse("change_dependant", args=[worked.told.reference, worked.dependant])
    told = {"seen": "1", "sort": "child", "where": "with", "at_risk": "no", "years": "2019"}
    assert_taken(signed_in(cast.lead).post(address, told | {"called": "Tibor"}))
    late = signed_in(cast.worker).post(address, told | {"called": "Tibi", "years": "2018"}, follow=True)
    page = late.content.decode()
    for words in ("Save mine over theirs", "Tibor", "Tibi", "2019", "2018"):
        assert words in page, words


def test_an_age_is_kept_as_a_year_and_what_is_neither_comes_back(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("add_dependant", args=[told.reference])
    child = {"sort": "child", "where": "with", "at_risk": "no"}
    page = client.post(address, child | {"years": "1500"}, follow=True).content.decode()
    assert "Enter an age, like 6, or a year of birth, like" in page
    assert_taken(client.post(address, child | {"years": "6"}))
    row = Dependant.objects.get().bind(UnrecordedKeyAccess(told.case_id))
    assert row.born_year.open() == str(timezone.localdate().year - 6)


def test_days_away_are_in_order_within_a_year_and_recorded_once(cast, signed_in):
    client, address = signed_in(cast.worker), reverse("say_away")
    sent = {"user": str(cast.worker.pk)}
    for since, until, said in (
        (3, 1, "The last day must not come before the first"),
        (0, 400, "absence of more than a year"),
        (-3, -1, "The last day must be"),
    ):
        days = on("since", ahead(since)) | on("until", ahead(until))
        assert said in client.post(address, sent | days, follow=True).content.decode()
    assert_taken(client.post(address, sent | on("since", ahead(0)) | on("until", ahead(2))))
    again = client.post(address, sent | on("since", ahead(2)) | on("until", ahead(4)), follow=True)
    assert "Some of these days are already recorded as an absence" in again.content.decode()


def test_a_task_says_that_it_comes_from_a_review(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("add_task", args=[told.reference])
    assert_taken(client.post(address, task_form(from_review="on")))
    assert Task.objects.get().cause == "review"
    page = client.get(reverse("case_work", args=[told.reference])).content.decode()
    assert "From: a review of the safety plan" in page


def test_of_two_who_take_a_task_on_the_second_is_told_whose_it_is(cast, worked, signed_in):
    address = reverse("take_task", args=[worked.told.reference, worked.task])
    signed_in(cast.lead).post(address, {"seen": "1"})
    page = signed_in(cast.worker).post(address, {"seen": "1"}, follow=True).content.decode()
    assert "Leah Corrigan changed this task while you were working" in page
    assert Task.objects.get(pk=worked.task).for_user == cast.lead


def test_closing_names_what_came_while_the_page_was_open(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("close_case", args=[told.reference])
    client.get(address)
    task = Task(case_id=told.case_id, what="Call her sister", due_on=ahead(1))
    tasks.add_task(task, by=cast.lead.actor)
    page = client.post(address, {"because": "done", "words": ""}, follow=True).content.decode()
    assert "Tick to confirm that you have seen each item" in page
    assert "Task: Call her sister" in page
    assert Case.objects.get(pk=told.case_id).closed_at is None


def test_what_is_no_longer_open_is_no_fault_in_a_tick(cast, told, signed_in):
    client, address = signed_in(cast.worker), reverse("close_case", args=[told.reference])
    keys = re.findall(r'name="seen"[^>]*value="([^"]+)"', client.get(address).content.decode())
    sent = {"because": "done", "words": "", "seen": [*keys, "task:gone"]}
    assert_taken(client.post(address, sent))
    assert Case.objects.get(pk=told.case_id).closed_because == "done"


def test_the_stand_in_comes_first_while_somebody_is_away(cast, worked, signed_in):
    opening.set_point_of_contact_and_stand_in(
        case_id=worked.told.case_id,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    page = signed_in(cast.worker).get(reverse("case", args=[worked.told.reference])).content.decode()
    assert "Call Cole Bartram first." in page
    signed_in(cast.worker).post(reverse("back_again", args=[worked.away]))
    page = signed_in(cast.worker).get(reverse("case", args=[worked.told.reference])).content.decode()
    assert "Call Cole Bartram first." not in page


def test_a_lead_says_it_of_their_team_and_a_worker_of_nobody_else(cast, signed_in):
    sent = {"user": str(cast.colleague.pk), **on("since", ahead(0)), **on("until", ahead(2))}
    page = signed_in(cast.worker).post(reverse("say_away"), sent, follow=True).content.decode()
    assert "Choose someone who works on this case" in page
    assert_taken(signed_in(cast.lead).post(reverse("say_away"), sent))


def test_whoever_is_asked_to_take_a_case_over_says_whether_they_are_away(cast, told, signed_in):
    address = reverse("hand_over", args=[told.reference])
    sent = {"user": str(cast.colleague.pk), **on("since", ahead(0)), **on("until", ahead(2))}
    assert "Away until" not in signed_in(cast.worker).get(address).content.decode()
    signed_in(cast.lead).post(reverse("say_away"), sent)
    page = signed_in(cast.worker).get(address).content.decode()
    assert f"Cole Bartram, navigator. Away until {format_long_day(ahead(2))}" in page
    assert re.search(r"Leah Corrigan, duty lead\s*<", page)


def test_what_services_ask_follows_the_list(cast, told, signed_in):
    client = signed_in(cast.worker)
    dependants.add_dependant(a_child(told.case_id), by=cast.worker.actor)
    page = client.get(reverse("dependants", args=[told.reference])).content.decode()
    assert "eligibility details are not recorded" in page
    client.post(reverse("follow_dependants", args=[told.reference]))
    assert Circumstances.objects.get().dependants == "yes"
    assert "says otherwise" not in client.get(reverse("dependants", args=[told.reference])).content.decode()


def test_a_hand_over_is_read_and_accepted_by_the_other_body(cast, worked, signed_in):
    client = signed_in(cast.partner)
    assert "Mirela" in client.get(reverse("hand_overs")).content.decode()
    address = reverse("answer_hand_over", args=[worked.told.reference, worked.hand_over])
    page = client.get(address).content.decode()
    assert "She trusts only women" in page
    assert "Call her sister Ilka about the passport" in page
    reply = client.post(address, {"said": "yes", "words": ""}, follow=True)
    assert "You are now the point of contact" in reply.content.decode()
    assert signed_in(cast.worker).get(reverse("case", args=[worked.told.reference])).status_code == 404
    mine = signed_in(cast.worker).get(reverse("hand_overs")).content.decode()
    assert worked.told.reference in mine
    assert "Mirela" not in mine


def test_a_no_leads_away_from_the_case(cast, worked, signed_in):
    address = reverse("answer_hand_over", args=[worked.told.reference, worked.hand_over])
    client = signed_in(cast.partner)
    page = client.post(address, {"said": "no", "words": ""}, follow=True).content.decode()
    assert "Enter why, so that someone else can be asked" in page
    assert client.post(address, {"said": "no", "words": "No room"})["Location"] == reverse("hand_overs")
    assert HandOver.objects.get().state == "declined"
    assert Grant.objects.filter(to_body__code="harbour", ended_at__isnull=True).exists()


STRANGE = (
    "a" * 10_000,
    "\u202eמרים\u202c " * 20,
    "e\u0301" * 100,
    "<script>alert(1)</script>",
    "'; DROP TABLE x; --",
)


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_words_are_kept_or_refused_and_never_a_fault(cast, worked, signed_in, text):
    client, here = signed_in(cast.worker), [worked.told.reference]
    one = [*here, worked.dependant]
    for name, args, sent in (
        ("add_task", here, task_form(what=text)),
        ("plan_contact", here, contact_form(cast, despite=text, about=text)),
        (
            "change_dependant",
            one,
            {"seen": "1", "sort": "child", "where": "with", "at_risk": "no", "called": text},
        ),
        ("close_case", here, {"because": text, "words": text, "seen": [text], "end": [text]}),
        ("hand_over", here, {"to": text, "note": text}),
    ):
        reply = client.post(reverse(name, args=args), sent, follow=True)
        assert reply.status_code in (200, 409), name
        assert "<script>alert" not in reply.content.decode()


@pytest.mark.parametrize(
    "parts", [("30", "2", "2027"), ("1", "1", "1800"), ("", "x", "9"), ("1", "1", "9999"), ("٣", "1", "2027")]
)
def test_a_day_that_is_none_comes_back_with_words(cast, told, signed_in, parts):
    sent = task_form() | dict(zip(("due_on-day", "due_on-month", "due_on-year"), parts, strict=True))
    address = reverse("add_task", args=[told.reference])
    reply = signed_in(cast.worker).post(address, sent, follow=True)
    assert reply.status_code == 200
    assert "There is a problem" in reply.content.decode()


@pytest.mark.parametrize(
    "asked", ["day=30-02-2027", "day=2027-02-30", "day=9999-12-31", "day=0001-01-01", "whose=x"]
)
def test_an_address_typed_by_hand_shows_a_day(cast, worked, signed_in, asked):
    assert signed_in(cast.worker).get(reverse("contacts_of_day") + "?" + asked).status_code == 200


@pytest.mark.parametrize(
    "asked", ["because=contact&contact=x", "because=nothing", f"because=contact&contact={'0' * 32}"]
)
def test_a_cause_typed_by_hand_is_somebodys_own(cast, told, signed_in, asked):
    address = reverse("add_task", args=[told.reference]) + "?" + asked
    assert_taken(signed_in(cast.worker).post(address, task_form()))
    assert Task.objects.get().cause == "own"


@pytest.mark.parametrize("seen", ["", "x", "-1", "99999999999999999999", "1" * 5_000])
def test_a_version_typed_by_hand_is_an_old_one(cast, worked, signed_in, seen):
    client = signed_in(cast.worker)
    client.post(reverse("take_task", args=[worked.told.reference, worked.task]), {"seen": seen})
    client.post(reverse("take_out_dependant", args=[worked.told.reference, worked.dependant]), {"seen": seen})
    assert Task.objects.get(pk=worked.task).for_user is None
    assert Dependant.objects.get(pk=worked.dependant).taken_out_at is None


def count(client, path):
    with (
        CaptureQueriesContext(connections["default"]) as main,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        assert client.get(path).status_code == 200
    return len(main) + len(keys)


PAGES = ("case_work", "close_case", "hand_over", "answer_hand_over", "dependants")


@pytest.mark.one_engine
def test_a_page_asks_as_often_for_one_thing_as_for_thirty(cast, worked, signed_in):
    client = signed_in(cast.worker)
    paths = [reverse(name, args=worked.arguments[name]) for name in PAGES]
    paths += [reverse(name) for name in ("contacts_of_day", "cover", "hand_overs")]
    few = [count(client, path) for path in paths]
    case_id, by = worked.told.case_id, cast.worker.actor
    for number in range(30):
        tasks.add_task(Task(case_id=case_id, what=f"Ring {number}", due_on=ahead(1)), by=by)
        contact = Contact(
            case_id=case_id, channel=ContactChannelKind.CALL, on=ahead(0), with_user_id=by.user_id
        )
        contacts.plan_contact(contact, by=by)
        dependants.add_dependant(a_child(case_id), by=by)
    for _ in range(5):
        tell(cast.worker.actor)
    assert [count(client, path) for path in paths] == few


def test_contacts_of_other_days_are_for_other_days(cast, worked, signed_in):
    client = signed_in(cast.worker)
    Contact.objects.filter(pk=worked.contact).update(on=timezone.localdate() - timedelta(days=2))
    assert "Outcome not recorded" in client.get(reverse("contacts_of_day")).content.decode()
    tomorrow = client.get(reverse("contacts_of_day") + f"?day={ahead(1)}").content.decode()
    assert "None planned." in tomorrow


def test_a_partner_reads_that_the_case_is_closed_and_not_why(cast, worked, signed_in):
    hand_overs.take_back_hand_over(hand_over_id=worked.hand_over, by=cast.worker.actor)
    case_access = get_case_access(Case.objects.get(pk=worked.told.case_id), cast.worker.actor)
    closing.close_case(
        case_id=worked.told.case_id,
        reason=ClosureInput(ClosureReason.MOVED),
        seen={thing.key for thing in list_outstanding_items(case_access)},
        by=cast.worker.actor,
    )
    address = reverse("case", args=[worked.told.reference])
    pages = [signed_in(who).get(address).content.decode() for who in (cast.worker, cast.partner)]
    assert ["This case is closed" in page for page in pages] == [True, True]
    assert ["supported elsewhere" in page for page in pages] == [True, False]


def test_what_is_sent_twice_is_written_down_once(cast, told, signed_in):
    client = signed_in(cast.worker)
    person = {"seen": "0", "sort": "child", "where": "with", "at_risk": "no"}
    held = contact_form(cast) | {"state": "held", "words": "", "interpreter": ""}
    held |= {"was_safe": "yes", "use_again": "yes"}
    sent = {
        "add_task": task_form(),
        "plan_contact": contact_form(cast, despite="She asked"),
        "record_contact": held | on("on", ahead(0)),
        "add_dependant": person,
    }
    for name, typed in sent.items():
        address = reverse(name, args=[told.reference])
        mark = re.search(r'name="once" value="(\w{32})"', client.get(address).content.decode())
        assert mark, name
        for _ in range(2):
            assert_taken(client.post(address, {**typed, "once": mark[1]}))
    assert [table.objects.count() for table in (Task, Contact, Dependant)] == [1, 2, 1]


def test_a_reference_that_opens_no_case_to_the_writer_is_written_down_as_refused(cast, worked, signed_in):
    hidden = tell(cast.partner.actor)
    client = signed_in(cast.worker)
    sent = {"seen": "1", "sort": "child", "where": "with", "at_risk": "no", "own_reference": hidden.reference}
    for name in ("add_dependant", "change_dependant"):
        reply = client.post(reverse(name, args=worked.arguments[name]), sent, follow=True)
        assert "You cannot open a case with that reference" in reply.content.decode()
    tried = Record.objects.filter(about=hidden.case_id, verb="looked for a case", user_name=cast.worker.name)
    assert [row.outcome for row in tried] == ["refused", "refused"]
