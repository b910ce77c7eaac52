"""The case page says which needs are met since when; a need is marked there, and stands again there."""

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.people.cases.offers.actions import offers
from support.cast import sign_in


@pytest.fixture
def need(cast, told):
    return offers.record_need(
        case_id=told.case_id,
        kind="health",
        words="I cannot sleep",
        on=timezone.localdate(),
        by=cast.worker.actor,
    )


@pytest.fixture
def asked(cast, told, need, client):
    """Open or send the page of an act on the need, and read where it leads."""
    sign_in(client, cast.worker)

    def ask(name, **typed):
        path = reverse(name, args=[told.reference, need.pk])
        answer = client.post(path, typed, follow=True) if typed else client.get(path)
        return answer.content.decode()

    return ask


def today():
    day = timezone.localdate()
    return {"on-day": day.day, "on-month": day.month, "on-year": day.year}


def test_a_met_need_is_offered_nothing_until_it_stands_again(asked, told, client):
    assert "Is this need met: health?" in asked("need_met")
    page = asked("need_met", **today())
    assert "Met: health. Offers are not changed." in page
    assert "Reopen<" in page
    assert "Add an offer" not in page
    page = asked("need_again", sent="yes")
    assert "Need reopened: health." in page
    assert "Add an offer" in page


def test_whoever_marks_it_second_is_told(asked):
    asked("need_met", **today())
    assert "This need was already marked as met" in asked("need_met", **today())
    asked("need_again", sent="yes")
    assert "This need is not marked as met." in asked("need_again", sent="yes")
