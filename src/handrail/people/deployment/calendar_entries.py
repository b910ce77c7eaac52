"""For one's own calendar: deployments that one accepted, by time alone."""

import datetime
from collections.abc import Iterator

from handrail.people.deployment.models import Deployment
from handrail.people.deployment.text_choices import DeploymentState
from handrail.people.records.queries.visible_case_condition import build_visible_case_condition
from handrail.platform.access.actor import Actor
from handrail.platform.calendar_feed.entries import MOST_OF_A_KIND, CalendarEntry

STATES = (DeploymentState.ACCEPTED, DeploymentState.ARRIVED)


def iterate_own_deployments(actor: Actor, since: datetime.date) -> Iterator[CalendarEntry]:
    """What the actor said yes to, on cases that they may open."""
    rows = Deployment.objects.filter(
        build_visible_case_condition(actor),
        practitioner__account=actor.user_id,
        state__in=STATES,
        starts_at__date__gte=since,
    ).order_by("starts_at")
    for pk, starts, ends in rows.values_list("pk", "starts_at", "ends_at")[:MOST_OF_A_KIND]:
        yield CalendarEntry(f"deployment/{pk}", "Handrail: deployment", starts, ends)
