"""The person's own page: nothing on it tells who, where, or of what, unless it was ticked; and never of danger."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.need_and_service_kinds import KINDS
from handrail.directory.need_and_service_kinds import NEEDS as ALL_NEEDS
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.offers.actions.offers import (
    answer_offer,
    make_offer,
    record_need,
    record_offer_result,
)
from handrail.people.contacts.actions.contacts import plan_contact
from handrail.people.contacts.models import Contact
from handrail.people.records.text_choices import ConsentAnswer, ContactChannelKind, OfferAnswer
from handrail.people.recovery.forms import REVEAL, SHOW
from handrail.people.recovery.person_page_words import GUARDED, NEEDS
from handrail.people.recovery.plan_offer_categories import PLAN_KINDS
from handrail.people.recovery.planned_meetings import PlannedMeeting
from handrail.platform.access.kinds import Kind
from handrail.platform.ui import formatting
from people.recovery.recovery_fixtures import (
    CONTACT,
    GOAL,
    SAID_OF_US,
    SECRETS,
    WHY,
    World,
    a_service,
    a_world,
)
from support.practice_pages import words_of
from support.worlds import shared_world

NOTE = "the brother asked at the desk"
RESULT = "moved in above the chapel"
TELLING = (
    "police",
    "nrm",
    "slavery",
    "traffick",
    "exploit",
    "danger",
    "safe",
    "immigration",
    "court",
    "handrail",
)


@shared_world
def world(cast, told) -> World:
    """With a police note, a yes to share with the police, and a place that she said yes to."""
    made = a_world(cast, told)
    here = {"case_id": told.case_id, "by": cast.worker.actor}
    today = timezone.localdate()
    events.record_event(happening=EventInput("crime_recorded", today, note=NOTE), **here)
    consents.record_local_support_answer(
        said=ConsentAnswer.YES, asked=ConsentAskingInput(on=today, words="my own words"), **here
    )
    consents.record_nrm_answer(said=ConsentAnswer.NO, asked=ConsentAskingInput(on=today), **here)
    consents.record_sharing_answer(
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput("lincolnshire-police", [Kind.SAFETY]),
        asked=ConsentAskingInput(on=today),
        **here,
    )
    house = a_service(cast, "safe_house", "Alder house")
    need = record_need(kind="place", words="away from Fenmarsh", on=today, **here)
    offer = make_offer(need_id=need.pk, service_id=house, on=today, **here)
    answer_offer(
        offer_id=offer.pk,
        answer=OfferAnswer.ACCEPTED,
        on=today,
        reason="it has a wall",
        seen_version=1,
        **here,
    )
    record_offer_result(offer_id=offer.pk, result=RESULT, cost_pence=None, seen_version=2, **here)
    return made


def shown(client, world, **chosen):
    answer = client.get(reverse("show_their_page", args=[world.told.reference]), chosen)
    assert answer.status_code == 200
    return answer.content.decode()


EVERYTHING = {"show": [code for code, _ in SHOW], "reveal": [code for code, _ in REVEAL], "size": "large"}


def test_by_itself_it_tells_neither_who_nor_where_nor_of_what(cast, world, signed_in):
    page = shown(signed_in(cast.worker), world)
    planted = (*world.told.secrets, *SECRETS, NOTE, RESULT, world.told.reference, "Harbour", "Alder", "Wren", "Lantern",
               "away from Fenmarsh", "Legal hour", "my own words")  # fmt: skip
    assert [word for word in planted if word in page] == []
    said = words_of(page)
    assert [word for word in TELLING if word in said.lower()] == []
    for line in (
        "A place to stay Somewhere to sleep . You said yes on",
        "Help from organisations near you. You said yes on",
        "Sharing what you told us with an organisation. You said yes on",
        "You can change a yes to a no at any time.",
    ):
        assert line in said


def test_what_is_ticked_is_shown_and_danger_and_safe_houses_never(cast, world, signed_in):
    page = shown(signed_in(cast.worker), world, **EVERYTHING)
    for word in ("Mirela: my plan", GOAL, "Legal hour, Harbour", "Wren", "You are not in the NRM.",
                 "Sharing what you told us with Lincolnshire Police", "app-them--large"):  # fmt: skip
        assert word in page
    never = (
        world.told.secrets[-1],
        NOTE,
        RESULT,
        WHY,
        "Alder house",
        CONTACT,
        *SAID_OF_US,
        "Oprea",
        world.told.reference,
    )
    assert [word for word in never if word in page] == []


def test_the_next_meeting_is_shown_by_day_and_time_where_it_is_ticked(cast, world, signed_in):
    tomorrow = timezone.localdate() + timedelta(days=1)
    contact = Contact(case_id=world.told.case_id, channel=ContactChannelKind.CALL, with_user=cast.worker)
    contact.on, contact.at_time, contact.about = tomorrow, time(14), "the landlord in Fenmarsh"
    plan_contact(contact, by=cast.worker.actor)
    client = signed_in(cast.worker)
    said = f"Call: {formatting.format_long_day_without_year(tomorrow)}, 2pm"
    assert said in shown(client, world, **EVERYTHING)
    assert "landlord" not in shown(client, world, **(EVERYTHING | {"show": ["next"]}))
    assert said not in shown(client, world)


def test_what_was_offered_twice_is_one_line_and_a_part_that_holds_nothing_is_left_out(cast, told, signed_in):
    here, today = {"case_id": told.case_id, "by": cast.worker.actor}, timezone.localdate()
    client, address = signed_in(cast.worker), reverse("show_their_page", args=[told.reference])
    empty = words_of(client.get(address).content.decode())
    for head in ("What I need", "My answers", "What comes next", "Nothing"):
        assert head not in empty
    need = record_need(kind="health", words="", on=today, **here)
    service = a_service(cast)
    for on in (today - timedelta(days=2), today):
        make_offer(need_id=need.pk, service_id=service, on=on, **here)
    page = words_of(client.get(address).content.decode())
    assert (
        page.count("Offered 2 times. Offered on " + formatting.format_day_omitting_current_year(today)) == 1
    )
    assert page.count("Tell us what you think") == 1


def test_places_that_may_not_be_named_are_one_line_with_each_answer(cast, told, signed_in):
    here, today = {"case_id": told.case_id, "by": cast.worker.actor}, timezone.localdate()
    need = record_need(kind="place", words="", on=today - timedelta(days=9), **here)
    said = ((9, OfferAnswer.DECLINED), (6, OfferAnswer.ACCEPTED), (3, OfferAnswer.DECLINED))
    for number, (days, answer) in enumerate(said):
        on = today - timedelta(days=days)
        house = a_service(cast, "safe_house", f"House {number}")
        offer = make_offer(need_id=need.pk, service_id=house, on=on, **here)
        answer_offer(offer_id=offer.pk, answer=answer, on=on, reason="", seen_version=1, **here)
    address = reverse("show_their_page", args=[told.reference])
    page = words_of(signed_in(cast.worker).get(address).content.decode())
    yes, no = (formatting.format_day_omitting_current_year(today - timedelta(days=days)) for days in (6, 3))
    assert page.count("Somewhere to sleep") == 1
    assert f"Offered 3 times. You said yes on {yes}. You said no on {no}." in page


@pytest.mark.parametrize("kind", ["place_of_safety", "safe_house", "flat", "hotel_room"])
def test_where_they_sleep_is_never_named_or_located_whatever_is_ticked(cast, told, signed_in, kind):
    here, today = {"case_id": told.case_id, "by": cast.worker.actor}, timezone.localdate()
    need = record_need(kind="place", words="", on=today, **here)
    for name in ("Hazel", "Willow", "The hill"):
        house = a_service(cast, kind, name, body="fen-housing")
        offer = make_offer(need_id=need.pk, service_id=house, on=today, **here)
        answer_offer(
            offer_id=offer.pk, answer=OfferAnswer.DECLINED, on=today, reason="", seen_version=1, **here
        )
    record_offer_result(offer_id=offer.pk, result=RESULT, cost_pence=None, seen_version=2, **here)
    sharing = ConsentToSharingInput("fen-housing", [Kind.HOUSING])
    consents.record_sharing_answer(
        said=ConsentAnswer.YES, sharing=sharing, asked=ConsentAskingInput(on=today), **here
    )
    address = reverse("show_their_page", args=[told.reference])
    page = words_of(signed_in(cast.worker).get(address, EVERYTHING).content.decode())
    assert "Sharing what you told us with an organisation. You said yes" in page
    assert page.count("Somewhere to sleep") == 1
    assert [word for word in ("Hazel", "Willow", "The hill", "Fen", RESULT) if word in page] == []


def test_a_need_without_words_offers_or_an_end_has_no_heading_where_words_are_ticked(cast, told, signed_in):
    for kind, words in (("travel", ""), ("english", "Evening lessons")):
        record_need(
            kind=kind, words=words, on=timezone.localdate(), case_id=told.case_id, by=cast.worker.actor
        )
    address = reverse("show_their_page", args=[told.reference])
    page = signed_in(cast.worker).get(address, EVERYTHING).content.decode()
    assert "<h3>English and learning</h3>" in page
    assert "<h3>Travel</h3>" not in page


def test_who_had_not_decided_had_not_on_that_day(cast, told, signed_in):
    asked = ConsentAskingInput(on=timezone.localdate())
    consents.record_nrm_answer(
        case_id=told.case_id, said=ConsentAnswer.UNDECIDED, asked=asked, by=cast.worker.actor
    )
    address = reverse("show_their_page", args=[told.reference])
    page = words_of(signed_in(cast.worker).get(address, EVERYTHING).content.decode())
    day = formatting.format_day_omitting_current_year(timezone.localdate())
    assert f"NRM referral. On {day} you had not decided." in page


def test_what_waits_is_named_as_the_plan_names_it(cast, told, signed_in):
    here, today = {"case_id": told.case_id, "by": cast.worker.actor}, timezone.localdate()
    need = record_need(kind="english", words="", on=today, **here)
    make_offer(need_id=need.pk, service_id=a_service(cast, "english_class", "Lessons"), on=today, **here)
    address = reverse("show_their_page", args=[told.reference])
    page = words_of(signed_in(cast.worker).get(address).content.decode())
    assert "Tell us what you think: English, learning and work, offered on" in page


def test_a_wrong_choice_leads_back_to_the_choices(cast, world, signed_in):
    page = words_of(shown(signed_in(cast.worker), world, size="huge"))
    assert "Choose at least one part of the page" in page


def test_each_need_has_its_plain_word_and_each_kind_its_line():
    assert set(NEEDS) | set(GUARDED) == {need.code for need in ALL_NEEDS}
    assert not set(NEEDS) & set(GUARDED)
    assert {code for line in PLAN_KINDS for code in line.kinds} == {kind.code for kind in KINDS}


def test_a_meeting_is_ahead_until_its_time_has_come():
    noon = datetime(2026, 11, 29, 12, tzinfo=formatting.LONDON)
    today, yesterday = noon.date(), date(2026, 11, 28)
    assert PlannedMeeting("Call", today, time(14)).is_ahead_at(noon)
    assert not PlannedMeeting("Call", today, time(11, 59)).is_ahead_at(noon)
    assert PlannedMeeting("Call", today, None).is_ahead_at(noon)
    assert not PlannedMeeting("Call", yesterday, time(23)).is_ahead_at(noon)


def test_a_need_without_an_offer_is_only_looked_for(cast, told, signed_in):
    record_need(kind="travel", words="", on=timezone.localdate(), case_id=told.case_id, by=cast.worker.actor)
    address = reverse("show_their_page", args=[told.reference])
    page = words_of(signed_in(cast.worker).get(address).content.decode())
    assert "We are looking for something with you: " in page
    assert "What I need" not in page
    assert "Nothing yet" not in page
