"""What a group’s rows say of twelve months: meetings, attendance, actions, sharing, contributions, survey."""

import datetime
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from django.db.models import FETCH_RAISE, Q

from handrail.areas.partnerships.models import Contribution, Escalation, Group, GroupAction, GroupDecision
from handrail.areas.partnerships.presenters import describe_attendance_change
from handrail.areas.partnerships.queries.engagement import GroupEngagement, get_group_engagement_between
from handrail.areas.partnerships.queries.surveys import find_newest_closed_member_survey_of_year
from handrail.insight.survey_results.result_content import ResultContent
from handrail.platform.kernel.dates import to_london


class YearActionCounts(NamedTuple):
    """Actions offered in the year, by what came of them; `median_days` from offer to done."""

    offered: int
    accepted: int
    declined: int
    done: int
    late: int
    median_days: int | None


class DoneAction(NamedTuple):
    """An action of the year that was done: by which organisation, and days from offer to done."""

    what: str
    body: str
    days: int


@dataclass(frozen=True, slots=True)
class GroupYearFacts:
    """Everything that sentences are drafted from."""

    first: datetime.date
    last: datetime.date
    planned: int
    held: int
    attendance: str
    engagement: GroupEngagement
    actions: YearActionCounts
    done: list[DoneAction]
    escalated: int
    answered: int
    decisions: list[GroupDecision]
    services: int
    trainings: int
    contributions: list[Contribution]
    survey: ResultContent | None


def gather_group_facts_of_year(
    group: Group, first: datetime.date, last: datetime.date, on: datetime.date
) -> GroupYearFacts:
    """What happened in the year. About twelve statements, however much there is.

    Args:
        group: whose year it is.
        first: of the year.
        last: of the year.
        on: the day on which it is drafted: what was late is read on it.
    """
    meetings = list(group.meetings.filter(planned_on__range=(first, last)).values_list("state", flat=True))
    engagement = get_group_engagement_between(group, first, last)
    escalations = Escalation.objects.filter(action__group=group, asked_on__range=(first, last))
    states = list(escalations.values_list("state", flat=True))
    shared = group.shared.filter(shared_on__range=(first, last))
    years = {
        first.year if first.month > 3 else first.year - 1,
        last.year if last.month > 3 else last.year - 1,
    }
    survey = find_newest_closed_member_survey_of_year(group, first, on)
    counts, done = _count_group_actions_of_year(group, first, last, on)
    return GroupYearFacts(
        first=first,
        last=last,
        planned=len(meetings),
        held=sum(state == "held" for state in meetings),
        attendance=describe_attendance_change(engagement),
        engagement=engagement,
        actions=counts,
        done=done,
        escalated=len(states),
        answered=states.count("answered"),
        decisions=list(
            GroupDecision.objects.filter(meeting__group=group, meeting__held_on__range=(first, last))
            .select_related("meeting")
            .order_by("meeting__held_on", "number")
            .fetch_mode(FETCH_RAISE)
        ),
        services=shared.filter(service__isnull=False).count(),
        trainings=shared.filter(session__isnull=False).count(),
        contributions=list(group.contributions.filter(year__in=years)),
        survey=survey[1] if survey else None,
    )


def _count_group_actions_of_year(
    group: Group, first: datetime.date, last: datetime.date, on: datetime.date
) -> tuple[YearActionCounts, list[DoneAction]]:
    """Counts, and what was done, in the order in which it was offered."""
    rows = list(
        GroupAction.objects.filter(group=group, offered_on__range=(first, last))
        .exclude(Q(state="withdrawn"))
        .select_related("follow_up", "seat__body")
        .order_by("offered_on", "number")
        .fetch_mode(FETCH_RAISE)
    )
    followed = [(row, row.follow_up) for row in rows if row.follow_up]
    done = [
        DoneAction(row.what, row.seat.body.name, (to_london(one.changed_at).date() - row.offered_on).days)
        for row, one in followed
        if one.state == "done"
    ]
    counts = YearActionCounts(
        offered=len(rows),
        accepted=len(followed),
        declined=sum(row.state == "declined" for row in rows),
        done=len(done),
        late=sum(one.state == "open" and one.due_on < on for _, one in followed),
        median_days=round(median(each.days for each in done)) if done else None,
    )
    return counts, done
