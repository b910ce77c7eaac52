"""Making, replacing and stopping the address of one's own calendar."""

from django.db import transaction
from django.utils import timezone

from handrail.platform.access.actor import Actor
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.calendar_feed.models import CalendarFeed


@transaction.atomic
def make_new_calendar_address(*, by: Actor) -> CalendarFeed:
    """Make an address for the actor's calendar; one that was made before works no longer."""
    feed = CalendarFeed.objects.select_for_update(of=("self",)).filter(user=by.user_id).first()
    if feed is None:
        feed = CalendarFeed(user_id=by.user_id, round=0)
    feed.round, feed.is_on, feed.made_at, feed.read_at = feed.round + 1, True, timezone.now(), None
    feed.save()
    write_audit_record(who=by.who, verb="made an address for their calendar", about=None)
    return feed


@transaction.atomic
def stop_calendar(*, by: Actor) -> None:
    """No address of the actor's calendar works any more."""
    if CalendarFeed.objects.filter(user=by.user_id, is_on=True).update(is_on=False):
        write_audit_record(who=by.who, verb="stopped their calendar", about=None)


def note_calendar_read(feed: CalendarFeed) -> None:
    """Keep when a calendar program last asked, so that its owner sees one that they do not know of."""
    CalendarFeed.objects.filter(pk=feed.pk).update(read_at=timezone.now())
