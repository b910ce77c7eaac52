"""Pages of the criminal case with something in each, and the victim contract from end to end in a browser."""

from datetime import timedelta

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.justice.models import SignOffRequest
from handrail.platform.access.today import today
from support.cast import NUMBER, PLAN, tell
from support.justice import (
    BECAUSE,
    TRIAGE_WORDS,
    a_criminal_case,
    a_police_case,
    add_supervisor,
    get_item,
    get_missed_day,
)

OF_THE_OFFICER = (
    *("victim_contract", "answer_contract_item", "decide_rights_level", "ask_sign_off", "keeping_in_touch"),
    *(
        "agree_contact",
        "record_justice_contact",
        "explain_missed_contact",
        "record_compulsion",
        "decide_triage",
        "record_suspect_step",
        "record_police_outcome",
    ),
)
OF_THE_SUPERVISOR = ("decide_sign_off", "rights_in_time")


def faults(walker, names, arguments):
    return [each for name in names for each in fault(walker, reverse(name, args=arguments[name]))]


def test_pages_of_the_criminal_case(desk, cast):
    told = a_criminal_case(cast)
    request = SignOffRequest.objects.get(case=told.case_id)
    arguments = {name: [told.reference] for name in (*OF_THE_OFFICER, *OF_THE_SUPERVISOR)}
    arguments |= {
        "answer_contract_item": [told.reference, get_item(told, "4.1").pk],
        "explain_missed_contact": [told.reference, str(get_missed_day(told))],
        "decide_sign_off": [told.reference, request.pk],
        "rights_in_time": [],
    }
    officer = Walker(desk(cast.officer))
    assert faults(officer, OF_THE_OFFICER, arguments) == []
    officer.go(reverse("case_justice", args=[told.reference]))
    officer.says("Victim contract", "Were they forced to commit offences?", TRIAGE_WORDS)
    lead = Walker(desk(add_supervisor()))
    assert faults(lead, OF_THE_SUPERVISOR, arguments) == []
    lead.go(reverse("decide_sign_off", args=arguments["decide_sign_off"]))
    lead.says("1 gap with a reason", BECAUSE)
    lead.keeps_back(NUMBER, PLAN)


def test_the_contract_is_answered_and_a_supervisor_refuses(desk, cast):
    """From the crime recorded to a refusal, without the pages being looked over at each step."""
    told = a_police_case(cast)
    contract = reverse("victim_contract", args=[told.reference])
    officer = Walker(desk(cast.officer), checks=False)
    officer.go(contract)
    while (question := officer.page.locator("main table a").first).count():
        question.click()
        officer.page.get_by_label("Done", exact=True).check()
        officer.page.get_by_label("What shows it?").fill("Told in person")
        officer.press("Save")
        assert officer.page.url.endswith(contract), officer.page.locator("main").inner_text()[:500]
    officer.page.get_by_role("button", name="Ask for a signature").click()
    officer.press("Ask")
    officer.says("Waits for a supervisor")
    lead = Walker(desk(add_supervisor()), checks=False)
    lead.go(contract)
    lead.page.get_by_role("button", name="Sign or refuse").click()
    lead.page.get_by_label("Refuse").check()
    lead.page.get_by_label("What has to be done first?").fill("Offer the statement again")
    lead.page.get_by_label("Was a Victim Personal Statement explained and offered", exact=False).check()
    lead.press("Save")
    lead.says("Offer the statement again")
    officer.go(contract)
    officer.says("To answer (1)", "Asked again since a supervisor refused to sign")
    assert not officer.page.get_by_role("button", name="Ask for a signature").count()


def record(walker, told, word, *, held_on=None, of=""):
    """An event of today, by its own page."""
    walker.go(reverse("record_event", args=[told.reference, word]))
    page = walker.page
    enter_day(page, "at", today())
    if held_on:
        enter_day(page, "held_on", held_on)
    if of:
        page.get_by_label(of, exact=True).check()
    walker.press("Record")


def enter_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f"input[name='{name}-{part}']").fill(str(value))


def answer_what_is_open(walker, contract):
    """Each question that is to answer, as done."""
    walker.go(contract)
    while (question := walker.page.locator("main table a").first).count():
        question.click()
        walker.page.get_by_label("Done", exact=True).check()
        walker.page.get_by_label("What shows it?").fill("Told in person")
        walker.press("Save")


def test_a_contract_from_the_crime_recorded_to_the_sentence_with_a_moved_trial(desk, cast):
    told = tell(cast.officer.actor)
    contract = reverse("victim_contract", args=[told.reference])
    officer = Walker(desk(cast.officer), checks=False)
    officer.go(contract)
    officer.says("No questions yet. Each appears when it is due.")
    record(officer, told, "crime_recorded")
    officer.go(contract)
    officer.says("Were support and a navigator offered", "Crime recorded")
    record(officer, told, "charged")
    record(officer, told, "trial_fixed", held_on=today() + timedelta(days=90))
    answer_what_is_open(officer, contract)
    officer.page.get_by_role("button", name="Ask for a signature").click()
    officer.press("Ask")
    lead = Walker(desk(add_supervisor()), checks=False)
    lead.go(contract)
    lead.page.get_by_role("button", name="Sign or refuse").click()
    lead.page.get_by_label("Sign", exact=True).check()
    lead.press("Save")
    lead.says("Signed", "with 0 gaps explained")

    record(officer, told, "trial_moved", held_on=today() + timedelta(days=200))
    officer.go(contract)
    officer.says(
        "Changed since it was signed",
        "Asked again since the trial was moved",
        "How do they travel there and back",
        "Who looks after their children",
        "Does their permission to stay last",
        "Was an interpreter offered",
    )
    officer.go(reverse("keeping_in_touch", args=[told.reference]))
    officer.says("Trial moved: waiting again", "After news from the court or the prosecution")
    record(officer, told, "convicted")
    record(officer, told, "sentenced")
    record(officer, told, "wcu_told", of="Outcome or sentence")
    officer.go(contract)
    officer.says("Was the sentence explained", "Were they told by a person")
    answer_what_is_open(officer, contract)
    officer.says("You have answered every question so far")
