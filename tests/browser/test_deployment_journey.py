"""By phone in the night: somebody is found, and the right navigator goes, with an interpreter by telephone."""

import pytest
from django.utils import timezone

from browser.walker import Walker
from handrail.people.deployment.models import Deployment
from handrail.platform.access.actions import create_account
from handrail.platform.access.roles import Role
from support.deployment import deploy_to_every_victim, on_the_register

CALLED = "Ilinca"


@pytest.mark.one_engine
def test_by_phone_the_right_navigator_goes_and_the_wish_is_kept(cast, phone):
    chief = create_account(
        email="chief@example.org", name="Clive Saunders", body=cast.officer.body, role=Role.DUTY_LEAD, password=None
    )  # fmt: skip
    deploy_to_every_victim(chief.actor)
    of_night = {
        "kind": "on_call",
        "languages": [("ro", "first")],
    }
    on_the_register(chief.actor, "Megan Aldous", account=cast.liaison, **of_night | {"languages": []})
    on_the_register(chief.actor, "Bert Handley", gender="man", **of_night)
    officer, lead, navigator = (Walker(phone(who)) for who in (cast.officer, chief, cast.liaison))
    reference = identifies_somebody(officer)
    says_what_she_wishes(officer, reference)
    books_an_interpreter_by_telephone(officer, reference)
    sends_the_navigator(lead, reference)
    goes_and_arrives(navigator, reference)
    navigator.says("Arrived", "The person says: it helped", "The practitioner says: it helped in part")
    (row,) = Deployment.objects.all()
    assert row.practitioner.gender == "woman"
    assert row.asked_at <= row.answered_at <= row.arrived_at <= timezone.now()


def identifies_somebody(officer):
    """The three answers that matter; the rest is for later."""
    officer.go("/")
    officer.follow("Open a case")
    officer.choose("Is the person in danger, hurt or ill now?", "Hurt or ill")
    officer.press("Continue")
    officer.fill("What should we call them?", CALLED)
    officer.press("Continue")
    officer.choose("Are they an adult or a child?", "Adult")
    officer.press("Continue")
    officer.press("Skip for now")
    officer.press("No safe way yet")
    officer.press("Skip for now")
    officer.says("Case opened")
    return officer.reference()


def says_what_she_wishes(officer, reference):
    officer.go(f"/cases/{reference}/deployment/")
    officer.says("No practitioner sent yet.", "The force identified a victim")
    officer.follow("Change")
    officer.choose("Would the person rather meet a woman or a man?", "Women only")
    officer.press("Save")
    officer.says("Women only")
    officer.follow("Record a language")
    officer.page.get_by_label("Language", exact=True).select_option("ro")
    officer.choose("How well?", "First language")
    officer.choose("Do they want to use this language?", "Yes, they chose it")
    officer.press("Save")
    officer.says("Romanian: first language", "Chosen")


def books_an_interpreter_by_telephone(officer, reference):
    officer.follow("Book an interpreter")
    officer.choose("What is the discussion about?", "Welfare")
    officer.page.get_by_label("In which language?").select_option("ro")
    officer.choose("How?", "By telephone")
    officer.fill("Interpreter’s name", "Odile Marchetti-Vance")
    officer.choose("Qualification", "Diploma in Public Service or Police Interpreting")
    officer.choose("How does the interpreter know the person?", "No relation to the person")
    officer.choose("Conflict check", "Clear")
    officer.page.get_by_label(
        "The person was told the interpreter’s gender, country and accent, but no name, and agrees"
    ).check()
    officer.press("Book")
    officer.says("Odile Marchetti-Vance", "No conflict found")


def sends_the_navigator(lead, reference):
    lead.go("/deployment/")
    lead.says(reference, "Women only", "Romanian", "2 on call")
    lead.follow("See who can go", exact=False)
    lead.says("Woman, as asked")
    lead.unfold("Do not fit", exact=False)
    lead.says("They asked for a woman", "No shared language: with an interpreter")
    lead.follow("Ask Megan Aldous")
    lead.press("Ask them")
    lead.says("Megan Aldous is asked")


def goes_and_arrives(navigator, reference):
    navigator.go("/my-day/")
    navigator.says("Answer: can you go?")
    navigator.keeps_back(reference, CALLED)
    navigator.follow("Answer: can you go?", exact=False)
    navigator.says("Romanian")
    navigator.follow("Answer")
    navigator.choose("Can you go?", "Yes, I can go")
    navigator.press("Send answer")
    navigator.says("You can now open the case.")
    navigator.go(f"/cases/{reference}/deployment/")
    navigator.follow("They have arrived", exact=False)
    navigator.press("Record arrival")
    navigator.follow("Feedback", exact=False)
    navigator.choose("How was it, according to the practitioner?", "It helped in part")
    navigator.choose("How was it, according to the person?", "It helped")
    navigator.press("Save")
