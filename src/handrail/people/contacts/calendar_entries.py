"""For one's own calendar: contacts that one planned and tasks that one has, by kind and time alone."""

import datetime
from collections.abc import Iterator

from django.utils import timezone

from handrail.people.contacts.models import Contact, Task
from handrail.people.contacts.text_choices import ContactState, TaskState
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access.actor import Actor
from handrail.platform.calendar_feed.entries import MOST_OF_A_KIND, CalendarEntry


def iterate_own_contacts_and_tasks(actor: Actor, since: datetime.date) -> Iterator[CalendarEntry]:
    """Contacts that are planned and tasks that are open, of open cases that the actor may open."""
    is_open = build_visible_case_condition(actor, closed_at__isnull=True)
    contacts = Contact.objects.filter(
        is_open, state=ContactState.PLANNED, with_user=actor.user_id, on__gte=since
    ).order_by("on")
    for pk, day, at in contacts.values_list("pk", "on", "at_time")[:MOST_OF_A_KIND]:
        starts = timezone.make_aware(datetime.datetime.combine(day, at)) if at else day
        yield CalendarEntry(f"contact/{pk}", "Handrail: contact", starts)
    tasks = Task.objects.filter(is_open, state=TaskState.OPEN, for_user=actor.user_id, due_on__gte=since)
    for pk, day in tasks.order_by("due_on").values_list("pk", "due_on")[:MOST_OF_A_KIND]:
        yield CalendarEntry(f"task/{pk}", "Handrail: task due", day)
