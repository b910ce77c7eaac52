"""The shortlist: its order, its reasons, and what the list says a reason is worth."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from handrail.directory.practitioners.codes import (
    PractitionerGender,
    PractitionerInformationBarrierSide,
    PractitionerRole,
)
from handrail.people.deployment.rules.case_weight import WeightPart, compute_case_weight
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import (
    DeploymentLimits,
    DeploymentWish,
    DeploymentWishKind,
    LanguageRank,
    PractitionerCertificate,
)
from handrail.people.deployment.rules.hard_rules import DeploymentHardRule, list_hard_rule_exclusions
from handrail.people.deployment.rules.shortlist import ShortlistVerdict, make_deployment_shortlist
from handrail.people.deployment.rules.soft_reasons import CandidateReasonKind
from people.deployment.rule_facts import AREA, LIMITS, REQUEST, at, candidate, rota

WOMAN = DeploymentWish(DeploymentWishKind.GENDER, is_firm=False, value="woman")
ASKED = replace(
    REQUEST,
    wishes=(
        WOMAN,
        DeploymentWish(DeploymentWishKind.NOT_POLICE, is_firm=False),
    ),
    helpful_trainings=frozenset({"trauma"}),
    helpful_skills=frozenset({"court"}),
)


def test_the_night_of_the_picture():
    """Linh asked for a woman, and not for police alone: three could go, and five could not, each with its rule."""
    request = replace(
        REQUEST, roles=frozenset({"navigator", "co_ordinator", "liaison_officer"}),
        wishes=(
            DeploymentWish(DeploymentWishKind.GENDER, is_firm=True, value="woman"),
            DeploymentWish(DeploymentWishKind.NOT_POLICE, is_firm=False),
        ),
    )  # fmt: skip
    megan = candidate(1, name="Megan Aldous", weight_carried=Decimal(18))
    thuy = candidate(
        2, name="Thuy Pham", role=PractitionerRole.CO_ORDINATOR, language=LanguageRank.FIRST_LANGUAGE,
        shares_community=True, weight_carried=Decimal(23), distance=DistanceBand.NOT_KNOWN,
    )  # fmt: skip
    marsh = candidate(
        3, name="DC Holly Marsh", role=PractitionerRole.LIAISON_OFFICER, is_police=True,
        side=PractitionerInformationBarrierSide.INVESTIGATION, language=LanguageRank.NONE,
        distance=DistanceBand.SAME_DISTRICT,
    )  # fmt: skip
    out = [
        candidate(4, name="Isla Renshaw", rota=(
            rota("called_out", at(24, 2), at(24, 10)), rota("on_call", at(24, 10), at(25, 10)))),
        candidate(5, name="Nell Cartmel", vetting=(PractitionerCertificate("nppv3", at(31, 0, month=10).date()),)),
        candidate(6, name="Bao Tran", is_refused_by_person=True),
        candidate(7, name="DS Imran Vale", conflict="Works on a file of the suspect’s"),
        candidate(8, name="Colm Farrow", gender=PractitionerGender.MAN),
    ]  # fmt: skip
    found = make_deployment_shortlist([marsh, *out, megan, thuy], request, LIMITS)
    assert [(row.candidate.name, row.verdict) for row in found.fitting] == [
        ("Thuy Pham", ShortlistVerdict.ASK_PERSON),
        ("Megan Aldous", ShortlistVerdict.FITS),
        ("DC Holly Marsh", ShortlistVerdict.WITH_CARE),
    ]
    assert {row.candidate.name: row.findings[0].rule for row in found.excluded} == {
        "Isla Renshaw": DeploymentHardRule.REST,
        "Nell Cartmel": DeploymentHardRule.VETTING, "Bao Tran": DeploymentHardRule.NOT_WANTED,
        "DS Imran Vale": DeploymentHardRule.CONFLICT, "Colm Farrow": DeploymentHardRule.WISH,
    }  # fmt: skip
    assert [row.candidate.name for row in found.excluded if row.is_overridable] == ["Isla Renshaw"]
    said = {reason.words: reason.kind for reason in found.fitting[1].reasons}
    assert said == {
        "Woman, as asked": CandidateReasonKind.FITS,
        "Not police, as asked": CandidateReasonKind.FITS,
        "Serves people before the NRM": CandidateReasonKind.FITS,
        "On duty to 10pm": CandidateReasonKind.FITS,
        "Based in the same area": CandidateReasonKind.FITS,
        "No shared language: with an interpreter": CandidateReasonKind.ASK,
        "Workload 18 of 25 points now, 20 with this case": CandidateReasonKind.ASK,
    }


def test_points_are_added_by_hand():
    """A woman as asked 15, an interpreter 0, before the NRM 10, on duty 5, based in the area 5, 2 of 25 points 9."""
    (row,) = make_deployment_shortlist([candidate()], replace(REQUEST, wishes=(WOMAN,)), LIMITS).fitting
    assert row.score == 44


def test_what_lapses_soon_is_said_and_costs_nothing():
    soon = candidate(vetting=(PractitionerCertificate("nppv3", at(30, 0).date()),))
    (row,) = make_deployment_shortlist([soon], REQUEST, LIMITS).fitting
    reason = next(one for one in row.reasons if one.code == "lapse:nppv3")
    assert (reason.points, reason.words) == (0, "Non-police vetting, level 3: ends on 30 November 2026")


def test_equal_candidates_are_in_the_order_of_their_names():
    rows = [candidate(2, name="Abel"), candidate(1, name="Zoe"), candidate(3, name="Mia")]
    assert [row.candidate.name for row in make_deployment_shortlist(rows, REQUEST, LIMITS).fitting] == [
        "Abel",
        "Mia",
        "Zoe",
    ]


def test_a_case_weighs_what_the_organisation_says_and_each_part_once():
    parts = [WeightPart.INTAKE, WeightPart.HIGH_RISK, WeightPart.INTERPRETER, WeightPart.INTERPRETER]
    assert compute_case_weight(parts, LIMITS) == Decimal("3.5")
    own = DeploymentLimits(weight_by_part={"high_risk": Decimal("1.5")})
    assert compute_case_weight(parts, own) == Decimal("4")


candidates = st.lists(
    st.builds(
        dict,
        gender=st.sampled_from(list(PractitionerGender)),
        language=st.sampled_from(list(LanguageRank)),
        has_worked_together=st.booleans(),
        is_police=st.booleans(),
        shares_community=st.sampled_from([None, True, False]),
        phases=st.sampled_from([frozenset(), frozenset({"before"}), frozenset({"after"})]),
        areas=st.sampled_from([frozenset({AREA}), frozenset({AREA, "E23000036"}), frozenset({"E23000036"})]),
        distance=st.sampled_from(list(DistanceBand)),
        weight_carried=st.integers(0, 30).map(Decimal),
        welfare_due_on=st.sampled_from([None, at(1, 0).date()]),
    ),
    min_size=1,
    max_size=8,
)
NEUTRAL = {
    "gender": {"gender": PractitionerGender.NOT_SAID},
    "language": {"language": LanguageRank.INTERPRETER},
    "continuity": {"has_worked_together": False},
    "community": {"shares_community": False},
    "phase": {"phases": frozenset()},
    "distance": {"distance": DistanceBand.NOT_KNOWN},
    "duty": {"rota": (rota("on_call", at(24, 12), at(24, 22)),)},
    "training:trauma": {
        "trainings": (PractitionerCertificate("awareness", None), PractitionerCertificate("trauma", None))
    },
    "welfare": {"welfare_due_on": None},
}
"""What takes one reason away, or leaves it without points."""


@settings(max_examples=40, deadline=None)
@given(candidates)
def test_a_reason_taken_away_changes_the_rank_as_the_list_said(described):
    people = [candidate(number, **facts) for number, facts in enumerate(described, 1)]
    found = make_deployment_shortlist(people, ASKED, LIMITS)
    for row in found.fitting:
        number = row.candidate.practitioner_id.int
        for reason in row.reasons:
            if reason.code in NEUTRAL:
                changed = candidate(number, **described[number - 1] | NEUTRAL[reason.code])
                again = make_deployment_shortlist(
                    [*people[: number - 1], changed, *people[number:]], ASKED, LIMITS
                )
                said = found.get_rank_without(UUID(int=number), reason.code)
                assert again.get_rank(UUID(int=number)) == said


@settings(max_examples=40, deadline=None)
@given(candidates)
def test_nobody_is_lost_and_nobody_on_the_list_breaks_a_hard_rule(described):
    people = [candidate(number, **facts) for number, facts in enumerate(described, 1)]
    found = make_deployment_shortlist(people, ASKED, LIMITS)
    fitting = [row.candidate for row in found.fitting]
    excluded = [row.candidate for row in found.excluded]
    assert sorted(one.practitioner_id for one in fitting + excluded) == [
        one.practitioner_id for one in people
    ]
    assert [list_hard_rule_exclusions(one, ASKED, LIMITS) for one in fitting] == [()] * len(fitting)
    assert all(list_hard_rule_exclusions(one, ASKED, LIMITS) for one in excluded)
    assert sum(found.count_excluded_by_rule().values()) == len(excluded)
