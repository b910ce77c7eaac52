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
    PractitionerSide,
    get_words,
)
from handrail.people.deployment.rules.distance import DistanceBand
from handrail.people.deployment.rules.facts import (
    Candidate,
    DeploymentLimits,
    LanguageRank,
    RequestFacts,
    WishKind,
)
from handrail.people.deployment.rules.hard_rules import (
    find_duty_covering_period,
    format_points,
    get_weight_limit,
    is_training_valid,
)
from handrail.people.deployment.rules.periods import get_london_day
from handrail.platform.kernel.dates import format_day, format_time, to_london
from handrail.platform.kernel.messages import UserText, lower_first, msg


class ReasonKind(StrEnum):
    """How a reason is shown: ✓, ? or ✕."""

    FITS = "fits"
    ASK = "ask"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class CandidateReason:
    """One reason. `code` is unique within one candidate. `asks_person`: ask the person before the practitioner."""

    code: str
    kind: ReasonKind
    points: int
    words: str
    asks_person: bool = False


Reasons = Iterator[CandidateReason]
SoftRule = Callable[[Candidate, RequestFacts, DeploymentLimits], Reasons]

LANGUAGE_REASONS: Final[dict[LanguageRank, tuple[ReasonKind, int, str]]] = {
    LanguageRank.FIRST_LANGUAGE: (ReasonKind.FITS, 40, msg("The same first language")),
    LanguageRank.BOTH_FLUENT: (ReasonKind.FITS, 30, msg("A language that both speak well")),
    LanguageRank.WELFARE_ONLY: (ReasonKind.ASK, 15, msg("A shared language, enough for welfare only")),
    LanguageRank.CLOSE_VARIETY: (ReasonKind.ASK, 8, msg("A close variety of their language")),
    LanguageRank.INTERPRETER: (ReasonKind.ASK, 0, msg("No shared language: with an interpreter")),
    LanguageRank.NONE: (ReasonKind.AGAINST, -10, msg("No shared language, and no interpreter found")),
}


def list_reasons(
    candidate: Candidate, request: RequestFacts, limits: DeploymentLimits
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
    order = list(ReasonKind)
    return tuple(sorted(found, key=lambda reason: order.index(reason.kind)))


def _weigh_gender(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    wish = request.find_wish(WishKind.GENDER)
    if not wish:
        return
    gender = get_words(GENDERS, wish.value)
    if who.gender == wish.value:
        yield CandidateReason("gender", ReasonKind.FITS, 15, msg("{gender}, as asked", gender=gender))
    elif who.gender == PractitionerGender.NOT_SAID:
        words = msg("Gender not recorded; they would rather meet a {gender}", gender=lower_first(gender))
        yield CandidateReason("gender", ReasonKind.ASK, 0, words)
    else:
        words = msg("They would rather meet a {gender}", gender=lower_first(gender))
        yield CandidateReason("gender", ReasonKind.AGAINST, -15, words)


def _weigh_language(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    kind, points, words = LANGUAGE_REASONS[who.pair.language]
    yield CandidateReason("language", kind, points, who.pair.language_words or words)


def _weigh_having_met(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    if who.pair.has_worked_together:
        yield CandidateReason("continuity", ReasonKind.FITS, 20, msg("Has worked with this person before"))


def _weigh_police(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    if request.find_wish(WishKind.NOT_POLICE) is None:
        return
    if who.is_police:
        words = msg("Police: send with someone from support, as they would rather not meet police alone")
        yield CandidateReason("police", ReasonKind.ASK, -10, words)
    else:
        yield CandidateReason("police", ReasonKind.FITS, 10, msg("Not police, as asked"))


def _weigh_community(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    """Never a reason to leave somebody out unasked: the person may say no, and gives no reason."""
    wish = request.find_wish(WishKind.NOT_OWN_COMMUNITY)
    if who.pair.shares_community:
        words = msg("Same community: the person can say no without a reason")
        yield CandidateReason("community", ReasonKind.ASK, -15 if wish else -5, words, asks_person=True)
    elif wish and who.pair.shares_community is None:
        words = msg("Ask if they are from the person’s community: the person would rather they were not")
        yield CandidateReason("community", ReasonKind.ASK, 0, words)


def _weigh_phase(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    if not who.phases:
        return
    phase = lower_first(get_words(PHASES, request.phase))
    if request.phase in who.phases:
        yield CandidateReason("phase", ReasonKind.FITS, 10, msg("Serves people {phase}", phase=phase))
    else:
        words = msg("Their post does not serve people {phase}", phase=phase)
        yield CandidateReason("phase", ReasonKind.AGAINST, -10, words)


def _weigh_skills(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    for code, name in SKILLS:
        if code in request.helpful_skills and code in who.skills:
            yield CandidateReason(f"skill:{code}", ReasonKind.FITS, 5, name)
        elif code in request.helpful_skills:
            words = msg("Not recorded: {skill}", skill=lower_first(name))
            yield CandidateReason(f"skill:{code}", ReasonKind.ASK, -5, words)


def _weigh_trainings(who: Candidate, request: RequestFacts, limits: DeploymentLimits) -> Reasons:
    """A nice-to-have that lapsed lowers."""
    day = get_london_day(request.starts_at)
    for code, name in TRAININGS:
        if code in request.helpful_trainings and not is_training_valid(who, str(code), day):
            words = msg("Not in date: {training}", training=lower_first(name))
            yield CandidateReason(f"training:{code}", ReasonKind.AGAINST, -5, words)


def _weigh_lapses(who: Candidate, request: RequestFacts, limits: DeploymentLimits) -> Reasons:
    day = get_london_day(request.starts_at)
    needed = request.needed_trainings | request.helpful_trainings | request.needed_vetting
    for one in who.trainings + who.vetting:
        ends = one.valid_until if one.code in needed else None
        if ends and 0 <= (ends - day).days <= limits.lapse_warning_days:
            name = get_words(TRAININGS + VETTING_LEVELS, one.code)
            words = msg("{name}: ends on {day}", name=name, day=format_day(ends))
            yield CandidateReason(f"lapse:{one.code}", ReasonKind.ASK, 0, words)


def _weigh_distance(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    """By the band of the base; the base itself is named where no band is known."""
    match who.pair.distance:
        case DistanceBand.SAME_DISTRICT:
            yield CandidateReason("distance", ReasonKind.FITS, 10, msg("Based in the same district"))
        case DistanceBand.SAME_AREA:
            yield CandidateReason("distance", ReasonKind.FITS, 5, msg("Based in the same area"))
        case DistanceBand.SAME_REGION:
            yield CandidateReason("distance", ReasonKind.ASK, 0, msg("Based elsewhere in the region"))
        case DistanceBand.FURTHER:
            yield CandidateReason("distance", ReasonKind.AGAINST, -10, msg("Based in another region"))
        case DistanceBand.NOT_KNOWN:
            words = msg("Based at {base}", base=UserText(who.base)) if who.base else msg("Distance not known")
            yield CandidateReason("distance", ReasonKind.ASK, 0, words)


def _weigh_duty(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    duty = find_duty_covering_period(who, request.when)
    if duty is None:
        return
    until = format_time(to_london(duty[1]))
    if duty[0] is AvailabilityKind.ON_DUTY:
        yield CandidateReason("duty", ReasonKind.FITS, 5, msg("On duty to {time}", time=until))
    else:
        yield CandidateReason("duty", ReasonKind.ASK, 0, msg("On call to {time}, not on duty", time=until))


def _weigh_load(who: Candidate, request: RequestFacts, limits: DeploymentLimits) -> Reasons:
    limit, after = get_weight_limit(who, limits), who.weight_carried + request.weight
    words = msg(
        "{now} of {limit} points; {after} with this case",
        now=format_points(who.weight_carried),
        limit=format_points(limit),
        after=format_points(after),
    )
    if after * 100 < limit * limits.amber_percent:
        yield CandidateReason("load", ReasonKind.FITS, _compute_points_for_free_capacity(after, limit), words)
    else:
        yield CandidateReason("load", ReasonKind.ASK, -5, words)


def _compute_points_for_free_capacity(after: Decimal, limit: Decimal) -> int:
    """Up to ten, by how much of their limit stays free."""
    return int(10 * (limit - after) / limit) if limit else 0


def _weigh_side(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    """Which hat, said before the person speaks."""
    if who.side == PractitionerSide.INVESTIGATION:
        words = msg("What they are told may be used in the case: say so first")
        yield CandidateReason("side", ReasonKind.ASK, 0, words)


def _weigh_welfare(who: Candidate, request: RequestFacts, _: DeploymentLimits) -> Reasons:
    if who.welfare_due_on and who.welfare_due_on < get_london_day(request.starts_at):
        words = msg("Their welfare conversation was due on {day}", day=format_day(who.welfare_due_on))
        yield CandidateReason("welfare", ReasonKind.ASK, -5, words)


SOFT_RULES: Final[tuple[SoftRule, ...]] = (
    _weigh_gender,
    _weigh_language,
    _weigh_having_met,
    _weigh_police,
    _weigh_community,
    _weigh_phase,
    _weigh_duty,
    _weigh_distance,
    _weigh_skills,
    _weigh_trainings,
    _weigh_lapses,
    _weigh_load,
    _weigh_side,
    _weigh_welfare,
)
