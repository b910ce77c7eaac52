"""The shortlist for one case among 2,000 practitioners, by the rules alone: what is known is in memory already.

`python -m bench.shortlist`. One process, CPU time, the median of nine.
"""

import datetime
import random
import statistics
import time
from decimal import Decimal
from uuid import UUID

from handrail.directory.practitioners.codes import (
    SKILLS,
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
    DeploymentWish,
    DeploymentWishKind,
    LanguageRank,
    PractitionerCertificate,
    PractitionerPersonPairFacts,
)
from handrail.people.deployment.rules.periods import Period, RotaPeriod
from handrail.people.deployment.rules.shortlist import make_deployment_shortlist

PRACTITIONERS, TURNS, AREAS = 2_000, 9, 4
NOW = datetime.datetime(2026, 11, 24, 17, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def rows() -> list[dict[str, object]]:
    """One row: milliseconds of CPU for one whole shortlist, reasons and exclusions included."""
    candidates, request = [_make_candidate(number) for number in range(PRACTITIONERS)], _make_request()
    limits, spent = DeploymentLimits(), []
    for _ in range(TURNS):
        began = time.process_time()
        found = make_deployment_shortlist(candidates, request, limits)
        spent.append((time.process_time() - began) * 1_000)
    assert found.fitting
    assert len(found.fitting) + len(found.excluded) == PRACTITIONERS
    figure = round(statistics.median(spent), 1)
    return [
        {
            "name": f"shortlist, {len(found.fitting)} who fit",
            "size": PRACTITIONERS,
            "engine": "memory",
            "figure": figure,
            "unit": "ms CPU",
            "beside": figure,
            "ratio": 1.0,
        }
    ]


def _make_candidate(number: int) -> DeploymentCandidate:
    """Four weeks of shifts behind them and one today, in one of four areas, half with what is needed in date."""
    chance = random.Random(number)
    shifts = [
        RotaPeriod(
            AvailabilityKind.ON_DUTY,
            Period(NOW - 9 * HOUR - day * 24 * HOUR, NOW + HOUR - day * 24 * HOUR),
        )
        for day in range(1, 29)
        if day % 7 > 1
    ]
    today = RotaPeriod(AvailabilityKind.ON_DUTY, Period(NOW - 3 * HOUR, NOW + 5 * HOUR))
    return DeploymentCandidate(
        practitioner_id=UUID(int=number),
        name=f"Practitioner {number:04}",
        role=PractitionerRole.NAVIGATOR,
        side=PractitionerInformationBarrierSide.SUPPORT,
        areas=frozenset({f"area {number % AREAS}"}),
        skills=frozenset(code for code, _ in SKILLS if chance.random() < 0.4),
        gender=chance.choice((PractitionerGender.WOMAN, PractitionerGender.MAN)),
        vetting=(PractitionerCertificate("nppv3", datetime.date(2026 + number // 4 % 2, 10, 31)),),
        trainings=(PractitionerCertificate("awareness", None),),
        rota=(*shifts, today),
        weight_carried=Decimal(chance.randrange(20)),
        pair=PractitionerPersonPairFacts(
            language=chance.choice(list(LanguageRank)), distance=chance.choice(list(DistanceBand))
        ),
    )


def _make_request() -> DeploymentRequestFacts:
    return DeploymentRequestFacts(
        area="area 1",
        phase="before",
        when=Period(NOW, NOW + HOUR),
        needed_vetting=frozenset({"nppv3"}),
        needed_trainings=frozenset({"awareness"}),
        helpful_skills=frozenset({"court", "immigration"}),
        wishes=(DeploymentWish(DeploymentWishKind.GENDER, is_firm=False, value="woman"),),
    )


if __name__ == "__main__":
    for row in rows():
        print(f"{row['name']}: {row['figure']} {row['unit']} among {row['size']:,}")
