"""Candidates and requests for tests of the rules: one who fits, of whom a test changes type about."""

import datetime
from dataclasses import replace
from uuid import UUID

from handrail.directory.practitioners.codes import (
    AvailabilityKind,
    PractitionerGender,
    PractitionerInformationBarrierSide,
    PractitionerRole,
)
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
    PractitionerCertificate,
    PractitionerPersonPairFacts,
)
from handrail.people.deployment.rules.periods import Period, RotaPeriod
from handrail.platform.kernel.dates import make_london_time

AREA = "E23000020"
LIMITS = DeploymentLimits()


def at(day, hour, minute=0, month=11):
    return make_london_time(datetime.date(2026, month, day), datetime.time(hour, minute))


def rota(kind, starts_at, ends_at):
    return RotaPeriod(AvailabilityKind(kind), Period(starts_at, ends_at))


REQUEST = DeploymentRequestFacts(
    area=AREA,
    phase="before",
    when=Period(at(24, 17), at(24, 18)),
    needed_vetting=frozenset({"nppv3", "mv"}),
    needed_trainings=frozenset({"awareness"}),
)
CANDIDATE = DeploymentCandidate(
    practitioner_id=UUID(int=1),
    name="Megan Aldous",
    role=PractitionerRole.NAVIGATOR,
    side=PractitionerInformationBarrierSide.SUPPORT,
    areas=frozenset({AREA}),
    phases=frozenset({"before"}),
    gender=PractitionerGender.WOMAN,
    vetting=(PractitionerCertificate("nppv3", datetime.date(2027, 10, 31)),),
    trainings=(PractitionerCertificate("awareness", datetime.date(2028, 1, 31)),),
    rota=(rota("on_duty", at(24, 12), at(24, 22)),),
    pair=PractitionerPersonPairFacts(distance=DistanceBand.SAME_AREA),
)


def candidate(number=1, **changes):
    """Somebody who fits, with these facts changed; what belongs to the pair is changed there."""
    of_pair = {name: changes.pop(name) for name in [*changes] if hasattr(CANDIDATE.pair, name)}
    pair = replace(CANDIDATE.pair, **of_pair)
    name = changes.pop("name", f"{CANDIDATE.name} {number}")
    return replace(CANDIDATE, practitioner_id=UUID(int=number), name=name, pair=pair, **changes)
