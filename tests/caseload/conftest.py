"""A case that was opened twenty days ago, with a number that is safe, and short ways to work on it."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from handrail.access.kinds import Kind
from handrail.caseload.actions import contacts, tasks
from handrail.caseload.actions.contacts import How, Plan
from handrail.caseload.actions.tasks import ToDo
from handrail.casework.case.models import Case
from handrail.casework.case.states import ChannelKind, Said
from handrail.casework.consent.actions import consents
from handrail.casework.consent.actions.consents import Asked, Sharing
from handrail.casework.whole.actions import opening
from support.worlds import shared_world


def ahead(days: int) -> datetime.date:
    return timezone.localdate() + datetime.timedelta(days=days)


@shared_world
def case(cast, told) -> Case:
    """The worker's: to call is safe, and nothing else was asked."""
    return Case.objects.get(pk=told.case_id)


@shared_world
def joined(cast, case) -> Case:
    """The same, with the colleague as stand-in."""
    opening.set_contacts(
        case_id=case.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def plans(cast, case) -> Callable:
    """Plan a contact so many days ahead."""

    def plan(days=1, channel=ChannelKind.CALL, by=None, despite="", **more):
        who = by or cast.worker
        return contacts.plan_contact(
            case_id=case.pk,
            how=How(channel, despite),
            plan=Plan(on=ahead(days), with_user_id=who.pk, **more),
            by=who.actor,
        )

    return plan


@pytest.fixture
def to_do(cast, case) -> Callable:
    """A task, for the team where nobody is named."""

    def add(what="Ring the council", days=2, whose=None, by=None):
        told = ToDo(what, ahead(days), whose.pk if whose else None)
        return tasks.add_task(case_id=case.pk, to_do=told, by=(by or cast.worker).actor)

    return add


def share(case_id, cast, body: str, *kinds: Kind) -> None:
    """Let a body see these kinds, with the person's consent."""
    consents.record_sharing_answer(
        case_id=case_id,
        said=Said.YES,
        sharing=Sharing(body, kinds),
        asked=Asked(on=timezone.localdate()),
        by=cast.worker.actor,
    )
