"""The register as the rules read it: practitioners become candidates, settings become limits.

What only the case knows (`PairFacts`: conflicts, refusals, distance, language), the weight that somebody carries and
when they are sent elsewhere come from whoever asks: this module knows no case.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from uuid import UUID

from django.db.models import FETCH_RAISE, Exists, OuterRef, Prefetch, QuerySet

from handrail.directory.practitioners.codes import (
    AvailabilityKind,
    PractitionerGender,
    PractitionerRole,
    PractitionerSide,
)
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    DeploymentSettings,
    Practitioner,
    PractitionerLanguage,
    PractitionerSkill,
    PractitionerTraining,
)
from handrail.people.deployment.rules.case_weight import WeightPart
from handrail.people.deployment.rules.facts import Candidate, Certificate, DeploymentLimits, PairFacts
from handrail.people.deployment.rules.periods import Period, RotaPeriod
from handrail.people.deployment.rules.rest import AVERAGE_OVER
from handrail.platform.access.actor import Actor
from handrail.platform.reference.models import Area

POLICE_KINDS = frozenset({"police", "police_unit"})
AHEAD = datetime.timedelta(days=3)


def select_practitioners_for_candidates(
    actor: Actor, area_code: str, moment: datetime.datetime
) -> QuerySet[Practitioner]:
    """Whom the actor may see and who serve an area, with all that a candidate is made of. Six statements.

    Args:
        actor: whoever makes the shortlist.
        area_code: where somebody is needed; empty for every area.
        moment: when: the rota is fetched for 17 weeks before it, over which working hours are averaged.
    """
    rows = Practitioner.objects.visible_to(actor).current()
    if area_code:
        served = Practitioner.areas.through.objects.filter(area=area_code, practitioner=OuterRef("pk"))
        rows = rows.filter(Exists(served))
    periods = AvailabilityPeriod.objects.filter(
        ends_at__gt=moment - AVERAGE_OVER, starts_at__lt=moment + AHEAD
    )
    languages = PractitionerLanguage.objects.select_related("language")
    trainings = PractitionerTraining.objects.filter(is_newest=True)
    return (
        rows.select_related("employer", "post")
        .prefetch_related(
            Prefetch("areas", Area.objects.only("code").fetch_mode(FETCH_RAISE)),
            Prefetch("skills", PractitionerSkill.objects.all().fetch_mode(FETCH_RAISE)),
            Prefetch("languages", languages.fetch_mode(FETCH_RAISE)),
            Prefetch("trainings", trainings.fetch_mode(FETCH_RAISE)),
            Prefetch("periods", periods.fetch_mode(FETCH_RAISE)),
        )
        .order_by("name", "id")
        .fetch_mode(FETCH_RAISE)
    )


def make_candidates(
    practitioners: Iterable[Practitioner],
    *,
    pairs: Mapping[UUID, PairFacts],
    weights: Mapping[UUID, Decimal],
    sent: Mapping[UUID, tuple[Period, ...]] = MappingProxyType({}),
) -> list[Candidate]:
    """Candidates for the rules.

    Args:
        practitioners: as `select_practitioners_for_candidates` fetched them.
        pairs: what is known of each and the person, by number; who is missing there has nothing known.
        weights: the points that each carries, by number; none for who is missing there.
        sent: when each is asked or sent elsewhere, by number.
    """
    return [
        _make_candidate(
            row, pairs.get(row.pk, PairFacts()), weights.get(row.pk, Decimal(0)), sent.get(row.pk, ())
        )
        for row in practitioners
    ]


def make_deployment_limits(settings: DeploymentSettings) -> DeploymentLimits:
    """The settings that are in force, as the rules read them."""
    return DeploymentLimits(
        weight_limit=Decimal(settings.weight_limit),
        amber_percent=settings.amber_percent,
        rest_hours=settings.rest_hours,
        lapse_warning_days=settings.lapse_warning_days,
        weight_by_part={part: getattr(settings, f"weight_{part}") for part in WeightPart},
    )


def _make_candidate(
    row: Practitioner, pair: PairFacts, weight: Decimal, sent: tuple[Period, ...]
) -> Candidate:
    return Candidate(
        practitioner_id=row.pk,
        name=row.name,
        role=PractitionerRole(row.role),
        side=PractitionerSide(row.side),
        areas=frozenset(area.pk for area in row.areas.all()),
        is_police=row.employer.kind in POLICE_KINDS,
        first_day=row.started_on,
        last_day=_get_last_day(row),
        phases=frozenset(row.phases or (row.post.phases if row.post else ())),
        skills=frozenset(one.code for one in row.skills.all()),
        gender=PractitionerGender(row.gender),
        vetting=(Certificate(row.vetting_level, row.vetted_until),) if row.vetting_level else (),
        trainings=tuple(Certificate(one.kind, one.valid_until) for one in row.trainings.all()),
        rota=tuple(
            RotaPeriod(AvailabilityKind(one.kind), Period(one.starts_at, one.ends_at))
            for one in row.periods.all()
        ),
        sent=sent,
        has_opted_out_of_48_hours=row.opted_out_of_48_hours,
        weight_carried=weight,
        weight_limit=None if row.weight_limit is None else Decimal(row.weight_limit),
        welfare_due_on=row.welfare_due_on,
        pair=pair,
    )


def _get_last_day(row: Practitioner) -> datetime.date | None:
    """Their own last day, or the post's, whichever comes first."""
    ends = [day for day in (row.left_on, row.post.ended_on if row.post else None) if day]
    return min(ends, default=None)
