"""On the Plan of a case: its conferences and joint visits, and asking for one."""

from typing import NamedTuple

from handrail.pathway.history import ADULT
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.conferences.actions.asking import NEVER_A_CHILD
from handrail.people.conferences.models import Conference, JointVisit
from handrail.people.conferences.presenters import (
    ConferenceTag,
    describe_offers_beside_no_need,
    make_conference_state_tag,
)
from handrail.people.conferences.queries.conferences import (
    list_conferences_of_case,
    list_joint_visits_of_case,
)
from handrail.people.conferences.text_choices import VisitResult
from handrail.people.records.case_tabs import CaseTab
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission

HELD, VISITED = "conference", "joint_visit"


class ConferencesPanel(NamedTuple):
    """Conferences with their tags, visits with their result and offers of no need; whether the reader may ask.

    `why_not`: why no conference can be asked for, where that is the person’s age.
    """

    rows: list[tuple[Conference, ConferenceTag]]
    visits: list[tuple[JointVisit, str, str]]
    may_ask: bool
    may_ask_for_conference: bool
    why_not: str


def _build_conferences_panel(page: CasePanelBuildContext) -> ConferencesPanel | None:
    if not page.access.inside:
        return None
    rows = list_conferences_of_case(page.access) if page.known.has(HELD) else []
    visits = list_joint_visits_of_case(page.access) if page.known.has(VISITED) else []
    may_ask, is_adult = page.reading_access.may(Permission.SHARE), page.detail.age == ADULT
    return ConferencesPanel(
        [(row, make_conference_state_tag(row)) for row in rows],
        [
            (
                row,
                VisitResult(row.result).label if row.result else "Agreed",
                describe_offers_beside_no_need(page.access, row),
            )
            for row in visits
        ],
        may_ask,
        may_ask and is_adult and all(row.has_ended for row in rows),
        NEVER_A_CHILD if may_ask and not is_adult else "",
    )


CONFERENCES = CasePanel(
    "conferences",
    (CaseTab.PLAN,),
    CasePanelPosition.ASIDE,
    "conferences/case_panel.html",
    _build_conferences_panel,
    Kind.SAFETY,
    {HELD: (Conference, THIS_CASE), VISITED: (JointVisit, THIS_CASE)},
    permission=Permission.SHARE,
)
