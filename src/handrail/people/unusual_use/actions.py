"""Looking for unusual use in the trail, and deciding what was found."""

import datetime
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from handrail.people.unusual_use.models import UnusualUse
from handrail.people.unusual_use.queries import (
    HISTORY,
    get_accounts_by_workplace,
    get_use_by_workplace_and_day,
    get_usual_use_of_user_and_team_before_day,
)
from handrail.people.unusual_use.unusual_use_rules import RULES
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record

DAYS_BACK = 3  # a day that could not be looked at is looked at on one of the next
LOOKED_FOR = 10 * 24 * 60 * 60  # seconds for which it is known that a day was looked at


def detect_unusual_use_on_recent_days(today: datetime.date) -> int:
    """Look at the days that are over and were not looked at. Returns how many findings are new."""
    found = 0
    for back in range(DAYS_BACK, 0, -1):
        day = today - datetime.timedelta(days=back)
        key = f"unusual-use-{day.isoformat()}"
        if cache.get(key) is None:
            found += detect_unusual_use_on_days(day, day)
            cache.set(key, True, LOOKED_FOR)
    return found


def detect_unusual_use_on_days(first: datetime.date, last: datetime.date) -> int:
    """Keep what the rules find on each of these days; what is there already stays as it was decided.

    Returns:
        How many findings are new.
    """
    before = UnusualUse.objects.filter(day__range=(first, last)).count()
    UnusualUse.objects.bulk_create(list(_iterate_unusual_use_findings(first, last)), ignore_conflicts=True)
    return UnusualUse.objects.filter(day__range=(first, last)).count() - before


@transaction.atomic
def record_unusual_use_decision(finding: UnusualUse, *, seen: int, by: Actor) -> None:
    """Keep what a data protection lead decided, with the reason. Nobody decides about themselves.

    Args:
        finding: as it is to be saved.
        seen: the version that the page showed.
        by: who decides.

    Raises:
        Denied: they may not; NotVisible where it is of another organisation, or about themselves.
        ValidationError: by field.
        ConcurrentEditError: somebody saved it since.
    """
    require_permission(by, Permission.REVIEW_USE)
    if not UnusualUse.objects.visible_to(by).filter(pk=finding.pk).exists():
        raise NotVisible
    finding.save_by(by, seen=seen)
    what = f"{finding.rule}, {finding.day.isoformat()}, account {finding.worker_id}: {finding.state}"
    write_audit_record(who=by.who, verb="decided on unusual use", about=None, why=what)


def _iterate_unusual_use_findings(first: datetime.date, last: datetime.date) -> Iterator[UnusualUse]:
    days, workplaces, now = (
        get_use_by_workplace_and_day(first - HISTORY, last),
        get_accounts_by_workplace(),
        timezone.now(),
    )
    for (where, day), use in days.items():
        if day < first or where not in workplaces:
            continue
        usual = get_usual_use_of_user_and_team_before_day(where, day, days, workplaces)
        for rule in RULES:
            if (numbers := rule.find(use, usual, settings.UNUSUAL_USE)) is not None:
                workplace = workplaces[where]
                yield UnusualUse(
                    worker_id=workplace.user_id,
                    body_id=workplace.body_id,
                    rule=rule.code,
                    day=day,
                    numbers=numbers,
                    changed_at=now,
                )
