"""Hotels and B&Bs before the NRM: checked and signed, unsuitable nights counted, missing and disputes written down."""

import re
from datetime import date

import pytest
import time_machine
from django.test import Client

from handrail.directory.housing.actions.places import save_new_place_with_service
from handrail.directory.housing.models import Place, Unit
from handrail.people.records.models import Event
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.housing_journey import day, hold_address
from support.practice_pages import Pages, row, words_of

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.practice("P36")
ANSWERS = {
    "ground_floor": "yes",
    "staff_told": "no",
    "no_identity_check": "yes",
    "no_card_needed": "yes",
    "not_shared": "no",
    "no_known_risk": "yes",
    "not_flagged": "yes",
    "far_enough": "yes",
    "who_checks": "Wren rings at nine",
}


@pytest.fixture
def hotel(cast, pages):
    """A hotel that anybody may use who rings first, and a case."""
    pages.today(TODAY)
    hotel = Place(name="Hotel C", kind="hotel", area_id="E23000020", state="open", use="ask", mix="any")
    hotel.provider, hotel.night_pence = Body.objects.get(code="harbour"), 64_00
    save_new_place_with_service(hotel, address="1 High St", by=cast.lead.actor)
    Unit.objects.create(place=hotel, name="Room 12", open_from=TODAY)
    pages.open_case()
    return pages


def check_page(pages):
    return re.search(r'href="(/cases/[^"]+/place/check/[^"/]+/)"', pages.markup("place/"))[1]


def stay_in_it(pages):
    stay = pages.post(hold_address(pages.markup("place/")), nights="3")
    pages.post(f"{stay}confirm/", answers_for="", payer="", pays_from="")
    return stay


def person(user):
    found = Pages(Client(), user)
    sign_in(found.client, user)
    return found


def lead_of(cast):
    return person(cast.lead)


def test_a_hotel_stands_apart_and_cannot_be_held_before_its_check_is_signed(hotel):
    page = hotel.markup("place/")
    assert "Check not started" in words_of(page)
    assert "place/hold/" not in page
    unit = Unit.objects.get(name="Room 12").pk
    refused = hotel.client.post(f"/cases/{hotel.reference}/place/hold/{unit}/", {"nights": "1"}, follow=True)
    assert "Finish and sign the check of Hotel C first." in words_of(refused.content.decode())


def test_half_a_check_is_kept_and_says_what_is_left(hotel):
    there = check_page(hotel)
    half = {**ANSWERS, "who_checks": "", "not_flagged": ""}
    hotel.post(there, what="save", **half)
    assert "7 of 9 answered." in hotel.read("place/")
    left = words_of(hotel.client.post(there, half, follow=True).content.decode())
    assert "Still to answer: Are you sure that nobody has marked it “do not use”?" in left
    assert "Still to answer: Who will check on them tonight, and when?" in left
    assert "Still to answer: Is the room" not in left


def test_it_is_signed_by_name_and_time_and_read_later(hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    said = hotel.read("stays/")
    assert "Hotel C: suitable Signed by Wren Ashdown, today at 10am." in said
    assert "Mind: staff not told, or told too much; corridor, kitchen or bathroom shared with others." in said
    assert "Welfare checks: Wren rings at nine" in said


def test_a_no_is_overruled_only_by_a_lead_with_a_reason_and_its_nights_are_counted(cast, hotel):
    hotel.post(check_page(hotel), **{**ANSWERS, "no_known_risk": "unsure"})
    page = hotel.markup("place/")
    assert "Not suitable, by the check:" in words_of(page)
    assert "place/hold/" not in page
    lead = lead_of(cast)
    there = lead.link("Overrule it", f"/cases/{hotel.reference}/place/")
    assert hotel.client.get(there).status_code == 403
    unsaid = lead.client.post(there, {"why": ""}, follow=True)
    assert "Why is it used anyway?" in words_of(unsaid.content.decode())
    lead.post(there, why="Nothing else is free, and two officers stay in the lobby")
    stay_in_it(hotel)
    hotel.today(date(2026, 11, 25))
    sign_in(lead.client, cast.lead)
    said = lead.read("/places/review/")
    assert "Unsuitable nights 2" in said
    assert "A check said no and was overruled: 2 nights" in said
    assert "two officers stay in the lobby" in lead.read(f"/cases/{hotel.reference}/stays/")


def test_a_missing_episode_is_recorded_and_counted_and_does_not_end_the_bed(cast, hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    hotel.post(
        f"{stay}missing/", told_police="yes", words="Left by the back door", at="9am", **day("on", TODAY)
    )
    said = hotel.read(stay)
    assert "Missing. The bed stays theirs until you end the stay." in said
    assert "Confirmed" in said
    assert "Missing from Room 12, Hotel C" in hotel.read("/my-day/")
    hotel.post(f"{stay}found/", words="Came back by herself", at="9:30am", **day("on", TODAY))
    assert "Missing since today at 9am, found today at 9:30am" in hotel.read(stay)
    assert "Missing 1" in lead_of(cast).read("/places/review/")


PROMPT = "Report them missing to the police now"


def go_missing(pages, stay):
    pages.post(f"{stay}missing/", told_police="no", words="Bed not slept in", at="9am", **day("on", TODAY))


def test_missing_on_a_stay_is_the_pathways_own_event_and_asks_what_it_asks(hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    assert PROMPT not in hotel.read()
    go_missing(hotel, stay)
    assert PROMPT in hotel.read()
    assert "Went missing" in hotel.read()
    hotel.post(f"{stay}found/", words="Rang from the station", at="9:30am", **day("on", TODAY))
    assert PROMPT not in hotel.read()


def test_being_found_makes_the_safety_plan_due_and_says_why(hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    hotel.post(
        "safety-plan/",
        seen="0",
        plan="Call and hang up",
        watched="",
        if_missing="",
        **day("review_on", date(2026, 12, 24)),
    )
    go_missing(hotel, stay)
    hotel.post(f"{stay}found/", words="", at="9:30am", **day("on", TODAY))
    assert "Review due today" in hotel.read()


def test_being_found_asks_for_a_safety_plan_where_none_is_written(hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    asked = "Write a safety plan with them"
    go_missing(hotel, stay)
    assert asked not in hotel.read()
    hotel.post(f"{stay}found/", words="", at="9:30am", **day("on", TODAY))
    assert asked in hotel.read()
    assert asked in hotel.read("/my-day/?what=all")
    hotel.post("safety-plan/", seen="0", plan="Call and hang up", watched="", if_missing="")
    assert asked not in hotel.read()
    assert asked not in hotel.read("/my-day/?what=all")


URGENT = "Urgent: their own right runs out"


def test_while_they_are_missing_their_own_rights_are_urgent_and_other_tasks_wait(cast, hotel):
    """A no on 24 November 2026: 30 days to ask again, 24 December; three months for a court, 24 February.

    Neither is in its last week, so each is urgent only while the person is away.
    """
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    hotel.record("nrm_explained", TODAY)
    hotel.answer("nrm", "yes", TODAY)
    hotel.record("nrm_referred", TODAY)
    hotel.record("rg_negative", TODAY)
    before = hotel.markup()
    assert URGENT not in words_of(before)
    assert "Offer local support" in words_of(before)
    go_missing(hotel, stay)
    page = hotel.markup()
    for right, last_day in (
        ("Ask for reconsideration", "24 December"),
        ("Start a judicial review", "24 February"),
    ):
        assert URGENT in row(page, right)
        assert last_day in row(page, right)
    assert words_of(page).count(URGENT) == 2
    asked = words_of(page)
    assert PROMPT in asked
    assert re.search(r"Offer to ask for reconsideration, with the evidence due by \w* ?24 Dec", asked)
    assert "Offer local support" not in asked, "nothing else is asked while nobody knows where they are"
    hotel.post(f"{stay}found/", words="", at="9:30am", **day("on", TODAY))
    assert URGENT not in hotel.read()
    assert "Offer local support" in hotel.read()
    assert "Missing 1" in lead_of(cast).read("/places/review/")


def test_missing_is_counted_once_wherever_it_was_recorded(cast, hotel):
    """Once on the stay, then once on the case; the stay tells both, and a record that was taken back is neither."""
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    hotel.record("went_missing", TODAY)
    assert "Missing. The bed stays theirs until you end the stay." in hotel.read(stay)
    assert "Missing from Room 12, Hotel C" in hotel.read("/my-day/")
    go_missing(hotel, stay)  # what is known already is told of the stay, and is no second time
    assert "Missing 1" in lead_of(cast).read("/places/review/")
    hotel.record("found", TODAY)
    assert "Missing. The bed stays theirs until you end the stay." not in hotel.read(stay)
    assert "Missing from Room 12" not in hotel.read("/my-day/")
    hotel.today(date(2026, 11, 25))
    hotel.record("went_missing", date(2026, 11, 25))
    lead = lead_of(cast)
    assert "Missing 2" in lead.read("/places/review/")
    assert hotel.read(stay).count("Missing since") == 3  # two on the stay, and what the record just changed
    hotel.post(f"{stay}missing/", told_police="yes", words="", at="9am", **day("on", date(2026, 11, 25)))
    assert "Missing 2" in lead.read("/places/review/")
    latest = Event.objects.filter(event="went_missing").latest("recorded_at")
    hotel.post(f"events/{latest.pk}/take-back/", because="It was somebody else")
    assert "Missing 1" in lead.read("/places/review/")


def at_night(pages, moment):
    """Make it that moment, and sign in."""
    pages.come_home()
    pages.away = time_machine.travel(moment)
    pages.away.start()
    sign_in(pages.client, pages.user)


def test_missing_after_midnight_is_missing_from_the_night_that_began_before(cast, hotel):
    """Nights of 24, 25 and 26 November: until six on the 27th it is still the last of them."""
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    at_night(hotel, "2026-11-27T02:30:00+00:00")
    on = date(2026, 11, 27)
    hotel.post(f"{stay}missing/", told_police="no", words="", at="2:17am", **day("on", on))
    assert "Missing. The bed stays theirs until you end the stay." in hotel.read(stay)
    assert "Found, or back" in hotel.read(stay)
    hotel.post(f"{stay}found/", words="", at="2:20am", **day("on", on))
    assert "Missing since today at 2:17am, found today at 2:20am" in hotel.read(stay)
    hotel.record("went_missing", on, at_time="2:25am")
    assert hotel.read(stay).count("Missing since") == 3  # two on the stay, and what the record just changed
    assert "Missing 2" in lead_of(cast).read("/places/review/")


@pytest.mark.parametrize(
    ("moment", "night"),
    [
        ("2026-11-25T22:00:00+00:00", "25"),
        ("2026-11-27T02:30:00+00:00", "26"),
        ("2026-11-29T10:00:00+00:00", "26"),
    ],
)
def test_the_night_from_which_it_does_not_suit_begins_with_one_of_the_stay(hotel, moment, night):
    """Nights of 24, 25 and 26 November."""
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    at_night(hotel, moment)
    asked = re.search(r'<input[^>]*name="from_night-day"[^>]*>', hotel.markup(f"{stay}unsuitable/"))[0]
    assert f'value="{night}"' in asked


def test_lost_evidence_and_a_place_that_turns_out_not_to_suit_are_counted(cast, hotel):
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    hotel.post(f"{stay}evidence/", words="The phone was thrown away by cleaners", told_police="yes")
    hotel.post(f"{stay}unsuitable/", why="mixed", words="", **day("from_night", TODAY))
    assert "The police know. The phone was thrown away by cleaners" in hotel.read(stay)
    said = lead_of(cast).read("/places/review/")
    assert "Evidence lost 1" in said
    assert "Unsuitable nights 1" in said


def test_a_dispute_names_who_houses_tonight_and_stops_no_bed(cast, hotel):
    dispute = {
        "between": "fen-housing",
        "says": "no recourse to public funds",
        "other": "lincolnshire-police",
        "other_says": "the council, as a homelessness duty",
        "payer": "lantern",
        "pays_from": "",
        "rule": "County protocol, paragraph 4",
    }
    unsaid = hotel.client.post(f"/cases/{hotel.reference}/place/dispute/", {**dispute, "tonight": ""})
    assert "draft=" in unsaid["Location"]  # nobody named: not kept
    hotel.post("place/dispute/", tonight="lincolnshire-police", **dispute)
    said = hotel.read("place/")
    assert (
        "Disputed Lincolnshire Police house them tonight and Lantern pays. The dispute does not stop a bed."
        in said
    )
    assert "Fen housing team: no recourse to public funds" in said
    hotel.post(check_page(hotel), **ANSWERS)
    stay = stay_in_it(hotel)
    assert "Basis Disputed Responsible for housing them Lincolnshire Police" in hotel.read(stay)
    for reader in (cast.lead, cast.housing):  # whoever holds the case, and the council that is a side of it
        assert "Disputes 1" in person(reader).read("/places/review/")


def test_a_refusal_is_recorded_with_its_reason_and_counted_without_a_name(cast, hotel):
    hotel.post(
        "place/refusal/",
        body="fen-housing",
        body_words="",
        why="no_recourse",
        words="We cannot, she has no status",
        said_by="The night officer",
        at="",
        **day("on", TODAY),
    )
    assert (
        "Fen housing team: refused: no recourse to public funds. “We cannot, she has no status”"
        in hotel.read("place/")
    )
    review = lead_of(cast).markup("/places/review/")
    assert row(review, "Fen housing team") == "Fen housing team No recourse to public funds Before 1"
    for kept in ("she has no status", "night officer", "Mirela"):
        assert kept not in review
