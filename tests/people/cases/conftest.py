"""A case that was opened three days ago, and short ways to act on it."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case
from handrail.people.records.text_choices import Age
from support.cases import ago
from support.services import a_service
from support.worlds import shared_world


@shared_world
def case(cast) -> Case:
    """An adult whom the worker met twenty days ago."""
    met = timezone.now() - datetime.timedelta(days=20)
    opened = opening.open_case(by=cast.worker.actor, identified=met)
    opening.set_age_group(case_id=opened.pk, age=Age.ADULT, by=cast.worker.actor)
    return Case.objects.get(pk=opened.pk)


@pytest.fixture
def happens(cast, case) -> Callable:
    """Record that something happened so many days ago."""

    def record(event, days=0, by=None, supersedes=None, **more):
        happening = EventInput(event, ago(days), **more)
        actor = (by or cast.worker).actor
        return events.record_event(case_id=case.pk, happening=happening, by=actor, supersedes=supersedes)

    return record


@shared_world
def room(cast) -> int:
    """A service that can be offered anywhere, at any time."""
    return a_service(cast)


@pytest.fixture
def offer(cast, case, room):
    """A room, offered five days ago."""
    by = cast.worker.actor
    need = offers.record_need(case_id=case.pk, kind="place", words="Somewhere quiet", on=ago(5), by=by)
    return offers.make_offer(case_id=case.pk, need_id=need.pk, service_id=room, on=ago(5), by=by)
