"""What the page of a whole shift shows: who goes where and why, whom nobody goes to, and what would fix it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils import timezone

from handrail.people.deployment.assignment.breaches import PlanRule
from handrail.people.deployment.assignment.unmet import UnmetRequest, UnmetRequestFix
from handrail.people.deployment.models import DeploymentRequest
from handrail.people.deployment.pair_texts import PairIds, format_request_practitioner_pair
from handrail.people.deployment.presenters import (
    DeploymentCandidateCard,
    DeploymentTag,
    describe_deployment_tasks,
    describe_wishes_for_practitioner,
    find_request_language,
    make_deployment_candidate_card,
    make_deployment_request_tag,
)
from handrail.people.deployment.queries.shift_plan import ShiftPlan
from handrail.people.deployment.rules.hard_rules import DeploymentHardRule, list_hard_rule_exclusions
from handrail.people.deployment.rules.shortlist import ShortlistedCandidate
from handrail.people.deployment.rules.soft_reasons import list_candidate_reasons
from handrail.platform.kernel.dates import format_day_with_time_if_any, to_london
from handrail.platform.kernel.messages import UserText, join_texts, msg, pluralise

MOST_UNMET = 25
MOST_FIXES, MOST_OTHERS = 3, 12
FINAL_RULES = frozenset(
    {
        DeploymentHardRule.NOT_WANTED.value,
        DeploymentHardRule.DECLINED.value,
        DeploymentHardRule.CONFLICT.value,
    }
)
"""Nothing that anybody could do about these is offered: the person or the practitioner said no."""
FIX_WORDS = {
    DeploymentHardRule.SCOPE.value: msg("the person agrees that other organisations are asked"),
    DeploymentHardRule.ROLE.value: msg("they have a role that visits people"),
    DeploymentHardRule.POST.value: msg("they are in post on that day"),
    DeploymentHardRule.AREA.value: msg("their post covers this area"),
    DeploymentHardRule.SIDE.value: msg("the task is not for the other side"),
    DeploymentHardRule.WISH.value: msg("the person prefers otherwise: do not press them"),
    DeploymentHardRule.CHILD.value: msg("they become a lead for children"),
    DeploymentHardRule.VETTING.value: msg("their vetting is renewed"),
    DeploymentHardRule.TRAINING.value: msg("they do the training that is needed"),
    DeploymentHardRule.AVAILABILITY.value: msg("they are on the rota then"),
    DeploymentHardRule.REST.value: msg("it starts after their rest"),
    DeploymentHardRule.WEIGHT.value: msg("they hand a case over, or you override their limit with a reason"),
    PlanRule.ROOM.value: msg("they had capacity besides their planned visit"),
    PlanRule.REST.value: msg("they had rest between this and their planned visit"),
}


class ShiftPlanRequestDisplay(NamedTuple):
    """What a row says of its request. `about`: area and language."""

    row: DeploymentRequest
    tag: DeploymentTag
    about: str
    tasks: str
    wishes: str
    when: str


class PlannedRequestRow(NamedTuple):
    """One request with whoever goes. `pair`: as the form sends it; `others`: who else could, the best first."""

    request: ShiftPlanRequestDisplay
    card: DeploymentCandidateCard
    pair: str
    others: list[tuple[str, str]]


class UnmetRequestRow(NamedTuple):
    """One request that nobody goes to, with what would fix it."""

    request: ShiftPlanRequestDisplay
    fixes: list[str]
    others: list[tuple[str, str]]


def present_planned_rows(made: ShiftPlan, requests: Iterable[int]) -> list[PlannedRequestRow]:
    """Requests of the plan that somebody goes to, each counted from 0."""
    pairs = ((at, made.find_practitioner(at)) for at in requests)
    return [_make_planned_request_row(made, at, who) for at, who in pairs if who is not None]


def _make_planned_request_row(made: ShiftPlan, at: int, who: int) -> PlannedRequestRow:
    row, candidate = made.requests[at], made.given.get_candidate(at, who)
    reasons = list_candidate_reasons(candidate, made.given.requests[at], made.given.limits)
    card = make_deployment_candidate_card(ShortlistedCandidate(candidate, reasons), is_first=False)
    pair = format_request_practitioner_pair((row.pk, candidate.practitioner_id))
    return PlannedRequestRow(
        _make_shift_plan_request_display(made, at),
        card,
        pair,
        _list_alternative_practitioner_choices(made, at, who),
    )


def present_unmet_rows(made: ShiftPlan) -> list[UnmetRequestRow]:
    """The first requests that nobody goes to."""
    return [_make_unmet_request_row(made, one) for one in made.list_unmet()[:MOST_UNMET]]


def _make_unmet_request_row(made: ShiftPlan, found: UnmetRequest) -> UnmetRequestRow:
    fixes = [one for one in found.fixes if one.code not in FINAL_RULES]
    said = [_describe_fix_of_unmet_request(made, found.request, one) for one in fixes[:MOST_FIXES]]
    return UnmetRequestRow(
        _make_shift_plan_request_display(made, found.request),
        said or [_describe_rules_against_practitioners(made, found)],
        _list_alternative_practitioner_choices(made, found.request, None),
    )


def _make_shift_plan_request_display(made: ShiftPlan, at: int) -> ShiftPlanRequestDisplay:
    row = made.requests[at]
    area = row.case.area.name if row.case.area else ""
    return ShiftPlanRequestDisplay(
        row,
        make_deployment_request_tag(row, timezone.now()),
        join_texts([part for part in (area, find_request_language(row)) if part]),
        describe_deployment_tasks(row),
        describe_wishes_for_practitioner(row),
        format_day_with_time_if_any(to_london(made.given.requests[at].starts_at)),
    )


def _describe_fix_of_unmet_request(made: ShiftPlan, request: int, fix: UnmetRequestFix) -> str:
    """“Ruth Adeyemi could go if their vetting is renewed. It ended on 16 November 2026.”"""
    candidate = made.given.get_candidate(request, fix.practitioner)
    what = FIX_WORDS.get(fix.code or fix.rule.value, msg("one rule is met"))
    if fix.rule is PlanRule.OVERLAP:
        references = join_texts(made.requests[one].case.reference for one in fix.in_the_way)
        what = msg("someone else goes to {reference}", reference=references)
    line = msg("{name} could go if {what}.", name=UserText(candidate.name), what=what)
    found = list_hard_rule_exclusions(candidate, made.given.requests[request], made.given.limits)
    why = [one.words for one in found if one.rule.value == fix.code != DeploymentHardRule.AVAILABILITY.value]
    return msg("{line} {why}", line=line, why=why[0]) if why else line


def _describe_rules_against_practitioners(made: ShiftPlan, found: UnmetRequest) -> str:
    """“Nobody is one step away. Other area: 5. Vetting ended: 2.”"""
    tags: dict[str, str] = {}
    for who in range(len(made.given.candidates)):
        candidate = made.given.get_candidate(found.request, who)
        for one in list_hard_rule_exclusions(
            candidate, made.given.requests[found.request], made.given.limits
        ):
            tags.setdefault(one.rule.value, one.tag)
    counts = [
        msg("{rule}: {count}", rule=tags[code], count=count)
        for code, count in found.rule_counts.items()
        if code in tags
    ]
    start = msg("No one is close to fitting.")
    return join_texts([start, *(msg("{text}.", text=one) for one in counts[:MOST_FIXES])], " ")


def _list_alternative_practitioner_choices(
    made: ShiftPlan, request: int, who: int | None
) -> list[tuple[str, str]]:
    """Who else may go, the best first: value of the choice and name."""
    costs = made.problem.costs[request]
    allowed = [
        at for at in range(len(made.given.candidates)) if made.problem.is_allowed(request, at) and at != who
    ]
    row = made.requests[request]
    ordered = sorted(allowed, key=lambda at: (int(costs[at]), made.given.candidates[at].name))
    return [
        (
            format_request_practitioner_pair((row.pk, made.given.candidates[at].practitioner_id)),
            made.given.candidates[at].name,
        )
        for at in ordered[:MOST_OTHERS]
    ]


def describe_cost_of_wishes(made: ShiftPlan) -> str:
    """What the lead's wishes cost, in words; empty where they cost nothing that can be said."""
    if made.unmet_more > 0:
        return msg(
            "With your changes, no one goes to {count}.", count=pluralise(made.unmet_more, "more request")
        )
    if made.points_more == 0:
        return msg("Your changes score as well as the best plan.")
    return msg(
        "With your changes the plan scores {points} lower. For comparison: a preference about gender "
        "counts 15, the same first language 40.",
        points=pluralise(made.points_more, "point"),
    )


def format_request_practitioner_pair_name(made: ShiftPlan, pair: PairIds) -> str:
    """“Ruth Adeyemi to LN-0004-Y”; empty where either is no longer there."""
    references = {row.pk: row.case.reference for row in made.requests}
    names = {one.practitioner_id: one.name for one in made.given.candidates}
    if pair[0] not in references or pair[1] not in names:
        return ""
    return msg("{name} to {reference}", name=UserText(names[pair[1]]), reference=references[pair[0]])


def list_area_choices_of_plan(rows: list[DeploymentRequest]) -> dict[str, str]:
    """Areas of the requests.

    Returns:
        Names by code, in the order of the names.
    """
    found = {row.case.area.pk: row.case.area.name for row in rows if row.case.area}
    return dict(sorted(found.items(), key=lambda one: one[1]))
