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
from handrail.platform.audit.uuid7 import make_lowest_uuid7_of_moment

WINDOW: Final = datetime.timedelta(minutes=10)
SEARCH_VERB: Final = "searched by name"
"""Each search that is sent, without its words."""
NOT_FOUND_VERB: Final = "looked for a case"
"""A search that showed nothing is a refusal too."""
REFUSALS_STOPPED_VERB: Final = "was stopped after many refusals"
SEARCHES_STOPPED_VERB: Final = "was stopped after many searches"


class RecentRefusalAndSearchCounts(NamedTuple):
    """What one account was refused, and what it searched for, within the window."""

    refusals: int
    searches: int


def count_recent_refusals_and_searches(user_id: str) -> RecentRefusalAndSearchCounts:
    """By the trail, in one statement."""
    since = make_lowest_uuid7_of_moment(timezone.now() - WINDOW)
    lately = Record.objects.filter(user_id=user_id, outcome__in=("refused", "read"), id__gte=since)
    searched = Q(outcome="read", verb=SEARCH_VERB)
    counted = lately.aggregate(
        refusals=Count("pk", filter=Q(outcome="refused")), searches=Count("pk", filter=searched)
    )
    return RecentRefusalAndSearchCounts(**counted)


def is_over_refusal_limit(who: ActorSnapshot) -> bool:
    """Whether they were refused too often lately. The first time within the window is recorded."""
    at_most = settings.REFUSALS_AT_MOST
    if not at_most or count_recent_refusals_and_searches(who.user_id).refusals < at_most:
        return False
    _record_limit_reached_once_in_window(who, REFUSALS_STOPPED_VERB, at_most)
    return True


def is_over_search_limit(who: ActorSnapshot) -> bool:
    """Whether they searched, or were refused, too often lately. The first time within the window is recorded."""
    limits = RecentRefusalAndSearchCounts(settings.REFUSALS_AT_MOST, settings.SEARCHES_AT_MOST)
    if not any(limits):
        return False
    recent = count_recent_refusals_and_searches(who.user_id)
    verbs = (REFUSALS_STOPPED_VERB, SEARCHES_STOPPED_VERB)
    for at_most, number, verb in zip(limits, recent, verbs, strict=True):
        if at_most and number >= at_most:
            _record_limit_reached_once_in_window(who, verb, at_most)
            return True
    return False


def _record_limit_reached_once_in_window(who: ActorSnapshot, verb: str, at_most: int) -> None:
    since = make_lowest_uuid7_of_moment(timezone.now() - WINDOW)
    mine = Record.objects.filter(user_id=who.user_id, outcome="refused", id__gte=since)
    if not mine.filter(verb=verb).exists():
        write_audit_record_of_read(
            who=who, verb=verb, about=None, outcome="refused", why=f"{at_most} in ten minutes"
        )
