"""A case that was opened three days ago, and short ways to act on it."""

import datetime
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from handrail.directory.actions import add_service
from handrail.people.cases.events.actions import events
from handrail.people.cases.events.actions.events import EventInput
from handrail.people.cases.lifecycle.actions import opening
from handrail.people.cases.offers.actions import offers
from handrail.people.records.models import Case
from handrail.people.records.states import Age
from handrail.platform.reference.models import Body
from support.worlds import shared_world


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


@shared_world
def case(cast) -> Case:
    """An adult whom the worker met twenty days ago."""
    met = timezone.now() - datetime.timedelta(days=20)
    opened = opening.open_case(by=cast.worker.actor, identified=met)
    opening.set_age(case_id=opened.pk, age=Age.ADULT, by=cast.worker.actor)
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


def a_service(cast, name="Room at Fen House", state="open") -> int:
    return add_service(
        by=cast.worker.actor,
        provider_id=Body.objects.get(code="harbour").pk,
        name=name,
        kind="flat",
        phases=["before", "during", "after", "outside"],
        state=state,
        everywhere=True,
    )


@pytest.fixture
def offer(cast, case, room):
    """A room, offered five days ago."""
    by = cast.worker.actor
    need = offers.record_need(case_id=case.pk, kind="place", words="Somewhere quiet", on=ago(5), by=by)
    return offers.make_offer(case_id=case.pk, need_id=need.pk, service_id=room, on=ago(5), by=by)


def at_once(*jobs):
    """Run the jobs in threads that start together; give back what each answered or raised."""
    barrier = Barrier(len(jobs))

    def run(job):
        barrier.wait()
        try:
            return job()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return [future.result() for future in [pool.submit(run, job) for job in jobs]]
