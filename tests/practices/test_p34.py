"""Who may house and who pays for those who say no to the NRM, or cannot use a safe house; and a plan for the gaps."""

import re
from datetime import date

import pytest
from django.test import Client

from handrail.areas.oversight.actions.follow_up_reminders import queue_due_follow_up_reminders
from handrail.directory.housing.models import Unit
from handrail.platform.followups.models import FollowUp
from handrail.platform.outbox.models import Message
from handrail.platform.reference.models import Body
from support.cast import sign_in
from support.housing_journey import WILLOW, agree, council_places, day, hold_address, send
from support.practice_pages import Pages, row, words_of

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.practice("P34")


@pytest.fixture
def declined(cast, pages):
    """Somebody who said no to the NRM."""
    pages.today(TODAY)
    council_places(cast)
    pages.open_case()
    pages.answer("nrm", "no", TODAY)
    return pages


def held(pages):
    return pages.post(hold_address(pages.markup("place/")), nights="1")


def test_for_somebody_who_said_no_it_says_that_nobody_is_confirmed_and_that_it_stops_nothing(declined):
    said = declined.read("place/")
    assert "There is no national bed for someone who declined the NRM." in said
    assert "No confirmed rule" in said
    assert "APCC progress update on modern slavery, 2021" in said


def test_a_placement_names_who_answers_who_pays_and_under_which_agreement(cast, declined):
    agree(cast, date(2026, 12, 31))
    assert "No confirmed rule" not in declined.read("place/"), "an agreement names them"
    stay = held(declined)
    declined.post(f"{stay}confirm/")
    said = declined.read(stay)
    for words in (
        "Basis Agreed",
        "Responsible for housing them Fen housing team",
        "the emergency fund",
        "Agreement Council rooms",
        "Pays for food and other needs Lantern",
    ):
        assert words in said
    assert "Outside the NRM" in declined.read("place/")


def test_a_flat_of_several_beds_is_one_night_and_not_one_for_each_bed(cast, declined):
    Unit.objects.update(beds=4, whole=True)
    agree(cast, date(2026, 12, 31))
    declined.post(f"{held(declined)}confirm/")
    review = person(cast.lead).markup("/places/review/")
    assert "Nights 1 " in words_of(review)
    assert row(review, "Fen housing team").endswith("Agreed 1 1")


def test_subsistence_comes_from_dated_rates_with_their_source(cast, declined):
    lead = agree(cast, date(2026, 12, 31))
    there = lead.link("Council rooms", "/agreements/")
    for pence, since in (("35", date(2026, 1, 1)), ("39.60", date(2026, 7, 1)), ("45", date(2027, 1, 1))):
        lead.post(
            f"{there}rate/",
            whom="adult",
            pence=pence,
            per="week",
            source="Letter between the two",
            confidence="confirmed",
            **day("since", since),
        )
    assert "An adult £39.60 a week In force today" in lead.read(there)
    said = declined.read(held(declined))
    assert "An adult: £39.60 a week Since 1 July 2026. Letter between the two." in said


@pytest.fixture
def unpaid(cast, declined):
    """A stay for which nobody is written down as paying, in a place that lets anybody who rings."""
    council = person(cast.housing)
    place = council.link("Change", "/places/")
    seen = council.markup(place).split('name="seen" value="')[1].split('"')[0]
    send(council, place, WILLOW | {"seen": seen, "use": "ask", "address": ""})
    stay = held(declined)
    declined.post(f"{stay}confirm/", answers_for="", payer="", pays_from="")
    assert "Basis Not verified" in declined.read(stay)
    return declined


def person(user):
    found = Pages(Client(), user)
    sign_in(found.client, user)
    return found


ACTION = "Ask who pays for beds before the NRM"


def gap_action(**more):
    """What a lead answers about the gap: the council is to do it."""
    body = Body.objects.get(code="fen-housing").pk
    given = {"gap": "no_payer", "need": "place", "phase": "outside", "district": str(body), "what": ACTION}
    return given | {"owner": str(body), "person": "Housing manager"} | day("due_on", date(2026, 12, 4)) | more


def make_action(cast, **more):
    lead = person(cast.lead)
    lead.post(lead.link("Add an action", "/places/review/"), **gap_action(**more))
    return lead


def make_plan(cast):
    office = person(cast.commissioner)
    there = office.post(
        "/oversight/plans/add/",
        title="Beds for everybody",
        aim="",
        joint="alone",
        **day("starts_on", TODAY),
        **day("ends_on", date(2027, 6, 30)),
    )
    return office, there


def test_where_nobody_pays_the_gap_is_in_the_review_and_becomes_an_action_of_an_owning_body(cast, unpaid):
    lead = person(cast.lead)
    assert ": 1 " in row(lead.markup("/places/review/"), "Nights with no payer recorded")
    assert "The whole area" in lead.read(lead.link("Add an action", "/places/review/"))
    make_action(cast)
    assert (
        f"{ACTION} Gap outside the NRM, “A safe place to stay” (Fen housing team). Reason: no one has agreed to pay"
        in lead.read("/places/review/")
    )
    council = person(cast.housing)
    assert f"{ACTION}" in council.read("/places/review/")
    assert "Housing manager, Fen housing team, by 4 December 2026" in council.read("/places/review/")
    there = council.link("Update status", "/places/review/")
    council.post(there, seen="1", state="open", words="We ask the panel in December", evidence="")
    assert "We ask the panel in December" in lead.read("/places/review/")


def test_the_district_is_a_council_of_the_area_that_exists_today(cast, unpaid):
    lead = person(cast.lead)
    asked = lead.markup(lead.link("Add an action", "/places/review/"))
    districts = words_of(asked[asked.index('name="district"') :].partition("</select>")[0])
    assert "Boston Borough Council" in districts
    assert "North Kesteven District Council" in districts
    elsewhere = ("Adur District Council", "Aberdeen City Council", "Armagh City, Banbridge and Craigavon")
    for name in (*elsewhere, "Allerdale Borough Council"):  # the last ended in 2023
        assert name not in districts


def test_the_commissioner_sees_it_and_makes_it_part_of_an_improvement_plan(cast, unpaid):
    make_action(cast)
    office, plan = make_plan(cast)
    assert ACTION in office.read("/oversight/actions/")
    choice = office.link("Add a gap from a review", plan)
    number = re.search(r'name="gap"[^>]*value="([^"]+)"', office.markup(choice))[1]
    office.post(choice, gap=number)
    said = office.read(plan)
    assert "No one has agreed to pay A safe place to stay. Outside the NRM. Fen housing team." in said
    assert f"{ACTION} Fen housing team Housing manager" in said
    council = person(cast.housing)
    council.post(
        council.link("Update status", "/places/review/"),
        seen="1",
        state="done",
        words="Agreed",
        evidence="Minutes",
    )
    assert "Agreed" in office.read(plan)
    assert "Add a gap from a review" not in office.read(plan)  # it is in one plan and in no second one


def test_it_is_chased_before_its_day_and_after_it(cast, unpaid):
    make_action(cast)
    assert queue_due_follow_up_reminders(on=date(2026, 11, 26)) == 0  # six working days before
    assert queue_due_follow_up_reminders(on=date(2026, 11, 27)) == 1
    assert queue_due_follow_up_reminders(on=date(2026, 12, 7)) == 1
    told = Message.objects.filter(to=cast.housing)
    assert {message.path for message in told} == {f"/places/review/{FollowUp.objects.get().pk}/done/"}
    unpaid.today(date(2026, 12, 7))
    assert "Overdue" in row(person(cast.housing).markup("/places/review/"), ACTION)


REFUSED = {
    "Ask who pays for Mirela": "” is, or sounds like, the name of someone you support.",
    "ask who pays for mirela": "” is, or sounds like, the name of someone you support.",
    "Ask who pays for Mirel\u00adá’s room": "” is, or sounds like, the name of someone you support.",
    "Ask about LN-0001-A": "looks like the reference of a case",
    "Ask again about Willow": "is the name of a place",
    "Ask about 3 Withy Bank": "looks like an address",
    "Ask about Room 1": "looks like a room or a flat",
    "Call 07700 900123": "looks like a telephone number",
    "Near PE21 6AA": "looks like a postcode",
}


@pytest.mark.one_engine
def test_words_for_the_plan_name_no_person_case_or_place(cast, unpaid):
    lead = person(cast.lead)
    there = lead.link("Add an action", "/places/review/")
    for words, what in REFUSED.items():
        for field in ("what", "person"):
            refused = lead.client.post(there, gap_action(**{field: words}), follow=True)
            assert what in words_of(refused.content.decode()), (field, words)
    assert FollowUp.objects.count() == 0
    listed = person(cast.commissioner).read("/oversight/actions/")
    assert [words for words in REFUSED if words in listed] == []


def test_how_it_stands_names_nobody_either(cast, unpaid):
    make_action(cast, owner=str(cast.lead.body_id))
    lead = person(cast.lead)
    there = lead.link("Update status", "/places/review/")
    refused = lead.client.post(
        there, {"seen": "1", "state": "open", "words": "Mirela pays", "evidence": ""}, follow=True
    )
    assert "” is, or sounds like, the name of someone you support." in words_of(refused.content.decode())
    assert "Mirela pays" not in person(cast.commissioner).read("/oversight/actions/")


def test_what_the_area_reads_holds_codes_and_words_and_nothing_of_the_case(cast, unpaid):
    make_action(cast)
    office, plan = make_plan(cast)
    action = f"/oversight/actions/{FollowUp.objects.get().pk}/"
    for address in (plan, action, "/oversight/actions/", "/oversight/actions/list.csv", "/for-you/"):
        page = office.client.get(address, follow=True).content.decode()
        for kept in ("Mirela", unpaid.reference, "Willow", "Withy", "Room 1", "/cases/", "/places/"):
            assert kept not in page, (address, kept)
    assert person(cast.neighbour).client.get(action).status_code == 404
    for user in (cast.outsider, cast.partner):
        assert person(user).client.get(action).status_code in (403, 404)
        assert person(user).client.get("/places/review/").status_code == 403


def test_each_placement_names_its_agreement_or_says_that_there_is_none(cast, unpaid):
    stays = row(unpaid.markup("stays/"), "Room 1")
    assert "No agreement" in stays
    lead = person(cast.lead)
    assert "No agreement" in row(lead.markup("/places/review/"), "No one confirmed")
    assert ": 1 " in row(
        lead.markup("/places/review/"), "Nights in another body’s place without an agreement"
    )


def test_a_placement_in_dispute_names_the_agreement_and_the_rule_apart(cast, declined):
    agree(cast, date(2026, 12, 31))
    declined.post(
        "place/dispute/",
        between="fen-housing",
        says="not ours",
        other="lincolnshire-police",
        other_says="theirs",
        tonight="lincolnshire-police",
        payer="lantern",
        pays_from="",
        rule="County protocol, paragraph 4",
    )
    stay = held(declined)
    declined.post(f"{stay}confirm/")
    said = declined.read(stay)
    assert "Agreement Council rooms" in said
    assert "Rule County protocol, paragraph 4" in said
    assert "Council rooms. County protocol" in declined.read("stays/")
    assert "Council rooms" in row(person(cast.lead).markup("/places/review/"), "Lincolnshire Police")
