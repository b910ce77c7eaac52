"""A piece of real work for each role that touches a case, from signing in to its end, in the pages alone.

Officer, navigator, support worker and lead walk in `test_journey` and `test_tonight_journey`.
"""

import pytest
from django.utils import timezone

from browser.signing_in import sign_in
from browser.walker import Walker
from handrail.directory.actions import add_service
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers, referrals
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.reference.models import Body
from support.cast import FULL_NAME, LINCOLNSHIRE, NAME, NUMBER, PLACE, PLAN, tell
from support.housing import ADDRESS, a_place, a_unit
from support.keyboard import shows_focus, tab_to

IN_CUSTODY = "Custody, Lincoln: brought in from the same van"
SEEN = "A burn on her arm, a dressing that needs changing"
CALLED = "Ilinca"
POLICE_ALONE = "Seen at the car wash before, by the night shift"
FIRST_TO_KNOW = "She trusts a woman’s voice. Ring before ten."
ASKS = "Bring the letter of 3 October: we look at it before we say yes."
YES = "First meeting on Thursday."
ALL = tuple(kind for kind in Kind if kind is not Kind.LOOKS)


def share(told, by, body, *kinds):
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=by,
    )


def begins(page, user, checks=True):
    walker = Walker(page, checks=checks)
    sign_in(walker, user)
    return walker


def test_a_liaison_officer_opens_a_case_in_custody_and_hands_it_to_a_navigator(cast, phone, desk):
    officer = begins(phone(), cast.liaison)
    reference = opens_her_case_danger_first(officer)
    opens_the_others_together(officer, "Doina", "Sorin")
    notes_for_the_force(officer, reference)
    shares_all_of_it(officer, reference, "Lantern")
    asks_them_to_take_over(officer, "Lantern")
    navigator = begins(desk(), cast.worker)
    takes_it_over(navigator, reference)
    officer.page.goto(f"/cases/{reference}/")
    officer.says("This page does not exist, or you cannot open it.")
    officer.keeps_back(CALLED, SEEN, FIRST_TO_KNOW)


def opens_her_case_danger_first(officer):
    officer.follow("Open a case")
    officer.choose("Is the person in danger, hurt or ill now?", "In danger, and hurt or ill")
    officer.fill("What you saw or were told (optional)", SEEN)
    officer.press("Continue")
    officer.fill("What should we call them?", CALLED)
    officer.press("Continue")
    officer.choose("Are they an adult or a child?", "Adult")
    officer.press("Continue")
    officer.press("Skip for now")
    officer.press("No safe way yet")
    officer.press("Skip for now")
    officer.says("Case opened", CALLED, "In danger, and hurt or ill")
    return officer.reference()


def opens_the_others_together(officer, *people):
    officer.go("/incidents/")
    officer.follow("Open an incident")
    officer.fill("Where (optional)", IN_CUSTODY)
    officer.press("Add another person")
    for place, called in enumerate(people):
        block = officer.page.locator(f"#p{place}-block")
        block.get_by_label("What should we call them?").fill(called)
        block.get_by_role("radio", name="Adult").check()
    officer.press("Open the cases")
    officer.says("2 cases opened. Nothing has been sent to anyone outside your team.", IN_CUSTODY, *people)
    officer.keeps_back(CALLED)  # hers is no part of it


def notes_for_the_force(officer, reference):
    officer.go(f"/cases/{reference}/tab/history/")
    officer.follow("A note for your own force", exact=False)
    officer.press("Keep the note")
    officer.errors_lead_to_their_fields()
    officer.page.get_by_role("group", name="Note").get_by_role("radio").first.check()
    officer.fill("Evidence (optional)", POLICE_ALONE)
    officer.press("Keep the note")
    officer.says("Saved. Only your own force can see it.", POLICE_ALONE)


def shares_all_of_it(officer, reference, body):
    officer.go(f"/cases/{reference}/tab/consents-and-sharing/")
    officer.follow("Share")
    officer.follow("To hand over the case")
    officer.page.get_by_label("Which organisation?", exact=True).select_option(label=body)
    officer.press("Continue")
    ticked = officer.page.get_by_role("group", name="What can they see?").get_by_role(
        "checkbox", checked=True
    )
    assert ticked.count() == len(ALL)
    officer.press("Continue")
    officer.choose("Did the person agree, or what is the lawful basis?", "The person agreed")
    officer.press("Continue")
    officer.choose("Who made this decision?", "Their own decision")
    for _ in ("who decided", "how they were asked", "until when"):
        officer.press("Continue")
    officer.says(f"Check what {body} will see", "Nothing is shared yet.")
    officer.press("Share")
    officer.says(f"Shared with {body}: ")


def asks_them_to_take_over(officer, body):
    officer.tab("Contacts")
    officer.follow("Hand over this case")
    officer.choose("Who should take over this case?", f"{body} (another organisation)")
    officer.press("Continue")
    officer.fill("What do they need to know first?", FIRST_TO_KNOW)
    officer.press("Continue")
    officer.says("Check your answers", FIRST_TO_KNOW, "they hold the case")
    officer.press("Request handover")
    officer.says(f"{body} has been asked.")


def takes_it_over(navigator, reference):
    navigator.go("/hand-overs/")
    navigator.follow("Read and answer", exact=False)
    navigator.says(FIRST_TO_KNOW, "Outstanding")
    navigator.choose("Do you accept this case?", "Yes: I am now their point of contact")
    navigator.press("Answer")
    navigator.says("You are now the point of contact, with everything outstanding.", CALLED, SEEN)
    navigator.keeps_back("A note for your own force", POLICE_ALONE)


def test_a_co_ordinator_covers_for_somebody_on_leave_and_hands_the_case_over(cast, desk, phone):
    told = tell(cast.officer.actor)
    opening.set_point_of_contact_and_stand_in(
        case_id=told.case_id,
        point_of_contact_id=cast.officer.pk,
        stand_in_id=cast.co_ordinator.pk,
        by=cast.officer.actor,
    )
    goes_on_leave(Walker(phone(cast.officer)))
    co_ordinator = begins(desk(), cast.co_ordinator)
    sees_whom_to_ring_first(co_ordinator, told.reference)
    becomes_the_contact_and_names_a_stand_in(co_ordinator, cast)
    hands_it_to_a_colleague(co_ordinator, told.reference, cast)
    liaison = begins(desk(), cast.liaison)
    liaison.go("/hand-overs/")
    liaison.follow("Read and answer", exact=False)
    liaison.choose("Do you accept this case?", "Yes: I am now their point of contact")
    liaison.press("Answer")
    liaison.says("You are now the point of contact, with everything outstanding.")
    case = Case.objects.get(pk=told.case_id)
    assert (case.point_of_contact, case.stand_in) == (cast.liaison, cast.co_ordinator)


def goes_on_leave(officer):
    officer.go("/cover/")
    officer.follow("Record my absence")
    officer.press("Save")
    officer.says("Olive Dunmore is away until", "Their stand-ins are called first")


def sees_whom_to_ring_first(co_ordinator, reference):
    co_ordinator.go("/cover/")
    co_ordinator.says("Point of contact away", NAME, "Until", "Olive Dunmore", "Carys Penhallow")
    co_ordinator.follow(NAME)
    co_ordinator.says(reference, NUMBER)


def becomes_the_contact_and_names_a_stand_in(co_ordinator, cast):
    co_ordinator.tab("Contacts")
    co_ordinator.follow("Change point of contact")
    people = co_ordinator.page.get_by_role("group", name="Who is their point of contact?")
    people.get_by_label(cast.co_ordinator.name, exact=False).check()
    stand_in = co_ordinator.page.get_by_label("Who is the stand-in when they are away? (optional)")
    stand_in.select_option(str(cast.liaison.pk))
    co_ordinator.press("Save")
    co_ordinator.says("Point of contact saved.", "Carys Penhallow", "Lior Oakham")


def hands_it_to_a_colleague(co_ordinator, reference, cast):
    co_ordinator.follow("Hand over this case")
    co_ordinator.says("Olive Dunmore, first responder. Away until")
    co_ordinator.press("Continue")
    co_ordinator.errors_lead_to_their_fields()
    co_ordinator.page.get_by_role("group", name="Who should take over this case?").get_by_label(
        cast.liaison.name, exact=False
    ).check()
    co_ordinator.press("Continue")
    co_ordinator.fill("What do they need to know first?", FIRST_TO_KNOW)
    co_ordinator.press("Continue")
    co_ordinator.choose("Will you stay on as stand-in?", "Yes")
    co_ordinator.press("Continue")
    co_ordinator.says("Check your answers", FIRST_TO_KNOW)
    co_ordinator.press("Request handover")
    co_ordinator.says("Lior Oakham has been asked.")


@pytest.fixture
def asked_for_advice(cast, told):
    """The law centre is told her name and where she stands to the NRM, and asked for advice."""
    by = cast.worker.actor
    service = add_service(
        by=cast.lead.actor,
        provider_id=Body.objects.get(code="fen-law").pk,
        name="Immigration advice, Tuesdays",
        kind="immigration_advice",
        phases=["before", "during", "after", "outside"],
        state="open",
        areas=[LINCOLNSHIRE],
    )
    share(told, by, "fen-law", Kind.IDENTITY, Kind.PATHWAY)
    referrals.create_referral(
        case_id=told.case_id,
        service_id=service,
        told=referrals.ReferralInput([Kind.IDENTITY, Kind.PATHWAY], "What may she do while she waits?"),
        on=timezone.localdate(),
        by=by,
    )
    return told


def test_an_adviser_answers_a_referral_by_keyboard_alone_and_is_turned_away_from_the_rest(
    cast, asked_for_advice, desk
):
    told = asked_for_advice
    other = tell(cast.worker.actor)
    adviser = begins(desk(), cast.adviser)
    adviser.go("/referrals/")
    adviser.says("Immigration advice, Tuesdays")
    keyed(adviser, "link", NAME)
    adviser.says("What may she do while she waits?", "Wren Ashdown")
    answers(adviser, "They are on our waiting list", ASKS)
    adviser.says("On their waiting list. Wren Ashdown of Lantern can see it now.")
    answers(adviser, "Yes, we accept", YES)
    says_what_came_of_it(adviser, "It helped", "She may ask for a decision on her status")
    keyed(adviser, "link", "Open the case", button=True)
    sees_name_and_pathway_alone(adviser)
    for page in ("danger/", "safety-plan/", "reach/call/", "plan/", "share/", "record/", "looks/"):
        is_turned_away(adviser, f"/cases/{told.reference}/{page}")
    is_turned_away(adviser, f"/cases/{other.reference}/")


def keyed(walker, role, name, *, button=False):
    """Go to it with Tab and press Enter: a link that is drawn as a button has that role."""
    address = walker.page.url
    target = walker.page.get_by_role("button" if button else role, name=name, exact=True).first
    tab_to(walker.page, target)
    assert shows_focus(walker.page)
    walker.page.evaluate("document.documentElement.dataset.left = ''")
    walker.page.keyboard.press("Enter")
    walker.page.locator("html:not([data-left])").wait_for(state="attached")
    walker.page.wait_for_load_state()
    walker.look_over()
    return address


def picked(walker, question, answer):
    """Tab to the group and down to the answer with the arrow keys."""
    group = walker.page.get_by_role("group", name=question)
    tab_to(walker.page, group.get_by_role("radio").first)
    walker.page.keyboard.press("Space")
    wanted = group.get_by_label(answer, exact=True)
    for _ in range(group.get_by_role("radio").count()):
        if wanted.is_checked():
            return
        walker.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{answer} cannot be reached by the arrow keys")


def typed(walker, label, text):
    """Tab to the box and write."""
    tab_to(walker.page, walker.page.get_by_label(label, exact=True))
    walker.page.keyboard.type(text)


def answers(adviser, answer, words):
    keyed(adviser, "link", "Answer", button=True)
    picked(adviser, "Answer", answer)
    typed(adviser, "Reason, or next step", words)
    keyed(adviser, "button", "Record the answer")
    adviser.says(words)


def says_what_came_of_it(adviser, outcome, words):
    keyed(adviser, "link", "Record outcome", button=True)
    picked(adviser, "What was the outcome?", outcome)
    typed(adviser, "Details (optional)", words)
    keyed(adviser, "button", "Record")
    adviser.says("Outcome recorded.", words)


def sees_name_and_pathway_alone(adviser):
    adviser.says(NAME, "Before the NRM", "Not shared with you")
    for kind in (Kind.CONTACT, Kind.SAFETY, Kind.CONSENT, Kind.HOUSING, Kind.OFFERS):
        adviser.says(f"{kind.words}: not shared with you")
    adviser.keeps_back(NUMBER, PLACE, PLAN)
    adviser.tab("Contacts")
    adviser.says(FULL_NAME)
    adviser.keeps_back(NUMBER, PLACE, PLAN)


def is_turned_away(walker, address):
    answer = walker.page.goto(address)
    assert answer.status in (403, 404), address
    walker.look_over()
    walker.keeps_back(NUMBER, PLACE, PLAN, FULL_NAME)


@pytest.fixture
def a_room(cast, told):
    """The council's room; of her it is told what she needs, and nothing of who she is."""
    willow = a_place(cast.housing.actor, name="Willow", body="fen-housing", use="ask")
    a_unit(willow, "Room 1")
    offers.record_need(
        case_id=told.case_id,
        kind="place",
        words="a door that locks",
        on=timezone.localdate(),
        by=cast.worker.actor,
    )
    share(told, cast.worker.actor, "fen-housing", Kind.HOUSING)
    return told


def test_a_housing_officer_holds_and_confirms_a_room_for_somebody_whose_name_they_never_learn(
    cast, a_room, phone, desk
):
    told = a_room
    housing = begins(phone(), cast.housing)
    finds_who_needs_a_room(housing, told.reference)
    holds_room_and_confirms(housing)
    reads_nothing_of_who_she_is(housing, told.reference)
    housing.go("/places/")
    housing.says("Taken Final night:", told.reference)
    worker = Walker(desk(cast.worker))
    worker.go(f"/cases/{told.reference}/tab/plan/")
    worker.says("Room 1, Willow")


def finds_who_needs_a_room(housing, reference):
    housing.go("/cases/?whose=shared")
    housing.follow(reference)
    housing.says("Name and identity: not shared with you")
    housing.tab("Plan")
    housing.says("a door that locks")
    housing.keeps_back(NAME, FULL_NAME, NUMBER, PLACE, PLAN)


def holds_room_and_confirms(housing):
    housing.follow("Find a place tonight")
    housing.keeps_back(NAME, FULL_NAME, NUMBER, PLACE, PLAN, ADDRESS)
    housing.press("Hold for 30 minutes : Room 1, Willow")
    housing.says("Held. No one else can take it until the time below.")
    housing.follow("Place confirmed")
    housing.press("Place confirmed")
    housing.says("Room 1, Willow is confirmed for them")


def reads_nothing_of_who_she_is(housing, reference):
    for page in ("", "plan/", "holding-back/", "outcomes/", "stays/", "services/", "place/"):
        housing.go(f"/cases/{reference}/{page}")
        housing.keeps_back(NAME, FULL_NAME, NUMBER, PLACE, PLAN)
    for page in (
        "who/",
        "reach/call/",
        "danger/",
        "safety-plan/",
        "map/",
        "answers/",
        "record/",
        "looks/",
        "said/",
    ):
        is_turned_away(housing, f"/cases/{reference}/{page}")


def test_a_data_protection_lead_sees_who_looked_and_never_what_at(cast, told, desk):
    Walker(desk(cast.worker)).go(f"/cases/{told.reference}/")
    is_turned_away(Walker(desk(cast.outsider)), f"/cases/{told.reference}/")
    protector = begins(desk(), cast.protector)
    protector.says("Nothing to review.")
    protector.go("/looks/")
    protector.fill("Case reference", "LN-9999-L")
    protector.press("Show who viewed the case")
    protector.says("No case with that reference is open to you")
    protector.fill("Case reference", told.reference)
    protector.press("Show who viewed the case")
    protector.says("Wren Ashdown, Lantern", "Refused (1)")
    protector.go(f"/cases/{told.reference}/looks/?list=refused")
    protector.says("Otis Farrant, Elsewhere")
    protector.keeps_back(NAME, FULL_NAME, NUMBER, PLACE, PLAN)
    for page in ("", "plan/", "danger/", "who/"):
        is_turned_away(protector, f"/cases/{told.reference}/{page}")
    protector.go("/likenesses/")
    protector.keeps_back(NAME, FULL_NAME)
