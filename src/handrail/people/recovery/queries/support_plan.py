"""The plan of one person: goals, who supports them locally, and every need with what was offered, in one list."""

from collections import Counter
from dataclasses import dataclass

from handrail.directory.queries import ServiceFilter, ServiceRow, search_services
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetail, get_case_detail
from handrail.people.cases.offers.queries.fit_facts import get_service_fit_facts_of_case
from handrail.people.cases.offers.queries.needs import NEED_KINDS, list_need_rows
from handrail.people.records.models import Case
from handrail.people.recovery.plan_offer_categories import PlanOfferCategory
from handrail.people.recovery.queries.goals import GoalVersionRow, list_newest_goal_versions
from handrail.people.recovery.queries.local_providers import LocalProviderRow, list_local_providers
from handrail.platform.access.case_access import CaseAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg

NOWHERE = "nowhere"  # a case without an area: only what reaches everywhere


@dataclass(frozen=True, slots=True)
class SupportPlanDetail:
    """All that the plan shows. `case` holds needs and offers, and where the person stands if that is open."""

    case: CaseDetail
    goals: tuple[GoalVersionRow, ...]
    providers: tuple[LocalProviderRow, ...]


def get_support_plan(case_access: CaseAccess, *kinds: Kind) -> SupportPlanDetail:
    """The plan, with those parts of the case that a page asks for. No part of danger is ever read."""
    case_access.needs(Kind.OUTCOMES)
    page = get_case_detail(case_access, kinds={*NEED_KINDS, Kind.PATHWAY, *kinds} - {Kind.SAFETY})
    return SupportPlanDetail(page, list_newest_goal_versions(case_access), list_local_providers(case_access))


def list_fitting_open_services_of_plan_offer_category(
    case_access: CaseAccess, line: PlanOfferCategory
) -> list[ServiceRow]:
    """Open services of one line of the plan, for the case’s area and phase, that do not turn the person away."""
    area_code, phase = Case.objects.values_list("area_id", "phase").get(pk=case_access.file_id)
    facts = get_service_fit_facts_of_case(case_access)
    found: list[ServiceRow] = []
    for kind in line.kinds:
        wanted = ServiceFilter(kind=kind, area=area_code or NOWHERE, phase=phase, states=("open",), show="in")
        found += search_services(wanted, facts).lines
    return found


def list_need_choices_for_goal(case_access: CaseAccess) -> list[tuple[str, str]]:
    """The needs of the case, to link a goal to: number and kind, with their words where two are of one kind."""
    needs = list_need_rows(case_access.file_id, case_access, with_offers=False)
    count = Counter(need.name for need in needs)
    return [
        (
            str(need.need_id),
            msg("{name}: “{need}”", name=need.name, need=need.words)
            if need.words and count[need.name] > 1
            else need.name,
        )
        for need in needs
    ]
