"""A person's own calendar: their dates by kind and time alone, at an address that they can take back."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from handrail.areas.partnerships.actions import meetings
from handrail.areas.partnerships.models import GroupMeeting, Seat
from handrail.people.cases.lifecycle.actions.closing import mark_case_closed
from handrail.people.conferences.actions.meetings import end_conference
from handrail.people.conferences.models import ConferenceMember
from handrail.people.conferences.text_choices import ConferenceEndReason
from handrail.people.contacts.actions.contacts import plan_contact
from handrail.people.contacts.models import Contact
from handrail.people.deployment.models import Deployment
from handrail.people.records.closure_reasons import ClosureReason
from handrail.people.records.text_choices import ContactChannelKind
from handrail.platform.audit.models import Record
from handrail.platform.calendar_feed.actions import make_new_calendar_address, stop_calendar
from handrail.platform.calendar_feed.addresses import make_calendar_address
from handrail.platform.calendar_feed.models import CalendarFeed
from support import conferences, deployment, partnerships
from support.contacts import ahead

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
SECRETS = ("Mirela", "LN-", "Lincoln", "conference/", "contact/")


def subscribe(user):
    return make_calendar_address(make_new_calendar_address(by=user.actor)).removeprefix(
        "http://localhost:8000"
    )


def read(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return answer.content.decode(), Calendar.from_ical(answer.content).walk("VEVENT")


def plan(cast, told, at=datetime.time(14, 30), days=3, by="worker"):
    who = getattr(cast, by)
    contact = Contact(
        case_id=told.case_id, channel=ContactChannelKind.CALL, on=ahead(days), at_time=at, with_user_id=who.pk
    )
    return plan_contact(contact, by=who.actor)


def test_a_planned_contact_is_there_by_kind_and_london_time(cast, told, client):
    plan(cast, told)
    text, [event] = read(client, subscribe(cast.worker))
    assert event["summary"] == "Handrail: contact"
    expected = timezone.make_aware(datetime.datetime.combine(ahead(3), datetime.time(14, 30)))
    assert event.decoded("dtstart") == expected
    for secret in SECRETS:
        assert secret not in text
    assert told.reference not in text


def test_a_day_without_a_time_is_a_whole_day(cast, told, client):
    plan(cast, told, at=None)
    _, [event] = read(client, subscribe(cast.worker))
    assert event.decoded("dtstart") == ahead(3)


def test_it_holds_the_dates_of_its_owner_alone(cast, told, client):
    plan(cast, told)
    for user in (cast.lead, cast.partner, cast.commissioner):
        assert read(client, subscribe(user))[1] == []


def test_an_ended_contact_and_a_case_that_is_closed_to_its_owner_are_not_there(cast, told, client):
    contact = plan(cast, told)
    address = subscribe(cast.worker)
    Contact.objects.filter(pk=contact.pk).update(with_user=cast.partner)
    assert read(client, subscribe(cast.partner))[1] == []
    assert read(client, address)[1] == []


def test_numbers_of_entries_stay_the_same_and_tell_nothing(cast, told, client):
    contact = plan(cast, told)
    address = subscribe(cast.worker)
    first, second = read(client, address)[1][0]["uid"], read(client, address)[1][0]["uid"]
    assert first == second
    assert str(contact.pk) not in first


def test_a_deployment_that_was_accepted_is_there_with_its_end(cast, told, client):
    who = deployment.on_the_register(cast.lead.actor, "Nora Quill", account=cast.worker)
    request = deployment.make_request(cast.lead.actor, told.case_id)
    offered = deployment.offer(cast.lead.actor, request, who, why="Speaks Romanian")
    address = subscribe(cast.worker)
    assert read(client, address)[1] == []
    Deployment.objects.filter(pk=offered.pk).update(state="accepted", answered_at=timezone.now())
    [event] = read(client, address)[1]
    assert event["summary"] == "Handrail: deployment"
    assert event.decoded("dtend") - event.decoded("dtstart") == offered.ends_at - offered.starts_at


def test_a_member_of_a_conference_sees_its_meeting_until_they_leave(cast, told, client):
    table = conferences.set_table(cast, told)
    conferences.call(cast, table)
    address = subscribe(cast.partner)
    text, [event] = read(client, address)
    assert event["summary"] == "Handrail: case conference"
    assert conferences.PLACE not in text
    ConferenceMember.objects.filter(user=cast.partner).update(left_at=timezone.now(), left_why="asked")
    assert read(client, address)[1] == []


@pytest.mark.parametrize("because", ["said_no", "done", "moved"])
def test_a_conference_that_has_ended_leaves_the_calendars_of_its_members(cast, told, client, because):
    table = conferences.set_table(cast, told)
    conferences.call(cast, table)
    address = subscribe(cast.partner)
    assert len(read(client, address)[1]) == 1
    end_conference(
        conference_id=table.conference, reason=ConferenceEndReason(because), words="", by=cast.lead.actor
    )
    assert read(client, address)[1] == []


def test_a_conference_of_a_closed_case_leaves_the_calendars_of_its_members(cast, told, client):
    table = conferences.set_table(cast, told)
    conferences.call(cast, table)
    address = subscribe(cast.partner)
    mark_case_closed(case_id=told.case_id, because=ClosureReason.NOT_WANTED, by=cast.worker.actor)
    assert read(client, address)[1] == []


def test_a_meeting_of_a_board_comes_to_whoever_gets_its_mails(cast, client):
    office = cast.commissioner.actor
    group = partnerships.set_up(office, "board", "Lincolnshire board", ("lincolnshire-police",))
    row = meetings.add_meeting_of_group(
        GroupMeeting(group=group, planned_on=ahead(9), state="called"), by=office
    )
    GroupMeeting.objects.filter(pk=row.pk).update(state="called")
    address = subscribe(cast.force_lead)
    assert read(client, address)[1] == []
    Seat.objects.filter(group=group, body=cast.force_lead.body).update(holder_account=cast.force_lead)
    text, [event] = read(client, address)
    assert (event["summary"], event.decoded("dtstart")) == ("Handrail: meeting", ahead(9))
    assert "Lincolnshire board" not in text


def test_a_new_address_ends_the_old_one_and_a_stopped_calendar_has_none(cast, client):
    old, new = subscribe(cast.worker), subscribe(cast.worker)
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    stop_calendar(by=cast.worker.actor)
    assert client.get(new).status_code == 404
    verbs = Record.objects.values_list("verb", flat=True)
    assert {"made an address for their calendar", "stopped their calendar"} <= set(verbs)


@pytest.mark.parametrize("token", ["x", "WzEsMV0:1abc:def", "%00", "a" * 500])
def test_an_address_that_was_not_made_here_is_none(db, client, token):
    assert client.get(f"/calendar/{token}.ics").status_code == 404


def test_a_leaver_has_no_calendar_any_more(cast, client):
    address = subscribe(cast.worker)
    cast.worker.is_active = False
    cast.worker.save()
    assert client.get(address).status_code == 404


def test_reading_it_costs_few_statements_however_much_there_is(
    cast, told, client, django_assert_max_num_queries
):
    address = subscribe(cast.worker)
    for days in range(1, 8):
        plan(cast, told, days=days)
    with django_assert_max_num_queries(12):
        assert len(read(client, address)[1]) == 7


def test_the_page_makes_replaces_and_stops_an_address(cast, signed_in):
    browser = signed_in(cast.worker)
    page = reverse("own_calendar")
    assert "Your calendar" in browser.get(reverse("your_account")).content.decode()
    assert "Make an address" in browser.get(page).content.decode()
    text = browser.post(page, follow=True).content.decode()
    assert "Address made." in text
    assert make_calendar_address(CalendarFeed.objects.get()) in text
    assert "Not yet" in text
    assert "Older addresses no longer work." in browser.post(page, follow=True).content.decode()
    assert CalendarFeed.objects.get().round == 2
    assert "Calendar stopped." in browser.post(reverse("stop_calendar"), follow=True).content.decode()
    assert "Make an address" in browser.get(page).content.decode()
