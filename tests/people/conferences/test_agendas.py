"""A regular meeting: several cases of an area on one agenda, each with its time, its members and nothing of another."""

import datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from handrail.people.conferences.actions.asking import accept_or_return_conference
from handrail.people.conferences.actions.members import sign_confidentiality_statement
from handrail.people.conferences.actions.regular_meetings import call_regular_meetings_for_cases
from handrail.people.conferences.models import Conference, ConferenceArea, ConferenceMeeting
from handrail.people.conferences.queries.agendas import get_area_chaired, list_conference_agenda
from handrail.people.conferences.text_choices import MemberAgency
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.cast import sign_in, tell
from support.conferences import PLACE, act, add, ask, set_table
from support.query_counts import count
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@shared_world
def table(cast, told):
    return set_table(cast, told)


@shared_world
def others(cast, told, table):
    """Two more cases of the area on the regular list, accepted; the outsider sits at the first of them."""
    area = ConferenceArea.objects.get()
    found = []
    for _ in range(2):
        row = ask(cast, tell(cast.worker.actor), area, track="regular")
        sign_confidentiality_statement(conference_id=row.pk, by=cast.lead.actor)
        accept_or_return_conference(conference_id=row.pk, accepts=True, words="", by=cast.lead.actor)
        found.append(row.pk)
    add(cast, found[0], cast.outsider, MemberAgency.OTHER)
    sign_confidentiality_statement(conference_id=found[0], by=cast.outsider.actor)
    return found


def test_the_agenda_has_unfinished_actions_first_and_old_cases_last(cast, told, table, others):
    act(cast, table)
    area = ConferenceArea.objects.get()
    old = timezone.now() - datetime.timedelta(days=370)
    Conference.objects.filter(pk=others[0]).update(asked_at=old)
    rows = list_conference_agenda(cast.lead.actor, area)
    assert [row.conference.pk for row in rows] == [table.conference, others[1], others[0]]
    assert [(row.unfinished, row.is_a_year_old) for row in rows] == [(1, False), (0, False), (0, True)]
    assert (
        list_conference_agenda(cast.colleague.actor, area)[0].conference.pk == table.conference
    )  # signed as deputy there
    assert len(list_conference_agenda(cast.colleague.actor, area)) == 1  # and nowhere else
    with time_machine.travel(timezone.now() + datetime.timedelta(days=5), tick=True):
        assert list_conference_agenda(cast.lead.actor, area)[0].overdue == 1


@pytest.mark.parametrize("who", ["worker", "housing", "outsider", "liaison"])
def test_the_agenda_is_the_chairs(cast, told, table, who):
    with pytest.raises((NotVisible, Denied)):
        get_area_chaired(getattr(cast, who).actor, ConferenceArea.objects.get().pk)


def test_the_page_calls_several_cases_one_after_another(cast, told, table, others):
    client = sign_in(Client(), cast.lead)
    area = ConferenceArea.objects.get()
    address = reverse("call_regular_meeting", args=[area.pk])
    assert reverse("conference_agenda", args=[area.pk]) in client.get(reverse("conferences")).content.decode()
    agenda = client.get(reverse("conference_agenda", args=[area.pk])).content.decode()
    regular, urgent = agenda.split('id="regular"')[1].split('id="urgent"')
    assert all(str(pk) in regular for pk in others)
    assert str(table.conference) in urgent
    assert "To be held by" in urgent
    once = client.get(address).content.decode().split('name="once" value="')[1].split('"')[0]
    day = timezone.localdate() + datetime.timedelta(days=6)
    when = {"day-day": day.day, "day-month": day.month, "day-year": day.year, "at_time": "10am", "once": once}
    sent = when | {"cases": [str(pk) for pk in others], "minutes_each": "15", "place": ""}
    assert "enter its link" in client.post(address, sent, follow=True).content.decode()
    client.post(address, sent | {"place": PLACE})
    found = ConferenceMeeting.objects.filter(conference__in=others).order_by("starts_at")
    assert [timezone.localtime(one.starts_at).strftime("%H:%M") for one in found] == ["10:00", "10:15"]
    assert not ConferenceMeeting.objects.filter(conference=table.conference).exists()
    theirs = sign_in(Client(), cast.outsider).get(reverse("conferences")).content.decode()
    references = dict(Conference.objects.values_list("pk", "case__reference"))
    assert references[others[0]] in theirs
    assert references[others[1]] not in theirs


def test_all_are_called_or_none(cast, told, table, others):
    with pytest.raises((NotVisible, ActionNotPossibleError)):
        call_regular_meetings_for_cases(
            [others[0], table.conference], minutes_each=15, place=PLACE, by=cast.outsider.actor,
            starts_at=timezone.now() + datetime.timedelta(days=1),
        )  # fmt: skip
    with pytest.raises(ActionNotPossibleError, match="at least one"):
        call_regular_meetings_for_cases(
            [], minutes_each=15, place=PLACE, by=cast.lead.actor, starts_at=timezone.now()
        )
    assert not ConferenceMeeting.objects.exists()


@pytest.mark.one_engine
def test_the_agenda_takes_as_many_statements_for_many(cast, told, table, others):
    client = sign_in(Client(), cast.lead)
    assert count(client, reverse("conference_agenda", args=[ConferenceArea.objects.get().pk])) <= 12
