"""Two who tell facts, or ask about one way to reach the person, at once: the later save is refused, both shown."""

import html

import pytest
from django.urls import reverse

from handrail.people.cases.events.actions import clock_lengths_and_facts
from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.models import Channel
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ContactChannelKind


@pytest.fixture
def client(cast, signed_in):
    return signed_in(cast.worker)


def text(response):
    return " ".join(html.unescape(response.content.decode()).split())


def seen(response):
    return html.unescape(response.content.decode()).split('name="seen" value="')[1].split('"')[0]


def facts(told):
    return [*Case.objects.get(pk=told.case_id).told]


def test_facts_told_from_an_old_page_take_away_none_that_a_colleague_told(cast, told, client):
    here, old = reverse("facts", args=[told.reference]), {"facts": ["unaccompanied"], "seen": ""}
    clock_lengths_and_facts.set_clock_start_facts_of_case(
        case_id=told.case_id, facts=["pilot_area"], by=cast.lead.actor
    )
    page = client.post(here, old, follow=True)
    assert page.status_code == 200
    assert "Leah Corrigan’s, saved" in text(page)
    assert "A child with no one who has parental responsibility here" in text(page)
    assert "Area with a devolved NRM panel for children" in text(page)
    assert facts(told) == ["pilot_area"]
    both = {"facts": ["pilot_area", "unaccompanied"], "seen": seen(page)}
    assert client.post(here, both).status_code == 302
    assert facts(told) == ["pilot_area", "unaccompanied"]


def test_the_same_facts_told_by_two_are_no_difference(cast, told, client):
    clock_lengths_and_facts.set_clock_start_facts_of_case(
        case_id=told.case_id, facts=["pilot_area"], by=cast.lead.actor
    )
    page = client.post(reverse("facts", args=[told.reference]), {"facts": ["pilot_area"], "seen": ""})
    assert page.status_code == 302


def test_a_way_to_reach_them_told_from_an_old_page_does_not_stand_over_a_newer_no(cast, told, client):
    here = reverse("reach", args=[told.reference, "call"])
    old = {"safe": "yes", "detail": "07700 900123", "note": "", "seen": seen(client.get(here))}
    no = {"kind": ContactChannelKind.CALL, "safe": ChannelSafety.NO, "detail": "", "note": "He answers it"}
    actions.record_contact_channel(case_id=told.case_id, by=cast.lead.actor, **no)
    page = client.post(here, old, follow=True)
    assert page.status_code == 200
    assert "Leah Corrigan’s, saved" in text(page)
    assert "He answers it" in text(page)
    assert "07700 900123" in text(page)
    newest = Channel.objects.filter(case=told.case_id, kind="call").order_by("-id")
    assert newest[0].safe == ChannelSafety.NO
    assert client.post(here, {**old, "seen": seen(page)}).status_code == 302
    assert newest.all()[0].safe == ChannelSafety.YES


def test_another_way_asked_about_meanwhile_refuses_nothing(cast, told, client):
    here = reverse("reach", args=[told.reference, "call"])
    typed = {"safe": "unsure", "detail": "", "note": "", "seen": seen(client.get(here))}
    word = {"kind": ContactChannelKind.TEXT, "safe": ChannelSafety.NO, "detail": "", "note": ""}
    actions.record_contact_channel(case_id=told.case_id, by=cast.lead.actor, **word)
    assert client.post(here, typed).status_code == 302
