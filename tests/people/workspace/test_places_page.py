"""Places of one's people: who needs one, who is held one, who stays where; of their own cases alone, and no address."""

import datetime
import html
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.events.models import Due
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.cases.person import actions as person
from handrail.people.housing.actions import child_placement_steps, stays
from handrail.people.housing.text_choices import ChildPlacementStepKind, StayEndReason
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age, ImmediateDangerOrInjuryAnswer, OfferAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.audit.models import Record
from support.cast import NAME, NUMBER, tell
from support.full_case import a_room
from support.housing import ADDRESS, Home, a_place, a_unit, after, an_agreement
from support.housing_pages import share
from support.matching import join
from support.worlds import shared_world


@shared_world
def home(cast) -> Home:
    """The worker's adult, and Flat 2, Rowan."""
    told = tell(cast.worker.actor)
    place = a_place(cast.lead.actor)
    return Home(cast, Case.objects.get(pk=told.case_id), place, a_unit(place), an_agreement(cast))


@pytest.fixture
def adult(cast):
    """Another adult of the worker's."""

    def opened():
        case = opening.open_case(by=cast.worker.actor)
        opening.set_age_group(case_id=case.pk, age=Age.ADULT, by=cast.worker.actor)
        return case

    return opened


def page(client, query=""):
    response = client.get(f"{reverse('places_of_people')}?{query}")
    assert response.status_code == 200
    return html.unescape(response.content.decode())


def lists(markup):
    """The words of each list, by its code."""
    parts = re.split(r'<section class="app-section" aria-labelledby="(\w+)">', markup)
    return {
        code: " ".join(re.sub(r"<[^>]+>", " ", text.partition("</section>")[0]).split())
        for code, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def read(client, query=""):
    return lists(page(client, query))


def make_safe_is_not_asked(case):
    """The pathway's own prompt aside, which comes before a need."""
    Due.objects.filter(case=case).delete()


def need_place(case_id, by, days=0):
    on = timezone.localdate() - datetime.timedelta(days=days)
    return offers.record_need(case_id=case_id, kind="place", words="A room", on=on, by=by)


def test_whoever_asked_for_a_place_and_has_none_is_listed_with_one_button_to_find_it(home, signed_in):
    need_place(home.case.pk, home.cast.worker.actor)
    make_safe_is_not_asked(home.case)
    markup = page(signed_in(home.cast.worker))
    shown = lists(markup)
    assert shown["needed"].startswith(
        f"Need a place 1 Place needed {NAME} {home.case.reference} Needed since "
    )
    assert shown["needed"].endswith("No place booked. Find a place")
    assert markup.count(f'href="{reverse("place_tonight", args=[home.case.reference])}"') == 1
    assert "No place is held." in shown["held"]
    assert "No one stays in a place." in shown["staying"]


def test_a_hold_shows_the_time_left_and_when_it_has_run_out_that_they_need_a_place(home, signed_in):
    stay = home.hold()
    later = timezone.now() + datetime.timedelta(minutes=10)
    with time_machine.travel(later, tick=False):
        markup = page(signed_in(home.cast.worker))
        shown = lists(markup)
    assert re.search(r"(19|20) minutes left Mirela \S+ Flat 2, Rowan Until ", shown["held"])
    assert shown["held"].endswith("Confirm or release")
    assert reverse("stay", args=[home.case.reference, stay]) in markup
    assert "No one needs a place." in shown["needed"]
    with time_machine.travel(timezone.now() + datetime.timedelta(minutes=31), tick=False):
        shown = read(signed_in(home.cast.worker))
    assert "The hold on Flat 2, Rowan ended. Find a place" in shown["needed"]
    assert "No place is held." in shown["held"]


def test_stays_are_listed_with_the_one_that_ends_first_at_the_top(home, adult, signed_in):
    home.stay(nights=5)
    other = Home(home.cast, adult(), home.place, home.unit, home.agreement)
    other.stay(a_unit(home.place, "Flat 3"), nights=1)
    shown = read(signed_in(home.cast.worker))["staying"]
    assert re.match(r"Staying 2 Ends tonight \S+ Flat 3, Rowan Since \w", shown)
    assert "Final night: tonight. Extend or end" in shown
    assert shown.index("Flat 3, Rowan") < shown.index("Flat 2, Rowan")
    assert re.search(r"Staying Mirela .* Final night: \w+day [^.]*\.$", shown)


def test_a_night_that_was_the_last_leaves_them_without_a_place(home, signed_in):
    home.stay(nights=1)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1, hours=1)):
        shown = read(signed_in(home.cast.worker))
    assert re.search(r"Final night at Flat 2, Rowan: .*\. Not extended\. Find a place", shown["needed"])
    assert "No one stays in a place." in shown["staying"]


@pytest.mark.parametrize(
    ("why", "said"),
    [(StayEndReason.NOT_SAFE, "Left Flat 2, Rowan: it was not safe."), (StayEndReason.MOVED_ON, "")],
)
def test_after_a_stay_they_need_a_place_unless_they_moved_on(home, signed_in, why, said):
    stay, by = home.stay(nights=3), home.cast.worker.actor
    stays.end_stay(case_id=home.case.pk, stay_id=stay, leaving=after(1), why=why, words="", by=by)
    make_safe_is_not_asked(home.case)
    assert (said or "No one needs a place.") in read(signed_in(home.cast.worker))["needed"]
    need_place(home.case.pk, by)
    assert "Left Flat 2, Rowan: " in read(signed_in(home.cast.worker))["needed"]


def test_a_refused_place_is_said_with_who_needs_another(home, signed_in):
    by = home.cast.worker.actor
    stays.decline_stay(case_id=home.case.pk, stay_id=home.hold(), reason="Too far", by=by)
    shown = read(signed_in(home.cast.worker))["needed"]
    assert "Refused Flat 2, Rowan. Find a place" in shown
    assert "Too far" not in shown


@pytest.mark.parametrize(
    ("age", "said"), [(Age.CHILD, "Under 18: call now."), (Age.UNSURE, "Age not sure: call now.")]
)
def test_a_child_or_who_may_be_one_comes_first_and_says_so(home, signed_in, age, said):
    by = home.cast.worker.actor
    need_place(home.case.pk, by)
    child = opening.open_case(by=by)
    opening.set_age_group(case_id=child.pk, age=age, by=by)
    child_placement_steps.record_child_placement_step(
        case_id=child.pk, sort=ChildPlacementStepKind.RANG, words="", by=by
    )
    shown = read(signed_in(home.cast.worker))["needed"]
    assert shown.startswith(f"Need a place 2 Not placed {child.reference} {said} Waiting for a place since ")
    assert shown.index(said) < shown.index(NAME)


def test_a_child_who_is_to_be_made_safe_says_so_and_one_who_was_placed_is_not_listed(home, signed_in):
    by = home.cast.worker.actor
    make_safe_is_not_asked(home.case)
    child = opening.open_case(by=by)
    opening.set_age_group(case_id=child.pk, age=Age.CHILD, by=by)
    assert (
        f"Urgent: safety {child.reference} Under 18: call now." in read(signed_in(home.cast.worker))["needed"]
    )
    for step in (ChildPlacementStepKind.RANG, ChildPlacementStepKind.PLACED):
        child_placement_steps.record_child_placement_step(case_id=child.pk, sort=step, words="", by=by)
    assert "No one needs a place." in read(signed_in(home.cast.worker))["needed"]


def test_whoever_is_in_danger_without_a_place_is_listed_where_danger_is_open(home, signed_in):
    in_danger = ImmediateDangerOrInjuryAnswer.IN_DANGER
    person.record_danger_check(case_id=home.case.pk, answer=in_danger, note="", by=home.cast.worker.actor)
    assert "In danger or hurt Mirela" in read(signed_in(home.cast.worker))["needed"]
    share(home.cast, type("Told", (), {"case_id": home.case.pk}), "harbour", Kind.IDENTITY, Kind.HOUSING)
    assert "No one needs a place." in read(signed_in(home.cast.partner), "whose=shared")["needed"]


def test_a_house_that_they_accepted_elsewhere_is_where_they_stay_once_they_moved_in(home, signed_in):
    by, today = home.cast.worker.actor, timezone.localdate()
    need, here = need_place(home.case.pk, by), {"case_id": home.case.pk, "by": by}
    offer = offers.make_offer(need_id=need.pk, service_id=a_room(by), on=today, **here)
    assert "Needed since" in read(signed_in(home.cast.worker))["needed"]
    offers.answer_offer(
        offer_id=offer.pk,
        answer=OfferAnswer.ACCEPTED,
        on=today,
        reason="",
        seen_version=offer.version,
        **here,
    )
    assert "Urgent: safety" in read(signed_in(home.cast.worker))["needed"]
    make_safe_is_not_asked(home.case)
    shown = read(signed_in(home.cast.worker))
    assert "Accepted Mirela" in shown["held"]
    assert re.search(r"Room at Fen House Accepted on .* Not moved in yet\. Record move-in$", shown["held"])
    assert "No one needs a place." in shown["needed"]
    for code in ("national_support_started", "place_of_safety_entered"):
        events.record_event(happening=EventInput(code, today), **here)
    assert re.search(
        r"Room at Fen House Since .*\. No end date\.", read(signed_in(home.cast.worker))["staying"]
    )
    events.record_event(happening=EventInput("national_support_ended", today), **here)
    assert "Needed since" in read(signed_in(home.cast.worker))["needed"]


def test_whoever_is_to_be_made_safe_tonight_is_listed_without_a_recorded_need(home, signed_in):
    """No event says yet where they are safe: the pathway asks for it from the day they were identified."""
    assert re.search(
        r"Urgent: safety Mirela \S+ No place recorded\.", read(signed_in(home.cast.worker))["needed"]
    )


def test_that_somebody_is_to_be_made_safe_is_told_only_where_danger_is_open_too(home, signed_in):
    """The pathway asks for it, after the first weeks, while danger is open: who is listed would tell that."""
    told = type("Told", (), {"case_id": home.case.pk})
    share(home.cast, told, "harbour", Kind.IDENTITY, Kind.HOUSING, Kind.PATHWAY)
    assert NAME not in page(signed_in(home.cast.partner), "whose=shared")
    share(home.cast, told, "harbour", Kind.IDENTITY, Kind.HOUSING, Kind.PATHWAY, Kind.SAFETY)
    assert "Urgent: safety" in read(signed_in(home.cast.partner), "whose=shared")["needed"]


def test_two_cases_of_one_person_need_one_place(home, signed_in):
    other = tell(home.cast.worker.actor)
    assert read(signed_in(home.cast.worker))["needed"].startswith("Need a place 2 ")
    join(home.case, Case.objects.get(pk=other.case_id), home.cast.worker.actor)
    shown = read(signed_in(home.cast.worker))["needed"]
    assert shown.startswith("Need a place 1 ")
    assert "same person as" in shown
    home.hold(by=home.cast.worker)
    assert "No one needs a place." in read(signed_in(home.cast.worker))["needed"]


def test_a_colleague_who_is_not_on_the_case_sees_nothing_and_a_stand_in_sees_it(home, signed_in):
    home.stay(nights=2)
    client = signed_in(home.cast.colleague)
    for query in ("", "whose=shared", "whose=ours", "show=staying"):
        assert NAME not in page(client, query)
        assert home.case.reference not in page(client, query)
    names = {"point_of_contact_id": home.cast.worker.pk, "stand_in_id": home.cast.colleague.pk}
    opening.set_point_of_contact_and_stand_in(case_id=home.case.pk, **names, by=home.cast.lead.actor)
    shown = read(client)["staying"]
    assert f"{home.case.reference}. Point of contact: Wren Ashdown Flat 2, Rowan" in shown


def test_a_lead_sees_those_of_the_team_and_may_ask_for_their_own(home, signed_in):
    home.hold()
    client = signed_in(home.cast.lead)
    assert "Flat 2, Rowan" in read(client)["held"]
    assert "Flat 2, Rowan" not in read(client, "whose=mine")["held"]


def test_a_restricted_case_says_so_leads_to_the_case_and_is_no_colleagues(home, signed_in):
    need_place(home.case.pk, home.cast.worker.actor)
    Case.objects.filter(pk=home.case.pk).update(restricted_on=timezone.localdate())
    assert f"{home.case.reference}, restricted" in read(signed_in(home.cast.worker))["needed"]
    assert "Find a place" not in read(signed_in(home.cast.worker))["needed"]
    assert "Open case" in read(signed_in(home.cast.worker))["needed"]
    assert home.case.reference not in page(signed_in(home.cast.colleague))


def test_a_body_that_was_shared_a_case_reads_a_safe_place_and_no_link(home, signed_in):
    """Another body's safe house has no name for it; without housing it reads of no place at all."""
    house = a_place(home.cast.lead.actor, name="Alder house", kind="safe_house")
    told = type("Told", (), {"case_id": home.case.pk})
    share(home.cast, told, "harbour", Kind.IDENTITY, Kind.HOUSING)
    stay = home.stay(a_unit(house, "Room 1"), by=home.cast.partner)
    assert "Room 1, Alder house" in read(signed_in(home.cast.partner), "whose=shared")["staying"]
    share(home.cast, told, "elsewhere", Kind.IDENTITY, Kind.HOUSING)
    share(home.cast, told, "fen-law", Kind.IDENTITY, Kind.CONTACT, Kind.SAFETY)
    markup = page(signed_in(home.cast.outsider), "whose=shared")
    assert "A safe place" in lists(markup)["staying"]
    assert "Held by Lantern" in lists(markup)["staying"]
    assert [word for word in ("Alder", "Room 1", "Harbour", str(stay)) if word in markup] == []
    assert NAME not in page(signed_in(home.cast.adviser), "whose=shared")


def test_police_read_nothing_of_a_place_in_a_case_that_was_shared_with_them(home, signed_in):
    home.stay()
    told = type("Told", (), {"case_id": home.case.pk})
    share(home.cast, told, "lincolnshire-police", Kind.IDENTITY, Kind.HOUSING)
    assert NAME not in page(signed_in(home.cast.officer), "whose=shared")


@pytest.mark.parametrize("part", ["commissioner", "board", "collator", "protector", "administrator"])
def test_whoever_finds_nobody_a_place_is_refused(home, signed_in, part):
    home.stay()
    answer = signed_in(getattr(home.cast, part)).get(reverse("places_of_people"))
    assert answer.status_code == 403
    assert [word for word in (NAME, "Rowan") if word in answer.content.decode()] == []


def test_no_address_and_no_number_is_on_the_page(home, signed_in):
    home.stay()
    for who in (home.cast.worker, home.cast.lead):
        assert [word for word in (ADDRESS, "Heronfield", NUMBER) if word in page(signed_in(who))] == []


def test_what_was_shown_is_recorded_of_each_case(home, signed_in):
    home.stay()
    page(signed_in(home.cast.worker))
    of_case = Record.objects.get(verb="viewed: places", about=home.case.pk)
    assert (of_case.outcome, of_case.shown) == ("read", ["housing", "identity"])
    assert Record.objects.get(verb="viewed: places", about=None).why == "1 cases"


def test_a_long_list_is_cut_and_shown_whole_page_by_page_by_an_address_that_keeps_whose(
    home, adult, signed_in
):
    by = home.cast.worker.actor
    for _ in range(26):
        need_place(adult().pk, by)
    need_place(home.case.pk, by)
    client = signed_in(home.cast.lead)
    first = page(client, "whose=ours")
    assert lists(first)["needed"].count("Find a place") == 5
    assert 'href="/places/people/?whose=ours&show=needed">Show all 27' in first
    whole = page(client, "whose=ours&show=needed")
    assert [*lists(whole)] == ["needed"]
    assert whole.count("Needed since") == 15
    assert "Page 1 of 2" in whole
    assert 'rel="next" href="/places/people/?whose=ours&show=needed&page=2"' in whole
    assert page(client, "whose=ours&show=needed&page=2").count("Needed since") == 12


def test_as_many_statements_for_one_person_as_for_thirty(home, adult, signed_in):
    client = signed_in(home.cast.worker)
    home.stay()

    def count():
        page(client)
        with CaptureQueriesContext(connection) as seen:
            page(client)
        return sum(not each["sql"].startswith(("SAVEPOINT", "RELEASE SAVEPOINT")) for each in seen)

    few = count()
    for number in range(30):
        other = Home(home.cast, adult(), home.place, home.unit, home.agreement)
        unit = a_unit(home.place, f"Flat {number + 10}")
        other.stay(unit) if number % 2 else other.hold(unit)
    assert count() == few <= 12
