"""A case that was opened twenty days ago, with a number that is safe, and short ways to work on it."""

from collections.abc import Callable

import pytest

from handrail.people.cases.lifecycle.actions import opening
from handrail.people.contacts.actions import contacts, tasks
from handrail.people.contacts.models import Contact, Task
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ContactChannelKind
from support.contacts import ahead
from support.worlds import shared_world


@shared_world
def case(cast, told) -> Case:
    """The worker's: to call is safe, and nothing else was asked."""
    return Case.objects.get(pk=told.case_id)


@shared_world
def joined(cast, case) -> Case:
    """The same, with the colleague as stand-in."""
    opening.set_point_of_contact_and_stand_in(
        case_id=case.pk,
        point_of_contact_id=cast.worker.pk,
        stand_in_id=cast.colleague.pk,
        by=cast.worker.actor,
    )
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def plans(cast, case) -> Callable:
    """Plan a contact so many days ahead."""

    def plan(days=1, channel=ContactChannelKind.CALL, by=None, despite="", **more):
        who = by or cast.worker
        contact = Contact(
            case_id=case.pk, channel=channel, despite=despite, on=ahead(days), with_user_id=who.pk, **more
        )
        return contacts.plan_contact(contact, by=who.actor)

    return plan


@pytest.fixture
def to_do(cast, case) -> Callable:
    """A task, for the team where nobody is named."""

    def add(what="Ring the council", days=2, whose=None, by=None):
        task = Task(case_id=case.pk, what=what, due_on=ahead(days), for_user_id=whose.pk if whose else None)
        return tasks.add_task(task, by=(by or cast.worker).actor)

    return add
