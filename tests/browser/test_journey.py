"""One person's way through the pages, from a car at night to a charity's desk: she says no to the NRM, and is helped.

Every page that it meets is looked over on the way. The second walk is the same without JavaScript.
"""

import pytest

from browser.walker import Walker
from handrail.directory.actions import add_service
from handrail.platform.access.kinds import Kind
from handrail.platform.reference.models import Body
from handrail.platform.ui.formatting import get_today
from support.cast import LINCOLNSHIRE
from support.keyboard import press, shows_focus, tab_to

CALLED = "Ilinca"
NUMBER = "07700 900456"
SEEN = "A cut on her left hand"
ACCOUNT = "Made to pack vegetables for no pay, and told that she owed for the journey."
ROOM = "Room at Fen House"
SLICE = (Kind.IDENTITY, Kind.NEEDS, Kind.HOUSING, Kind.OFFERS)


@pytest.fixture
def room(cast):
    """A place that the charity offers in this area, whatever is said to the NRM."""
    return add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name=ROOM,
        kind="flat",
        phases=["before", "outside"],
        state="open",
        areas=[LINCOLNSHIRE],
    )


@pytest.mark.parametrize("width", [pytest.param("phone", marks=pytest.mark.one_engine), "no_script"])
def test_she_says_no_to_the_nrm_and_is_helped_all_the_same(width, cast, room, desk, request):
    officer = Walker(request.getfixturevalue(width)(cast.officer), checks=width == "phone")
    reference = opens_a_case_in_six_answers(officer)
    explains_and_hears_no(officer)
    notifies_without_a_name(officer)
    finds_her_a_room(officer)
    shares_with_the_charity(officer)
    partner = Walker(desk(cast.partner))
    sees_the_slice_and_no_more(partner, reference)
    for stranger in (cast.outsider, cast.commissioner):
        sees_nothing(Walker(desk(stranger)), reference)
    learns_who_looked(officer, reference)


def opens_a_case_in_six_answers(officer):
    officer.go("/")
    officer.follow("Open a case")
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    officer.choose("Is the person in danger, hurt or ill now?", "Hurt or ill")
    officer.fill("What you saw or were told (optional)", SEEN)
    officer.press("Continue")
    officer.fill("What should we call them?", CALLED)
    officer.press("Continue")
    goes_back_and_finds_the_answer(officer)
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    officer.choose("Are they an adult or a child?", "Adult")
    officer.press("Continue")
    officer.press("Skip for now")
    tells_how_to_reach_her(officer)
    officer.page.get_by_role("group", name="Who is their point of contact?").get_by_role(
        "radio"
    ).first.check()
    officer.press("Continue")
    officer.says("Case opened", f"“{CALLED}”", "Hurt or ill", "Call: safe")
    reference = officer.reference()
    officer.follow("Go to the case")
    officer.says(reference, CALLED, NUMBER, SEEN, "Before the NRM")
    return reference


def goes_back_and_finds_the_answer(officer):
    officer.says("Saved")
    officer.follow("Back")
    assert officer.page.get_by_label("What should we call them?").input_value() == CALLED
    officer.press("Continue")


def tells_how_to_reach_her(officer):
    officer.choose("Is it safe to call?", "Yes")
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    officer.fill("Phone number", NUMBER)
    officer.choose("Is it safe to text?", "No")
    officer.press("Continue")


def explains_and_hears_no(officer):
    officer.follow("Record")
    officer.follow("NRM explained")
    officer.fill("Day", "")
    officer.press("Record")
    officer.errors_lead_to_their_fields()
    officer.fill("Day", str(get_today().day))
    officer.press("Record")
    officer.says("NRM explained: recorded.")
    officer.tab("Consents and sharing")
    officer.follow("Record or change their answer about the NRM")
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    records_an_answer(officer, "Do they want to go into the NRM?", "Said no")
    officer.says("Said no: recorded.", "Outside the NRM")


def records_an_answer(officer, question, answer):
    """One question a page; Back and Reload lose nothing; what is recorded is checked first."""
    officer.choose(question, answer)
    officer.press("Continue")
    officer.page.go_back()
    assert officer.page.get_by_label(answer, exact=True).is_checked()
    officer.press("Continue")
    officer.page.reload()
    officer.choose("Who made this decision?", "Their own decision")
    officer.press("Continue")
    officer.press("Continue")
    officer.press("Continue")
    officer.says("Check your answers", "Nothing is recorded yet.", question, answer)
    officer.page.reload()
    officer.press("Record")


def notifies_without_a_name(officer):
    officer.tab("Overview")
    officer.follow("Write the report", exact=False)
    officer.press("Prepare report")
    officer.errors_lead_to_their_fields()
    officer.choose(
        "Do they agree to co-operate with the police?", "No, or not sure: the report stays anonymous"
    )
    officer.choose("Gender", "Female")
    officer.fill("What happened, without anything that could identify them", ACCOUNT)
    officer.press("Prepare report")
    officer.says(ACCOUNT, "Prepared here, not sent")
    officer.keeps_back(CALLED, NUMBER, SEEN)
    officer.press("Record as sent")
    officer.errors_lead_to_their_fields()
    for part in ("day", "month", "year"):
        officer.fill(part.capitalize(), str(getattr(get_today(), part)))
    officer.press("Record as sent")
    officer.says("Duty to Notify: recorded.")


def finds_her_a_room(officer):
    officer.tab("Consents and sharing")
    officer.follow("Record or change their answer about local support")
    records_an_answer(officer, "Do they want local support?", "Said yes")
    officer.says("Said yes: recorded.")
    officer.follow("Add a need")
    officer.press("Record need")
    officer.errors_lead_to_their_fields()
    officer.choose("What would help?", "A safe place to stay")
    officer.press("Record need")
    officer.tab("Plan")
    officer.follow("Add an offer")
    officer.press("Record offer")
    officer.errors_lead_to_their_fields()
    officer.page.get_by_label(ROOM, exact=False).check()
    officer.press("Record offer")
    officer.says("outside the NRM")
    officer.follow("Record the answer")
    officer.choose("Their answer", "Accepted")
    officer.press("Record answer")
    officer.says(f"Accepted: {ROOM}.")


def shares_with_the_charity(officer):
    officer.follow("Share")
    officer.follow("Something else")
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    officer.page.get_by_label("Which organisation?", exact=True).select_option(label="Harbour")
    officer.press("Continue")
    for kind in SLICE:
        officer.choose("What can they see?", kind.words)
    officer.press("Continue")
    officer.press("Continue")
    officer.errors_lead_to_their_fields()
    officer.choose("Did the person agree, or what is the lawful basis?", "The person agreed")
    officer.press("Continue")
    officer.choose("Who made this decision?", "Their own decision")
    for _ in ("who decided", "how they were asked", "until when"):
        officer.press("Continue")
    officer.says("Check what Harbour will see", "Nothing is shared yet.", *(kind.words for kind in SLICE))
    officer.press("Share")
    officer.says("Shared with Harbour: ")


def sees_the_slice_and_no_more(partner, reference):
    partner.go("/cases/?whose=shared")
    partner.follow(CALLED)
    partner.says(CALLED, ROOM, "Accepted", "Not shared with you")
    for hidden in (
        "Contact details and address",
        "Danger and safety plan",
        "NRM events and deadlines",
        "What they said yes and no to",
    ):
        partner.says(hidden)
    partner.keeps_back(NUMBER, SEEN, ACCOUNT, "Said no", "NRM explained")
    for page in ("map/", "notify/report/", "safety-plan/", "reach/call/"):
        sees_nothing(partner, reference, page)


def sees_nothing(stranger, reference, page=""):
    answer = stranger.page.goto(f"/cases/{reference}/{page}")
    assert answer.status in (403, 404)
    stranger.look_over()
    stranger.keeps_back(CALLED, NUMBER, ROOM, ACCOUNT)


def learns_who_looked(officer, reference):
    officer.go(f"/cases/{reference}/tab/consents-and-sharing/")
    officer.unfold("Access log")
    officer.says("Paul Eastry, Harbour")
    officer.go(f"/cases/{reference}/looks/")
    officer.says("Paul Eastry, Harbour", "Another organisation", "Refused")
    officer.go(f"/cases/{reference}/looks/?list=refused")
    officer.says("Otis Farrant, Elsewhere", "Cora Hexham")


@pytest.mark.one_engine
def test_the_questions_and_an_event_need_no_mouse(cast, desk):
    page = desk(cast.officer)
    page.goto("/open-a-case/")
    radio(page, "Not as far as we know")
    cont(page)
    tab_to(page, page.get_by_label("What should we call them?"))
    assert shows_focus(page)
    page.keyboard.type(CALLED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/open/age/")
    radio(page, "Adult")
    cont(page)
    press(page, page.get_by_role("button", name="Skip for now"))
    page.wait_for_url("**/open/reach/")
    press(page, page.get_by_role("button", name="No safe way yet"))
    page.wait_for_url("**/open/contact/")
    press(page, page.get_by_role("button", name="Skip for now"))
    page.wait_for_url("**/opened/")
    press(page, page.get_by_role("link", name="Go to the case"))
    page.wait_for_load_state()
    press(page, page.get_by_role("button", name="Record what happened"))
    page.wait_for_url("**/record/")
    press(page, page.get_by_role("link", name="NRM explained").first)
    page.wait_for_url("**/record/nrm_explained/")
    press(page, page.get_by_role("button", name="Record"))
    page.get_by_text("NRM explained: recorded.").wait_for()
    page.goto(page.url.partition("/cases/")[0] + f"/cases/{page.url.split('/')[4]}/answers/nrm/")
    for answer in ("Said yes", "Their own decision"):
        radio(page, answer)
        cont(page)
    cont(page)
    cont(page)
    press(page, page.get_by_role("button", name="Record", exact=True))
    page.get_by_text("Said yes: recorded.").wait_for()


@pytest.mark.one_engine
@pytest.mark.parametrize("address", ["/open-a-case/", "/my-day/", "/cases/"])
def test_the_focus_is_seen_and_goes_down_the_page(address, cast, desk):
    page = desk(cast.officer)
    page.goto(address)
    places = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert shows_focus(page), page.evaluate("document.activeElement.outerHTML")
        places.append(page.evaluate(ORDER))
    assert places == sorted(places)
    assert len(places) > 4


ORDER = "[...document.querySelectorAll('*')].indexOf(document.activeElement)"


def radio(page, answer):
    """Tab to the group, then down to the answer with the arrow keys."""
    first = page.get_by_role("radio").first
    tab_to(page, first)
    assert shows_focus(page)
    page.keyboard.press("Space")
    wanted = page.get_by_label(answer, exact=True)
    for _ in range(page.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{answer} cannot be reached by the arrow keys")


def cont(page):
    address = page.url
    press(page, page.get_by_role("button", name="Continue"))
    page.wait_for_url(lambda url: url != address)
