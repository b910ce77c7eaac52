"""Who is there for the person: point of contact and stand-in, whom to ring first, and who else is waited on."""

from typing import NamedTuple

from handrail.people.cases.due_tags import ClockAwaitingOtherBodyItem
from handrail.people.cases.lifecycle.queries.case_detail import CaseDetailPart, CaseWorker
from handrail.people.cases.panels import CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.contacts.queries.absence_cover import ColleagueToRingFirst
from handrail.people.contacts.queries.case_work_summary import get_work_summary
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Role

MOST_WAITED = 1


class CaseWorkersAndAwaitedBodiesPanel(NamedTuple):
    """Whom to ring is told where that is not the point of contact, to those who work on the case.

    `is_for_you_to_cover`: the duty lead would be rung, and reads this: they name a stand-in.
    """

    contact: CaseWorker
    is_you: bool
    stand_in: CaseWorker | None
    ring: ColleagueToRingFirst | None
    is_for_you_to_cover: bool
    waited: list[ClockAwaitingOtherBodyItem]
    more_waited: int
    may_see_person: bool


def _build_case_workers_and_awaited_bodies_panel(
    page: CasePanelBuildContext,
) -> CaseWorkersAndAwaitedBodiesPanel:
    works = page.access.inside and Kind.NOTES in page.access.kinds and page.takes_work
    waited = page.parts["waited"]
    ring = get_work_summary(page.lines).person_to_ring if works else None
    is_you = page.parts["banner"]["contact_is_you"]
    return CaseWorkersAndAwaitedBodiesPanel(
        contact=page.detail.contact,
        is_you=is_you,
        stand_in=page.detail.stand_in,
        ring=ring,
        is_for_you_to_cover=bool(
            ring and ring.nobody and not is_you and page.access.actor.role is Role.DUTY_LEAD
        ),
        waited=waited[:MOST_WAITED],
        more_waited=len(waited[MOST_WAITED:]),
        may_see_person=page.detail.who is not None,
    )


PEOPLE = CasePanel(
    "people",
    (CaseTab.OVERVIEW,),
    CasePanelPosition.ASIDE,
    "workspace/people_panel.html",
    _build_case_workers_and_awaited_bodies_panel,
    reads=frozenset({CaseDetailPart.PATHWAY}),
    is_summary=True,
)
