"""What speaks for a candidate, what to ask first, and what speaks against. Each reason says its points.

The points order the list and are shown to nobody as a score: they are ours (marked I in the domain notes), chosen so
that language weighs most, then having met before, the person's wishes, and the rest.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from handrail.directory.practitioners.codes import (
    GENDERS,
    PHASES,
    SKILLS,
    TRAININGS,
    VETTING_LEVELS,
    AvailabilityKind,
    PractitionerGender,
    PractitionerInformationBarrierSide,
    get_words_of_choice_code,
)
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
    DeploymentWishKind,
    LanguageRank,
)
from handrail.people.deployment.rules.hard_rules import (
    find_duty_covering_period,
    format_caseload_points,
    get_caseload_limit_of_candidate,
    is_training_valid,
)
from handrail.people.deployment.rules.periods import get_london_day
from handrail.platform.kernel.dates import format_day, format_time, to_london
from handrail.platform.kernel.messages import UserText, lower_first, msg


class CandidateReasonKind(StrEnum):
    """How a reason is shown: ✓, ? or ✕."""

    FITS = "fits"
    ASK = "ask"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class CandidateReason:
    """One reason. `code` is unique within one candidate. `asks_person`: ask the person before the practitioner."""

    code: str
    kind: CandidateReasonKind
    points: int
    words: str
    asks_person: bool = False


Reasons = Iterator[CandidateReason]
SoftRule = Callable[[DeploymentCandidate, DeploymentRequestFacts, DeploymentLimits], Reasons]

LANGUAGE_REASONS: Final[dict[LanguageRank, tuple[CandidateReasonKind, int, str]]] = {
    LanguageRank.FIRST_LANGUAGE: (CandidateReasonKind.FITS, 40, msg("The same first language")),
    LanguageRank.BOTH_FLUENT: (CandidateReasonKind.FITS, 30, msg("A language that both speak well")),
    LanguageRank.WELFARE_ONLY: (
        CandidateReasonKind.ASK,
        15,
        msg("A shared language, enough for welfare only"),
    ),
    LanguageRank.CLOSE_VARIETY: (CandidateReasonKind.ASK, 8, msg("A close variety of their language")),
    LanguageRank.INTERPRETER: (CandidateReasonKind.ASK, 0, msg("No shared language: with an interpreter")),
    LanguageRank.NONE: (
        CandidateReasonKind.AGAINST,
        -10,
        msg("No shared language, and no interpreter found"),
    ),
}


def list_candidate_reasons(
    candidate: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> tuple[CandidateReason, ...]:
    """Every reason for and against.

    Args:
        candidate: who might be sent.
        request: for whom, where and when.
        limits: the organisation's settings of that day.

    Returns:
        In the order of SOFT_RULES, what fits before what is to be asked before what is against.
    """
    found = [reason for rule in SOFT_RULES for reason in rule(candidate, request, limits)]
    order = list(CandidateReasonKind)
    return tuple(sorted(found, key=lambda reason: order.index(reason.kind)))


def _list_gender_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    wish = request.find_wish(DeploymentWishKind.GENDER)
    if not wish:
        return
    gender = get_words_of_choice_code(GENDERS, wish.value)
    if who.gender == wish.value:
        yield CandidateReason(
            "gender", CandidateReasonKind.FITS, 15, msg("{gender}, as asked", gender=gender)
        )
    elif who.gender == PractitionerGender.NOT_SAID:
        words = msg("Gender not recorded; they would rather meet a {gender}", gender=lower_first(gender))
        yield CandidateReason("gender", CandidateReasonKind.ASK, 0, words)
    else:
        words = msg("They would rather meet a {gender}", gender=lower_first(gender))
        yield CandidateReason("gender", CandidateReasonKind.AGAINST, -15, words)


def _list_language_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    kind, points, words = LANGUAGE_REASONS[who.pair.language]
    yield CandidateReason("language", kind, points, who.pair.language_words or words)


def _list_reasons_of_having_worked_together(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    if who.pair.has_worked_together:
        yield CandidateReason(
            "continuity", CandidateReasonKind.FITS, 20, msg("Has worked with this person before")
        )


def _list_police_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    if request.find_wish(DeploymentWishKind.NOT_POLICE) is None:
        return
    if who.is_police:
        words = msg("Police: send with someone from support, as they would rather not meet police alone")
        yield CandidateReason("police", CandidateReasonKind.ASK, -10, words)
    else:
        yield CandidateReason("police", CandidateReasonKind.FITS, 10, msg("Not police, as asked"))


def _list_community_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    """Never a reason to leave somebody out unasked: the person may say no, and gives no reason."""
    wish = request.find_wish(DeploymentWishKind.NOT_OWN_COMMUNITY)
    if who.pair.shares_community:
        words = msg("Same community: the person can say no without a reason")
        yield CandidateReason(
            "community", CandidateReasonKind.ASK, -15 if wish else -5, words, asks_person=True
        )
    elif wish and who.pair.shares_community is None:
        words = msg("Ask if they are from the person’s community: the person would rather they were not")
        yield CandidateReason("community", CandidateReasonKind.ASK, 0, words)


def _list_phase_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    if not who.phases:
        return
    phase = lower_first(get_words_of_choice_code(PHASES, request.phase))
    if request.phase in who.phases:
        yield CandidateReason(
            "phase", CandidateReasonKind.FITS, 10, msg("Serves people {phase}", phase=phase)
        )
    else:
        words = msg("Their post does not serve people {phase}", phase=phase)
        yield CandidateReason("phase", CandidateReasonKind.AGAINST, -10, words)


def _list_skill_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    for code, name in SKILLS:
        if code in request.helpful_skills and code in who.skills:
            yield CandidateReason(f"skill:{code}", CandidateReasonKind.FITS, 5, name)
        elif code in request.helpful_skills:
            words = msg("Not recorded: {skill}", skill=lower_first(name))
            yield CandidateReason(f"skill:{code}", CandidateReasonKind.ASK, -5, words)


def _list_training_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> Reasons:
    """A nice-to-have that lapsed lowers."""
    day = get_london_day(request.starts_at)
    for code, name in TRAININGS:
        if code in request.helpful_trainings and not is_training_valid(who, str(code), day):
            words = msg("Not in date: {training}", training=lower_first(name))
            yield CandidateReason(f"training:{code}", CandidateReasonKind.AGAINST, -5, words)


def _list_lapsing_certificate_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> Reasons:
    day = get_london_day(request.starts_at)
    needed = request.needed_trainings | request.helpful_trainings | request.needed_vetting
    for one in who.trainings + who.vetting:
        ends = one.valid_until if one.code in needed else None
        if ends and 0 <= (ends - day).days <= limits.lapse_warning_days:
            name = get_words_of_choice_code(TRAININGS + VETTING_LEVELS, one.code)
            words = msg("{name}: ends on {day}", name=name, day=format_day(ends))
            yield CandidateReason(f"lapse:{one.code}", CandidateReasonKind.ASK, 0, words)


def _list_distance_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    """By the band of the base; the base itself is named where no band is known."""
    match who.pair.distance:
        case DistanceBand.SAME_DISTRICT:
            yield CandidateReason("distance", CandidateReasonKind.FITS, 10, msg("Based in the same district"))
        case DistanceBand.SAME_AREA:
            yield CandidateReason("distance", CandidateReasonKind.FITS, 5, msg("Based in the same area"))
        case DistanceBand.SAME_REGION:
            yield CandidateReason(
                "distance", CandidateReasonKind.ASK, 0, msg("Based elsewhere in the region")
            )
        case DistanceBand.FURTHER:
            yield CandidateReason(
                "distance", CandidateReasonKind.AGAINST, -10, msg("Based in another region")
            )
        case DistanceBand.NOT_KNOWN:
            words = msg("Based at {base}", base=UserText(who.base)) if who.base else msg("Distance not known")
            yield CandidateReason("distance", CandidateReasonKind.ASK, 0, words)


def _list_duty_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    duty = find_duty_covering_period(who, request.when)
    if duty is None:
        return
    until = format_time(to_london(duty[1]))
    if duty[0] is AvailabilityKind.ON_DUTY:
        yield CandidateReason("duty", CandidateReasonKind.FITS, 5, msg("On duty to {time}", time=until))
    else:
        yield CandidateReason(
            "duty", CandidateReasonKind.ASK, 0, msg("On call to {time}, not on duty", time=until)
        )


def _list_caseload_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> Reasons:
    limit, after = get_caseload_limit_of_candidate(who, limits), who.weight_carried + request.weight
    words = msg(
        "Workload {now} of {limit} points now, {after} with this case",
        now=format_caseload_points(who.weight_carried),
        limit=format_caseload_points(limit),
        after=format_caseload_points(after),
    )
    if after * 100 < limit * limits.amber_percent:
        yield CandidateReason(
            "load", CandidateReasonKind.FITS, _compute_points_for_free_capacity(after, limit), words
        )
    else:
        yield CandidateReason("load", CandidateReasonKind.ASK, -5, words)


def _compute_points_for_free_capacity(after: Decimal, limit: Decimal) -> int:
    """Up to ten, by how much of their limit stays free."""
    return int(10 * (limit - after) / limit) if limit else 0


def _list_wall_side_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    """Which hat, said before the person speaks."""
    if who.side == PractitionerInformationBarrierSide.INVESTIGATION:
        words = msg("What they are told may be used in the case: say so first")
        yield CandidateReason("side", CandidateReasonKind.ASK, 0, words)


def _list_welfare_reasons(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> Reasons:
    if who.welfare_due_on and who.welfare_due_on < get_london_day(request.starts_at):
        words = msg("Their welfare conversation was due on {day}", day=format_day(who.welfare_due_on))
        yield CandidateReason("welfare", CandidateReasonKind.ASK, -5, words)


SOFT_RULES: Final[tuple[SoftRule, ...]] = (
    _list_gender_reasons,
    _list_language_reasons,
    _list_reasons_of_having_worked_together,
    _list_police_reasons,
    _list_community_reasons,
    _list_phase_reasons,
    _list_duty_reasons,
    _list_distance_reasons,
    _list_skill_reasons,
    _list_training_reasons,
    _list_lapsing_certificate_reasons,
    _list_caseload_reasons,
    _list_wall_side_reasons,
    _list_welfare_reasons,
)
