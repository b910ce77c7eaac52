"""The plan of one person: goals, who supports them locally, and every need with what was offered, in one list."""

from dataclasses import dataclass
from uuid import UUID

from handrail.access.kinds import Kind
from handrail.access.sight import Sight
from handrail.casework.case.models import Case
from handrail.casework.offers.queries.facts import facts_of
from handrail.casework.whole.queries.case_page import CasePage, case_page
from handrail.directory.queries import ServiceLine, Wanted, search
from handrail.kernel.saying import say
from handrail.recovery.plan_kinds import PlanKind
from handrail.recovery.queries.goals import GoalLine, goals_of
from handrail.recovery.queries.providers import ProviderLine, providers_of

NOWHERE = "nowhere"  # a case without an area: only what reaches everywhere


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the plan shows. `case` holds needs and offers, and where the person stands if that is open."""

    case: CasePage
    goals: tuple[GoalLine, ...]
    providers: tuple[ProviderLine, ...]


def plan_of(sight: Sight, *kinds: Kind) -> PlanPage:
    """The plan, with those parts of the case that a page asks for beside it. No part of danger is ever read."""
    sight.needs(Kind.SUPPORT)
    page = case_page(sight, kinds={Kind.SUPPORT, Kind.PATHWAY, *kinds} - {Kind.SAFETY})
    return PlanPage(page, goals_of(sight), providers_of(sight))


def services_of(sight: Sight, line: PlanKind) -> list[ServiceLine]:
    """Open services of one line of the plan, for the case’s area and phase, that do not turn the person away."""
    area_code, phase = Case.objects.values_list("area_id", "phase").get(pk=sight.file_id)
    facts = facts_of(sight)
    found: list[ServiceLine] = []
    for kind in line.kinds:
        wanted = Wanted(kind=kind, area=area_code or NOWHERE, phase=phase, states=("open",), show="in")
        found += search(wanted, facts).lines
    return found


def needs_to_link(sight: Sight) -> list[tuple[str, str]]:
    """The needs of the case, to link a goal to: number, kind and words."""
    needs = case_page(sight, kinds={Kind.SUPPORT}).needs or ()
    return [
        (
            str(need.need_id),
            say("{name}: “{need}”", name=need.name, need=need.words) if need.words else need.name,
        )
        for need in needs
    ]


def linked(ids: list[str]) -> tuple[UUID, ...]:
    """Numbers as a form sends them."""
    return tuple(UUID(each) for each in ids)
