"""The register as the rules read it: practitioners become candidates, settings become limits.

What only the case knows (`PractitionerPersonPairFacts`: conflicts, refusals, language) and the weight that somebody
carries come from the caller: this module knows no case.
"""

import datetime
from collections.abc import Iterable, Mapping
from decimal import Decimal
from uuid import UUID

from handrail.directory.practitioners.codes import (
    PractitionerGender,
    PractitionerInformationBarrierSide,
    PractitionerRole,
)
from handrail.directory.practitioners.models import DeploymentSettings, Practitioner
from handrail.people.deployment.queries.candidates import CandidateRelatedRows
from handrail.people.deployment.rules.case_weight import WeightPart
from handrail.people.deployment.rules.distance import CodedPlace
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    PractitionerCertificate,
    PractitionerPersonPairFacts,
)

POLICE_KINDS = frozenset({"police", "police_unit"})


def make_candidates(
    practitioners: Iterable[Practitioner],
    parts: Mapping[UUID, CandidateRelatedRows],
    *,
    pairs: Mapping[UUID, PractitionerPersonPairFacts],
    weights: Mapping[UUID, Decimal],
) -> list[DeploymentCandidate]:
    """Candidates for the rules.

    Args:
        practitioners: as `select_practitioners_for_candidates` fetched them.
        parts: what hangs on each, by number.
        pairs: what is known of each and the person, by number; who is missing there has nothing known.
        weights: the points that each carries, by number; none for who is missing there.
    """
    return [
        _make_deployment_candidate(
            row,
            parts[row.pk],
            pairs.get(row.pk, PractitionerPersonPairFacts()),
            weights.get(row.pk, Decimal(0)),
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
        intake_weeks=settings.intake_weeks,
        weight_by_part={part: getattr(settings, f"weight_{part}") for part in WeightPart},
    )


def _make_deployment_candidate(
    row: Practitioner, parts: CandidateRelatedRows, pair: PractitionerPersonPairFacts, weight: Decimal
) -> DeploymentCandidate:
    return DeploymentCandidate(
        practitioner_id=row.pk,
        name=row.name,
        role=PractitionerRole(row.role),
        side=PractitionerInformationBarrierSide(row.side),
        areas=parts.areas,
        base=row.base or (row.post.base if row.post else ""),
        is_police=row.employer.kind in POLICE_KINDS,
        first_day=row.started_on,
        last_day=_get_last_working_day_of_practitioner(row),
        phases=frozenset(row.phases or (row.post.phases if row.post else ())),
        skills=parts.skills,
        gender=PractitionerGender(row.gender),
        vetting=(PractitionerCertificate(row.vetting_level, row.vetted_until),) if row.vetting_level else (),
        trainings=parts.trainings,
        rota=parts.rota,
        elsewhere=parts.elsewhere,
        sent=parts.sent,
        has_opted_out_of_48_hours=row.opted_out_of_48_hours,
        weight_carried=weight,
        weight_limit=None if row.weight_limit is None else Decimal(row.weight_limit),
        welfare_due_on=row.welfare_due_on,
        pair=pair,
    )


def make_base_place_of_practitioner(row: Practitioner) -> CodedPlace:
    """Where they are based: their own base, else that of their post."""
    for record in (row, row.post):
        if record and (record.base_area_id or record.base_district):
            area = record.base_area
            return CodedPlace(area.code if area else "", area.region if area else "", record.base_district)
    return CodedPlace()


def _get_last_working_day_of_practitioner(row: Practitioner) -> datetime.date | None:
    """Their own last day, or the post's, whichever comes first."""
    ends = [day for day in (row.left_on, row.post.ended_on if row.post else None) if day]
    return min(ends, default=None)
