"""Trainings of the practitioners of an area: how many hold each, by role, and until when. Nobody is named."""

from collections import defaultdict
from typing import Any, Final, NamedTuple

from django.db.models import Count, Q, QuerySet

from handrail.directory.practitioners.codes import ROLES, TRAININGS, get_words_of_choice_code
from handrail.directory.practitioners.models import (
    DeploymentSettings,
    Practitioner,
    PractitionerTraining,
    TrainingSession,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.reference.models import Body

MOST_SESSIONS: Final = 25
LAPSES_WITHIN_DAYS: Final = 60


class RoleTrainingRow(NamedTuple):
    """One training in one role. `months`: how long it is valid by the organisations’ own settings, "" for no end."""

    kind: str
    training: str
    role: str
    staff: int
    valid: int
    lapsed: int
    months: str


class TrainingSessionRow(NamedTuple):
    """One session and how many completed it."""

    training: str
    held_on: object
    body: str
    given_by: str
    attended: int
    seats: int | None


def list_valid_and_lapsed_training_counts_by_role(actor: Actor) -> list[RoleTrainingRow]:
    """Every training that somebody holds, by role. Three statements.

    Args:
        actor: who reads.

    Returns:
        In the order of the lists; staff are all current practitioners of the role in the area.
    """
    require_permission(actor, Permission.VIEW_PREVENTION)
    day, bodies = today(), _select_area_bodies(actor)
    staff = Practitioner.objects.current().filter(employer__in=bodies)
    by_role = dict(staff.order_by().values_list("role").annotate(Count("pk")))
    still = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    held = (
        PractitionerTraining.objects.filter(is_newest=True, practitioner__in=staff)
        .order_by()
        .values_list("kind", "practitioner__role")
        .annotate(valid=Count("pk", filter=still), lapsed=Count("pk", filter=~still))
    )
    counts = {(kind, role): (valid, lapsed) for kind, role, valid, lapsed in held}
    months = _read_training_validity_months(bodies)
    return [
        RoleTrainingRow(
            str(kind), str(words), str(role_words), by_role[role], *counts[kind, role], months.get(kind, "")
        )
        for kind, words in TRAININGS
        for role, role_words in ROLES
        if (kind, role) in counts
    ]


def list_training_sessions_of_area(actor: Actor) -> list[TrainingSessionRow]:
    """The newest sessions of the area’s organisations, with attendance. One statement."""
    require_permission(actor, Permission.VIEW_PREVENTION)
    rows = TrainingSession.objects.filter(body__in=_select_area_bodies(actor)).for_list()
    return [
        TrainingSessionRow(
            get_words_of_choice_code(TRAININGS, row.kind),
            row.held_on,
            row.body.name,
            row.given_by,
            row.attended,  # type: ignore[attr-defined]  # annotated
            row.seats,
        )
        for row in rows.select_related("body")[:MOST_SESSIONS]
    ]


def _select_area_bodies(actor: Actor) -> QuerySet[Any, Any]:
    area = Body.objects.filter(pk=actor.body_id, area__isnull=False).values("area")
    return Body.objects.filter(Q(pk=actor.body_id) | Q(area__in=area)).values("pk")


def _read_training_validity_months(bodies: QuerySet[Any, Any]) -> dict[str, str]:
    """How long a training is valid, where the organisations of the area set it: “24” or “24 or 36”."""
    found = defaultdict[str, set[int]](set)
    newest: dict[int, dict[str, int]] = {}
    rows = DeploymentSettings.objects.filter(body__in=bodies, since__lte=today()).order_by("since", "pk")
    for body, months in rows.values_list("body", "training_months"):
        newest[body] = months
    for months in newest.values():
        for kind, number in months.items():
            found[kind].add(int(number))
    return {kind: " or ".join(str(number) for number in sorted(some)) for kind, some in found.items()}
