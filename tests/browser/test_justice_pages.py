"""Pages of the criminal case with something in each, and the victim contract from end to end in a browser."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.justice.models import SignOffRequest
from support.cast import NUMBER, PLAN
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
    officer.says("Victim contract", "Made to break the law", TRIAGE_WORDS)
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
        officer.page.get_by_label("What shows it?").fill("Told in person")
        officer.page.get_by_label("Done", exact=True).check()
        officer.press("Save")
        assert officer.page.url.endswith(contract), officer.page.locator("main").inner_text()[:500]
    officer.page.get_by_role("button", name="Ask for a signature").click()
    officer.press("Ask")
    officer.says("Waits for a supervisor")
    lead = Walker(desk(add_supervisor()), checks=False)
    lead.go(contract)
    lead.page.get_by_role("button", name="Sign or refuse").click()
    lead.page.get_by_label("Refused").check()
    lead.page.get_by_label("What has to be done first?").fill("Offer the statement again")
    lead.press("Save")
    lead.says("Offer the statement again")
