"""Cover by hour, and what each co-ordinator and practitioner carries."""

import datetime
from typing import NamedTuple

from django.db.models import FETCH_RAISE, Exists, OuterRef, Prefetch
from django.utils import timezone

from handrail.directory.practitioners.codes import AvailabilityKind
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
)
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.cover_by_hour import (
    LEAST_LEVEL,
    LanguageCoverRow,
    PractitionerLanguagesAndAvailability,
    compute_language_cover_by_hour,
    count_moments_by_hour,
    list_days_with_shifts,
)
from handrail.people.deployment.models import DeploymentRequest
from handrail.people.deployment.queries.caseload_weights import (
    NO_LOAD,
    PractitionerCaseload,
    count_practitioner_loads,
)
from handrail.people.deployment.register_candidates import make_deployment_limits
from handrail.people.deployment.rules.facts import DeploymentLimits
from handrail.people.deployment.rules.periods import Period
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.row_security.system_row_actor import SystemActor, acting_as_system
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import make_london_time, to_london

YEAR = datetime.timedelta(days=365)
ON = (AvailabilityKind.ON_DUTY, AvailabilityKind.ON_CALL)


class LanguageCoverByHour(NamedTuple):
    """`rows` begin with everybody (""), then languages with the most cover first. `requests`: of twelve months.

    `unplanned`: days left out, because nobody's rota has been entered for them.
    """

    rows: list[LanguageCoverRow]
    requests: list[int]
    practitioners: int
    unplanned: int


class CaseloadRow(NamedTuple):
    """One practitioner with what they carry, and their limit in points."""

    practitioner: Practitioner
    load: PractitionerCaseload
    limit: float


def get_language_cover_by_hour(
    actor: Actor, *, area: str, skill: str, days: list[datetime.date]
) -> LanguageCoverByHour:
    """Who of the organisation could come, hour by hour.

    Args:
        actor: who reads the register.
        area: code of the area served; empty for any.
        skill: code of a skill; empty for any.
        days: on London's calendar, in order.
    """
    require_permission(actor, Permission.VIEW_PRACTITIONERS)
    first = make_london_time(days[0], datetime.time(0))
    last = make_london_time(days[-1] + datetime.timedelta(days=1), datetime.time(0))
    periods = AvailabilityPeriod.objects.filter(ends_at__gt=first, starts_at__lt=last)
    rows = Practitioner.objects.current().filter(employer=actor.body_id)
    if area:
        served = Practitioner.areas.through.objects.filter(area=area, practitioner=OuterRef("pk"))
        rows = rows.filter(Exists(served))
    if skill:
        rows = rows.filter(Exists(PractitionerSkill.objects.filter(code=skill, practitioner=OuterRef("pk"))))
    people = list(
        rows.prefetch_related(
            Prefetch("periods", periods.fetch_mode(FETCH_RAISE)),
            Prefetch("languages", PractitionerLanguage.objects.all().fetch_mode(FETCH_RAISE)),
        )
    )
    covers = [_make_practitioner_languages_and_availability(one) for one in people]
    tags = sorted({tag for one in covers for tag in one.languages} - {"en"})
    whole_rota = periods.filter(practitioner__employer=actor.body_id, kind__in=ON)
    spans = whole_rota.order_by().values_list("starts_at", "ends_at")
    planned = list_days_with_shifts((Period(*span) for span in spans), days)
    made = compute_language_cover_by_hour(covers, planned or days, ["", *tags])
    ordered = [made[0], *sorted(made[1:], key=lambda row: (-sum(row.counts), row.language))]
    requests = _count_requests_by_hour(actor.body_id, area)
    return LanguageCoverByHour(ordered, requests, len(people), len(days) - len(planned))


def list_practitioner_caseloads_and_limits(actor: Actor) -> tuple[list[CaseloadRow], DeploymentLimits]:
    """Everybody on the register of the actor's organisation with what they carry, the heaviest first.

    Args:
        actor: who reads the register.

    Returns:
        The rows, and the organisation's limits of today.
    """
    require_permission(actor, Permission.VIEW_PRACTITIONERS)
    limits = make_deployment_limits(get_deployment_settings(actor.body_id, today()))
    people = list(
        Practitioner.objects.current().filter(employer=actor.body_id).order_by("name").fetch_mode(FETCH_RAISE)
    )
    loads = count_practitioner_loads(people, limits)
    rows = [
        CaseloadRow(one, loads.get(one.pk, NO_LOAD), float(one.weight_limit or limits.weight_limit))
        for one in people
    ]
    return sorted(rows, key=lambda row: (-row.load.weight, row.practitioner.name)), limits


def _make_practitioner_languages_and_availability(row: Practitioner) -> PractitionerLanguagesAndAvailability:
    spoken = frozenset(one.language_id for one in row.languages.all() if one.level in LEAST_LEVEL)
    mine = [(one.kind, Period(one.starts_at, one.ends_at)) for one in row.periods.all()]
    return PractitionerLanguagesAndAvailability(
        row.pk,
        spoken,
        [period for kind, period in mine if kind in ON],
        [period for kind, period in mine if kind not in ON],
    )


@acting_as_system(SystemActor.DEPLOYMENT)
def _count_requests_by_hour(body_id: int, area: str) -> list[int]:
    """By the hour of London's day at which they were raised."""
    rows = DeploymentRequest.objects.filter(body=body_id, raised_at__gte=timezone.now() - YEAR)
    if area:
        rows = rows.filter(case__area=area)
    return count_moments_by_hour(to_london(at) for at in rows.values_list("raised_at", flat=True))
