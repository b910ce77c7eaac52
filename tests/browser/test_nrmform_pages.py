"""The form's pages at both widths, and an adult's referral on a phone without JavaScript."""

import os
from pathlib import Path

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.people.records.text_choices import ConsentAnswer
from support.referral_form import answered, fill
from support.referral_form_pages import (
    Forms,
    forms,  # noqa: F401
)

SHOTS = os.environ.get("SHOTS", "")
# One of each kind of box: choice with details, long text, list, lines, several, ticks and addresses, date, names.
QUESTIONS = (
    "moved",
    "had-to-do",
    "where-now",
    "uk-towns",
    "types",
    "contact",
    "born",
    "name",
    "nationality",
    "responder",
)
NO_PAGE = {"nrm_json", "nrm_htcds", "nrm_take_back"}
BY_WORKER = (
    "nrm_form",
    "nrm_check",
    "nrm_sent",
    "nrm_hand_over",
    "nrm_put_aside",
    "nrm_move",
    "nrm_draft",
    "nrm_print",
)
BY_OFFICER = ("nrm_handed_list", "nrm_handed", "nrm_handed_made", "nrm_handed_back")


def look(page, addresses) -> list[str]:
    walker, found = Walker(page), []
    for name, address in addresses.items():
        found += fault(walker, address)
        if SHOTS:
            width = page.viewport_size["width"]
            page.screenshot(path=Path(SHOTS) / f"{name}-{width}.png", full_page=True)
    return found


def test_every_page_can_be_used(cast, forms: Forms, desk):  # noqa: F811
    given = forms.arguments
    fill(
        cast.worker,
        forms.told.case_id,
        forms.draft,
        where="uk",
        decision_to="potential-victim",
        moved="not-sure",
    )
    worker = {name: reverse(name, args=given[name]) for name in BY_WORKER}
    worker |= {code: reverse("nrm_question", args=[forms.told.reference, code]) for code in QUESTIONS}
    worker |= {
        f"report-{name}": reverse(f"nrm_{name}", args=[forms.report.reference]) for name in ("words", "check")
    }
    worker["handed-form"] = reverse("nrm_form", args=[forms.handed.reference])
    worker["case"] = reverse("case", args=[forms.told.reference])
    assert look(desk(cast.worker), worker) == []
    officer = {name: reverse(name, args=given.get(name, [])) for name in BY_OFFICER}
    assert look(desk(cast.officer), officer) == []
    assert look(desk(cast.partner), {"nrm_handed_list-empty": reverse("nrm_handed_list")}) == []


def test_every_page_is_looked_at():
    from handrail.people.referral_form.urls import urlpatterns  # noqa: PLC0415 - beside its one use

    looked = {*BY_WORKER, *BY_OFFICER, *NO_PAGE, "nrm_question", "nrm_words"}
    assert {pattern.name for pattern in urlpatterns} - {"notify", "notify_report"} == looked


def test_an_adult_is_referred_on_a_phone_without_javascript(cast, told, no_script):
    """Begun, answered, left, gone on with, checked, taken out: what the case knows is not typed again."""
    answered(told.case_id, cast.worker, ConsentAnswer.YES)
    walker = Walker(no_script(cast.worker), checks=False)
    walker.go(f"/cases/{told.reference}/tab/referral/")
    walker.follow("Prepare the referral or the report")
    walker.press("Start the form")
    walker.follow("Their age")
    walker.says("From the case")
    walker.press("Save and continue")
    walker.choose("Were they under 18 at any time while they were exploited?", "Not sure")
    walker.press("Save and continue")
    walker.fill("Country, and town or village", "A village by the Prut")
    walker.press("Save and leave")
    walker.says("Before the exploitation", "In progress")
    walker.follow("Their choice about the NRM")
    walker.press("Save and continue")
    walker.says("This is now a referral to the NRM.", "Do they want national support?")
    walker.choose("Do they want national support?", "Yes")
    walker.press("Save and continue")
    assert walker.page.get_by_label("Their number", exact=True).input_value() == "07700 900123"
    walker.press("Save and continue")
    assert walker.page.get_by_label("First name", exact=True).input_value() == "Mirela"
    walker.press("Save and continue")
    walker.press("Skip for now")
    walker.follow("All parts of the form")
    walker.page.get_by_role("main").get_by_role("link", name="Places", exact=True).click()
    walker.choose("Where did it happen?", "In the UK")
    walker.press("Save and continue")
    walker.fill("Towns or cities, up to ten, one on each line", "boston\nLincoln")
    walker.press("Save and continue")
    walker.fill("Town or city", "Lincon")
    walker.press("Save and continue")
    walker.choose("Choose a similar name", "Lincoln")
    walker.press("Save and continue")
    walker.follow("All parts of the form")
    walker.follow("Check your answers")
    walker.says(
        "A village by the Prut", "Boston Lincoln", "From the case", "Answered “not sure”", "Not answered yet"
    )
    walker.follow("A page to print or to copy from")
    walker.says("Prepared, not submitted", "Mirela", "Oprea-Stand", "07700 900123")


def test_errors_lead_to_their_boxes(cast, forms: Forms, phone):  # noqa: F811
    walker = Walker(phone(cast.worker))
    for code in ("earlier-work", "moved", "interpreter", "where-now"):
        walker.go(reverse("nrm_question", args=[forms.told.reference, code]))
        walker.press("Save and continue")
        if walker.page.get_by_role("alert").count():
            walker.errors_lead_to_their_fields()
