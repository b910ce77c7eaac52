"""All open requests of an organisation at once: who would go where, by the rules of the shortlist, and at what sum."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.db.models import FETCH_RAISE

from handrail.directory.practitioners.models import Practitioner
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.assignment.changes import (
    forbid_request_practitioner_pair,
    force_request_practitioner_pair,
)
from handrail.people.deployment.assignment.from_rules import PlanInput, build_assignment_problem
from handrail.people.deployment.assignment.plan import UNMET, AssignmentPlan, compute_plan_cost
from handrail.people.deployment.assignment.planning import compute_best_assignment_plan
from handrail.people.deployment.assignment.problem import AssignmentProblem, Ints
from handrail.people.deployment.assignment.unmet import UnmetRequest, list_unmet_requests
from handrail.people.deployment.languages.spoken import VictimLanguages
from handrail.people.deployment.models import DeploymentRequest, PersonLanguage
from handrail.people.deployment.pair_texts import PairIds
from handrail.people.deployment.queries.board import annotate_chosen_language
from handrail.people.deployment.queries.candidates import (
    fetch_candidate_related_rows,
    select_practitioners_for_candidates,
)
from handrail.people.deployment.queries.caseload_weights import (
    count_practitioner_loads,
    get_load_of_cases_by_point_of_contact,
)
from handrail.people.deployment.queries.person_languages import make_victim_languages_of_rows
from handrail.people.deployment.queries.shortlist import (
    find_distance_band_of_practitioner,
    make_pair_facts,
    make_request_facts,
    read_district_of_case,
)
from handrail.people.deployment.register_candidates import make_candidates, make_deployment_limits
from handrail.people.deployment.rules.facts import DeploymentRequestFacts, PractitionerPersonPairFacts
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.text_choices import DeploymentRequestState, PractitionerAskingScope
from handrail.platform.access import policy
from handrail.platform.access.actor import Actor
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.policy import CaseFileIdAndOwner, require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today

MOST_PLANNED = 200
"""So many requests are planned at once, those first whose time is up first."""


@dataclass(frozen=True, slots=True)
class ShiftPlanWishes:
    """What the lead wants of the plan: pairs that must be, and pairs that must not. `area`: a code, empty for all."""

    area: str = ""
    forced: tuple[PairIds, ...] = ()
    forbidden: tuple[PairIds, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftPlan:
    """The plan with the lead's wishes, beside the best one without them.

    `points_more`, `unmet_more`: what the wishes cost. `refused`: wishes for a pair that a hard rule keeps apart.
    `left_out`: open requests beyond those that are planned at once.
    """

    requests: list[DeploymentRequest]
    given: PlanInput
    problem: AssignmentProblem
    plan: AssignmentPlan
    points_more: int
    unmet_more: int
    refused: tuple[PairIds, ...]
    left_out: int

    def find_practitioner(self, request: int) -> int | None:
        """Who goes to a request of the plan, None for nobody. Both are counted from 0."""
        found = int(self.plan.practitioner_by_request[request])
        return None if found == UNMET else found

    def list_placed(self) -> list[int]:
        """The requests of the plan that somebody goes to, counted from 0."""
        return [at for at in range(len(self.requests)) if self.find_practitioner(at) is not None]

    def list_unmet(self) -> tuple[UnmetRequest, ...]:
        """Requests without anybody, with the single steps that would fix each."""
        return list_unmet_requests(self.problem, self.plan, self.given.list_pair_rules)


def make_shift_plan_of_lead(actor: Actor, wishes: ShiftPlanWishes) -> ShiftPlan:
    """The best plan for the open requests of the lead's organisation. Seven statements, whatever the number.

    Args:
        actor: the lead.
        wishes: the area, and pairs that must be or must not be.

    Raises:
        Denied: the actor is no lead.
    """
    require_permission(actor, Permission.DEPLOY)
    requests, left_out = _list_requests_without_offer(actor, wishes.area)
    given = _make_shift_plan_input(actor, requests)
    problem = build_assignment_problem(given)
    best = compute_best_assignment_plan(problem)
    changed, refused = _apply_wishes_to_problem(problem, given, requests, wishes)
    plan = best if changed is problem else compute_best_assignment_plan(changed)
    points, unmet = _count_points_and_unmet_requests(problem, plan.practitioner_by_request)
    least_points, least_unmet = _count_points_and_unmet_requests(problem, best.practitioner_by_request)
    return ShiftPlan(
        requests, given, problem, plan, points - least_points, unmet - least_unmet, refused, left_out
    )


def _list_requests_without_offer(actor: Actor, area: str) -> tuple[list[DeploymentRequest], int]:
    """Those for whom nobody is asked yet, and how many more there are."""
    rows = DeploymentRequest.objects.of_lead(actor).open().filter(case__restricted_on__isnull=True)
    rows = rows.exclude(state=DeploymentRequestState.OFFERED)
    if area:
        rows = rows.filter(case__area=area)
    rows = annotate_chosen_language(rows).select_related(
        "case__area", "case__circumstances", "case__person__language", "held_by", "interim"
    )
    found = list(rows.order_by("name_by", "id").fetch_mode(FETCH_RAISE))
    return found[:MOST_PLANNED], len(found[MOST_PLANNED:])


def _make_shift_plan_input(actor: Actor, requests: list[DeploymentRequest]) -> PlanInput:
    settings = get_deployment_settings(actor.body_id, today())
    limits = make_deployment_limits(settings)
    if not requests:
        return PlanInput([], [], limits, lambda request, practitioner: PractitionerPersonPairFacts())
    accesses = _list_accesses_to_request_cases(actor, requests)
    facts = [
        make_request_facts(
            row.case, row, settings, limits, district=read_district_of_case(row.case, accesses[row.case_id])
        )
        for row in requests
    ]
    people = _list_each_practitioner_once(select_practitioners_for_candidates(actor), actor)
    cases = [row.case_id for row in requests]
    parts = fetch_candidate_related_rows(people, _get_period_of_requests(facts), cases)
    spoken = _read_languages_of_supported_persons(accesses, requests)
    weights = {number: load.weight for number, load in count_practitioner_loads(people, limits).items()}

    @cache
    def get_pair_facts(request: int, practitioner: int) -> PractitionerPersonPairFacts:
        row, who = requests[request], people[practitioner]
        may = _may_practitioner_be_asked(row, who)
        return make_pair_facts(
            row.case_id,
            parts[who.pk],
            spoken[row.case_id],
            distance=find_distance_band_of_practitioner(who, facts[request]),
            may_be_asked=may,
        )

    candidates = make_candidates(people, parts, pairs={}, weights=weights)
    held = get_load_of_cases_by_point_of_contact(people, limits, cases)
    points = {
        (at, who): held[row.case_id, one.pk]
        for at, row in enumerate(requests)
        for who, one in enumerate(people)
        if (row.case_id, one.pk) in held
    }
    return PlanInput(candidates, facts, limits, get_pair_facts, held_points=points)


def _list_each_practitioner_once(rows: Iterable[Practitioner], actor: Actor) -> list[Practitioner]:
    """Whoever is on two registers is planned by one entry, our own first: nobody is in two places."""
    by_worker: dict[UUID, Practitioner] = {}
    for row in sorted(rows, key=lambda row: row.employer_id != actor.body_id):
        by_worker.setdefault(row.worker_key, row)
    return sorted(by_worker.values(), key=lambda row: (row.name, str(row.pk)))


def _may_practitioner_be_asked(request: DeploymentRequest, who: Practitioner) -> bool:
    return request.scope != PractitionerAskingScope.OWN or who.employer_id == request.body_id


def _get_period_of_requests(facts: Collection[DeploymentRequestFacts]) -> Period:
    return Period(min(one.when.starts_at for one in facts), max(one.when.ends_at for one in facts))


def _list_accesses_to_request_cases(
    actor: Actor, requests: list[DeploymentRequest]
) -> dict[UUID, CaseAccess]:
    files = [CaseFileIdAndOwner(row.case_id, row.case.owner_id) for row in requests]
    return policy.get_access_by_file_id(actor, files, today())


def _read_languages_of_supported_persons(
    accesses: dict[UUID, CaseAccess], requests: list[DeploymentRequest]
) -> dict[UUID, VictimLanguages]:
    """What each person speaks and wants, as far as it is open to the lead; noted as shown."""
    seen = {number: access for number, access in accesses.items() if access.sees(Kind.CONTACT)}
    rows = PersonLanguage.objects.opened_for(seen).filter(case__in=seen).order_by("id")
    by_case: dict[UUID, list[PersonLanguage]] = {}
    for one in rows:
        by_case.setdefault(one.case_id, []).append(one)
    return {
        row.case_id: make_victim_languages_of_rows(
            by_case.get(row.case_id, []), row.case.person.language_id or ""
        )
        for row in requests
    }


def _apply_wishes_to_problem(
    problem: AssignmentProblem, given: PlanInput, requests: list[DeploymentRequest], wishes: ShiftPlanWishes
) -> tuple[AssignmentProblem, tuple[PairIds, ...]]:
    """With the wishes; and those that a hard rule refuses. What is no longer there is left out."""
    request_at = {row.pk: at for at, row in enumerate(requests)}
    who_at = {one.practitioner_id: at for at, one in enumerate(given.candidates)}
    refused = []
    for pair in wishes.forced:
        if pair[0] not in request_at or pair[1] not in who_at:
            continue
        request, who = request_at[pair[0]], who_at[pair[1]]
        if problem.is_allowed(request, who):
            problem = force_request_practitioner_pair(problem, request, who)
        else:
            refused.append(pair)
    for pair in wishes.forbidden:
        if pair[0] in request_at and pair[1] in who_at:
            problem = forbid_request_practitioner_pair(problem, request_at[pair[0]], who_at[pair[1]])
    return problem, tuple(refused)


def _count_points_and_unmet_requests(problem: AssignmentProblem, assigned: Ints) -> tuple[int, int]:
    """The sum of points without what unmet requests cost, and how many are unmet."""
    is_unmet = assigned == UNMET
    unmet_cost = int(problem.unmet_costs[is_unmet].sum())
    return compute_plan_cost(problem, assigned) - unmet_cost, int(is_unmet.sum())
