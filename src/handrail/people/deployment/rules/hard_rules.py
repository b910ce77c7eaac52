"""What keeps a candidate out. Each rule gives one finding or None; a candidate may fall out by several.

In a shift or region plan none is ever broken. For one request a lead may go past those marked `is_overridable`, with
a reason that is kept: rest (emergencies, regulation 21 of the Working Time Regulations 1998) and the weight limit.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final

from handrail.directory.practitioners.codes import (
    GENDERS,
    SIDES,
    TRAININGS,
    AvailabilityKind,
    PractitionerGender,
    get_words_of_choice_code,
)
from handrail.people.deployment.rules.facts import (
    DeploymentCandidate,
    DeploymentLimits,
    DeploymentRequestFacts,
    DeploymentWishKind,
)
from handrail.people.deployment.rules.periods import (
    Period,
    get_london_day,
    list_rota_periods_of_kinds,
    subtract_periods,
)
from handrail.people.deployment.rules.rest import WorkingTimeRestRule, find_rest_breach
from handrail.platform.kernel.dates import format_day, format_day_with_time_if_any, format_time, to_london
from handrail.platform.kernel.messages import lower_first, msg

CHILD_LEAD = "child_lead"
NOT_FREE = (AvailabilityKind.AWAY, AvailabilityKind.CALLED_OUT)


class DeploymentHardRule(StrEnum):
    """By which rule somebody fell out."""

    SCOPE = "scope"
    ROLE = "role"
    POST = "post"
    AREA = "area"
    SIDE = "side"
    CONFLICT = "conflict"
    NOT_WANTED = "not_wanted"
    DECLINED = "declined"
    WISH = "wish"
    CHILD = "child"
    VETTING = "vetting"
    TRAINING = "training"
    AVAILABILITY = "availability"
    REST = "rest"
    WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class ExclusionFinding:
    """One rule that keeps somebody out: a tag of two or three words, and a sentence."""

    rule: DeploymentHardRule
    tag: str
    words: str
    is_overridable: bool = False


Rule = Callable[[DeploymentCandidate, DeploymentRequestFacts, DeploymentLimits], ExclusionFinding | None]


def list_hard_rule_exclusions(
    candidate: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> tuple[ExclusionFinding, ...]:
    """Every rule by which the candidate falls out.

    Args:
        candidate: who might be sent.
        request: for whom, where and when.
        limits: the organisation's settings of that day.

    Returns:
        In the order of HARD_RULES; empty for whoever may be sent.
    """
    findings = (rule(candidate, request, limits) for rule in HARD_RULES)
    return tuple(finding for finding in findings if finding)


def _check_asking_scope(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """Nobody of another organisation, unless the person agreed or a basis is stated."""
    if who.pair.may_be_asked:
        return None
    words = msg("The request is only for the organisation’s own practitioners.")
    return ExclusionFinding(DeploymentHardRule.SCOPE, msg("Other organisation"), words)


def _check_practitioner_role(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if who.role in request.roles:
        return None
    return ExclusionFinding(
        DeploymentHardRule.ROLE, msg("Other role"), msg("The request asks for another role.")
    )


def _check_practitioner_post(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    day = get_london_day(request.starts_at)
    if who.first_day and day < who.first_day:
        words = msg("Starts on {day}.", day=format_day(who.first_day))
        return ExclusionFinding(DeploymentHardRule.POST, msg("Not started"), words)
    if who.last_day and day > who.last_day:
        words = msg("Left on {day}.", day=format_day(who.last_day))
        return ExclusionFinding(DeploymentHardRule.POST, msg("Left"), words)
    return None


def _check_practitioner_area(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if request.area in who.areas:
        return None
    return ExclusionFinding(
        DeploymentHardRule.AREA, msg("Other area"), msg("Their post does not cover this area.")
    )


def _check_practitioner_wall_side(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if request.side is None or who.side == request.side:
        return None
    words = msg(
        "The task is for the other side: {side}.",
        side=lower_first(get_words_of_choice_code(SIDES, request.side)),
    )
    return ExclusionFinding(DeploymentHardRule.SIDE, msg("Other side"), words)


def _check_conflict_of_interest(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if not who.pair.conflict:
        return None
    return ExclusionFinding(DeploymentHardRule.CONFLICT, msg("Conflict"), who.pair.conflict)


def _check_refusal_by_person(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """The person's choice; the reason is never asked."""
    if not who.pair.is_refused_by_person:
        return None
    words = msg("The person’s choice. No reason needed.")
    return ExclusionFinding(DeploymentHardRule.NOT_WANTED, msg("Not wanted"), words)


def _check_earlier_decline(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """Every deployment is an offer: whoever said no is not asked again."""
    if not who.pair.has_declined:
        return None
    return ExclusionFinding(
        DeploymentHardRule.DECLINED, msg("Said no"), msg("They were asked and cannot go.")
    )


def _check_firm_wishes(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """A firm wish about gender keeps out whose gender is not recorded: nobody is sent on a guess."""
    gender = request.find_wish(DeploymentWishKind.GENDER)
    if gender and gender.is_firm and who.gender != gender.value:
        asked = lower_first(get_words_of_choice_code(GENDERS, gender.value))
        is_known = who.gender != PractitionerGender.NOT_SAID
        tag = get_words_of_choice_code(GENDERS, who.gender) if is_known else msg("Gender not recorded")
        return ExclusionFinding(DeploymentHardRule.WISH, tag, msg("They asked for a {gender}.", gender=asked))
    police = request.find_wish(DeploymentWishKind.NOT_POLICE)
    if police and police.is_firm and who.is_police:
        return ExclusionFinding(
            DeploymentHardRule.WISH, msg("Police"), msg("They asked for no one from the police.")
        )
    community = request.find_wish(DeploymentWishKind.NOT_OWN_COMMUNITY)
    if community and community.is_firm and who.pair.shares_community:
        words = msg("They asked for no one from their own community.")
        return ExclusionFinding(DeploymentHardRule.WISH, msg("Same community"), words)
    return None


def _check_child_lead(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if not request.is_for_child or CHILD_LEAD in who.skills:
        return None
    return ExclusionFinding(
        DeploymentHardRule.CHILD, msg("No child lead"), msg("A child needs someone who leads for children.")
    )


def _check_vetting_at_time(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """Valid at the moment when they are needed: it ends at midnight in London after its last day."""
    held = [one for one in who.vetting if one.code in request.needed_vetting]
    day = get_london_day(request.starts_at)
    if not request.needed_vetting or any(one.is_valid_on(day) for one in held):
        return None
    ended = max((one.valid_until for one in held if one.valid_until), default=None)
    if ended is None:
        return ExclusionFinding(
            DeploymentHardRule.VETTING, msg("No vetting"), msg("The vetting needed is not recorded.")
        )
    return ExclusionFinding(
        DeploymentHardRule.VETTING, msg("Vetting ended"), msg("Ended on {day}.", day=format_day(ended))
    )


def _check_required_trainings(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    """A must-have that lapsed bars; the first in the order of the list is named."""
    day = get_london_day(request.starts_at)
    missing = [
        code
        for code, _words in TRAININGS
        if code in request.needed_trainings and not is_training_valid(who, str(code), day)
    ]
    if not missing:
        return None
    ended = [one.valid_until for one in who.trainings if one.code == missing[0] and one.valid_until]
    course = get_words_of_choice_code(TRAININGS, missing[0])
    if ended:
        words = msg("{course}: ended on {day}.", course=course, day=format_day(max(ended)))
        return ExclusionFinding(DeploymentHardRule.TRAINING, msg("Training ended"), words)
    return ExclusionFinding(
        DeploymentHardRule.TRAINING, msg("No training"), msg("{course}: not recorded.", course=course)
    )


def is_training_valid(who: DeploymentCandidate, code: str, day: date) -> bool:
    """Whether they have a training that is in date on that day.

    Args:
        who: the candidate.
        code: of the training.
        day: in London.
    """
    return any(one.code == code and one.is_valid_on(day) for one in who.trainings)


def find_duty_covering_period(
    who: DeploymentCandidate, when: Period
) -> tuple[AvailabilityKind, datetime] | None:
    """On duty or on call for the whole of it; leave, call-outs and what they are sent to already taken out.

    Elapsed time: a change of the clocks is no gap.

    Returns:
        Which of the two (on call as soon as any of it is), and until when they go on; None where some of it is free.
    """
    away = [*list_rota_periods_of_kinds(who.rota, *NOT_FREE), *who.sent, *who.elsewhere]
    for kinds in ((AvailabilityKind.ON_DUTY,), (AvailabilityKind.ON_DUTY, AvailabilityKind.ON_CALL)):
        free = subtract_periods(list_rota_periods_of_kinds(who.rota, *kinds), away)
        for period in free:
            if period.starts_at <= when.starts_at and when.ends_at <= period.ends_at:
                return kinds[-1], period.ends_at
    return None


def _check_practitioner_availability(
    who: DeploymentCandidate, request: DeploymentRequestFacts, _: DeploymentLimits
) -> ExclusionFinding | None:
    if find_duty_covering_period(who, request.when):
        return None
    for kind in (*NOT_FREE, None):
        periods = who.sent if kind is None else list_rota_periods_of_kinds(who.rota, kind)
        back = [period.ends_at for period in periods if period.overlaps(request.when)]
        if back:
            return _make_unavailable_exclusion(kind, _format_request_moment(max(back), request.starts_at))
    back = [period.ends_at for period in who.elsewhere if period.overlaps(request.when)]
    if back:
        words = msg(
            "Works for another employer until {moment}.",
            moment=_format_request_moment(max(back), request.starts_at),
        )
        return ExclusionFinding(DeploymentHardRule.AVAILABILITY, msg("Works elsewhere"), words)
    words = msg("Not on duty or on call for all of that time.")
    return ExclusionFinding(DeploymentHardRule.AVAILABILITY, msg("Not on duty"), words)


def _make_unavailable_exclusion(kind: AvailabilityKind | None, moment: str) -> ExclusionFinding:
    """Not free until then. `kind`: None for whoever is sent elsewhere."""
    match kind:
        case AvailabilityKind.AWAY:
            tag, words = msg("Away"), msg("Away until {moment}.", moment=moment)
        case AvailabilityKind.CALLED_OUT:
            tag, words = msg("Called out"), msg("Called out until {moment}.", moment=moment)
        case _:
            tag, words = msg("Sent elsewhere"), msg("Asked or sent elsewhere until {moment}.", moment=moment)
    return ExclusionFinding(DeploymentHardRule.AVAILABILITY, tag, words)


def _describe_rest_breach(rule: WorkingTimeRestRule, limits: DeploymentLimits) -> str:
    match rule:
        case WorkingTimeRestRule.AFTER_CALL_OUT:
            return msg("Called out, then {hours} hours’ rest.", hours=limits.rest_hours)
        case WorkingTimeRestRule.DAILY:
            return msg("Less than {hours} hours’ continuous rest in 24 hours.", hours=limits.rest_hours)
        case WorkingTimeRestRule.WEEKLY:
            return msg("No day off in seven days, nor two in fourteen.")
        case WorkingTimeRestRule.AVERAGE_WEEK:
            return msg("Over {hours} hours a week on average over 17 weeks.", hours=limits.weekly_hours)


def _check_practitioner_rest(
    who: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> ExclusionFinding | None:
    breach = find_rest_breach(
        who.work_and_rota, request.when, limits, opted_out=who.has_opted_out_of_48_hours
    )
    if breach is None:
        return None
    words = _describe_rest_breach(breach.rule, limits)
    tag = msg("Rest")
    if breach.earliest:
        tag = msg("Rest until {moment}", moment=_format_request_moment(breach.earliest, request.starts_at))
    return ExclusionFinding(DeploymentHardRule.REST, tag, words, is_overridable=True)


def _check_practitioner_caseload(
    who: DeploymentCandidate, request: DeploymentRequestFacts, limits: DeploymentLimits
) -> ExclusionFinding | None:
    limit = get_caseload_limit_of_candidate(who, limits)
    after = who.weight_carried + request.weight
    if after <= limit:
        return None
    words = msg(
        "{after} of {limit} points with this case.",
        after=format_caseload_points(after),
        limit=format_caseload_points(limit),
    )
    return ExclusionFinding(DeploymentHardRule.WEIGHT, msg("Over the limit"), words, is_overridable=True)


def get_caseload_limit_of_candidate(who: DeploymentCandidate, limits: DeploymentLimits) -> Decimal:
    """Their own limit, else the organisation's."""
    return limits.weight_limit if who.weight_limit is None else who.weight_limit


def format_caseload_points(points: Decimal) -> str:
    """18, 18.5: no more places than there are."""
    return f"{points.normalize():f}"


def _format_request_moment(moment: datetime, near: datetime) -> str:
    """The time alone on the same day or in the night after it; else with the day."""
    local = to_london(moment)
    is_near = local - to_london(near) < timedelta(hours=24)
    return format_time(local) if is_near else format_day_with_time_if_any(local)


HARD_RULES: Final[tuple[Rule, ...]] = (
    _check_asking_scope,
    _check_practitioner_role,
    _check_practitioner_post,
    _check_practitioner_area,
    _check_practitioner_wall_side,
    _check_conflict_of_interest,
    _check_refusal_by_person,
    _check_earlier_decline,
    _check_firm_wishes,
    _check_child_lead,
    _check_vetting_at_time,
    _check_required_trainings,
    _check_practitioner_availability,
    _check_practitioner_rest,
    _check_practitioner_caseload,
)
"""In the order in which they are said: what can never change before what may have changed by tomorrow."""
RULES_OF_PRACTITIONER: Final[tuple[Rule, ...]] = (
    _check_practitioner_post,
    _check_vetting_at_time,
    _check_required_trainings,
    _check_practitioner_rest,
)
"""Those that ask nothing of a case or of whoever is there."""
