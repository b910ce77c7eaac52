"""How often one account may be refused, or search, in ten minutes. The trail itself is what is counted.

So a dictionary of names, or every reference there is, cannot be tried in one go, every process counts the same, and
whoever was stopped stands in the trail once. Two requests at once may both pass just under a limit.
"""

import datetime
from typing import Final, NamedTuple

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.audit.actor_snapshot import ActorSnapshot
from handrail.platform.audit.models import Record
from handrail.platform.audit.uuid7 import uuid7_floor

WINDOW: Final = datetime.timedelta(minutes=10)
SEARCH_VERB: Final = "searched by name"
"""Each search that is sent, without its words."""
NOT_FOUND_VERB: Final = "looked for a case"
"""A search that showed nothing is a refusal too."""
REFUSALS_STOPPED_VERB: Final = "was stopped after many refusals"
SEARCHES_STOPPED_VERB: Final = "was stopped after many searches"


class RecentRequests(NamedTuple):
    """What one account was refused, and what it searched for, within the window."""

    refusals: int
    searches: int


def count_recent_requests(user_id: str) -> RecentRequests:
    """By the trail, in one statement."""
    since = uuid7_floor(timezone.now() - WINDOW)
    lately = Record.objects.filter(user_id=user_id, outcome__in=("refused", "read"), id__gte=since)
    searched = Q(outcome="read", verb=SEARCH_VERB)
    counted = lately.aggregate(
        refusals=Count("pk", filter=Q(outcome="refused")), searches=Count("pk", filter=searched)
    )
    return RecentRequests(**counted)


def is_over_refusal_limit(who: ActorSnapshot) -> bool:
    """Whether they were refused too often lately. The first time within the window is recorded."""
    at_most = settings.REFUSALS_AT_MOST
    if not at_most or count_recent_requests(who.user_id).refusals < at_most:
        return False
    _record_stop_once_in_window(who, REFUSALS_STOPPED_VERB, at_most)
    return True


def is_over_search_limit(who: ActorSnapshot) -> bool:
    """Whether they searched, or were refused, too often lately. The first time within the window is recorded."""
    limits = RecentRequests(settings.REFUSALS_AT_MOST, settings.SEARCHES_AT_MOST)
    if not any(limits):
        return False
    recent = count_recent_requests(who.user_id)
    verbs = (REFUSALS_STOPPED_VERB, SEARCHES_STOPPED_VERB)
    for at_most, number, verb in zip(limits, recent, verbs, strict=True):
        if at_most and number >= at_most:
            _record_stop_once_in_window(who, verb, at_most)
            return True
    return False


def _record_stop_once_in_window(who: ActorSnapshot, verb: str, at_most: int) -> None:
    since = uuid7_floor(timezone.now() - WINDOW)
    mine = Record.objects.filter(user_id=who.user_id, outcome="refused", id__gte=since)
    if not mine.filter(verb=verb).exists():
        write_audit_record_of_read(
            who=who, verb=verb, about=None, outcome="refused", why=f"{at_most} in ten minutes"
        )
