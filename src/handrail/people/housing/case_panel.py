"""On the case page: the place that is held or theirs, and for a child how long nobody has placed them."""

from handrail.people.cases.lifecycle.queries.case_detail import CaseDetailPart
from handrail.people.cases.offers.presenters.needs_at_a_glance import describe_accepted_home
from handrail.people.cases.panels import THIS_CASE, CasePanel, CasePanelBuildContext, CasePanelPosition
from handrail.people.housing.models import ChildPlacementSearch, Stay
from handrail.people.housing.presenters import CasePlacesPanel, make_case_places_panel
from handrail.people.housing.text_choices import LIVE_STATES
from handrail.people.records.case_tabs import CaseTab
from handrail.people.records.models import Case, Need
from handrail.people.records.queries.child_cases import build_not_adult_sql
from handrail.people.records.sql_union import build_code_list_sql, quote_table_name
from handrail.platform.access.kinds import Kind


def _build_sql_of_rows_if_case_not_adult(rows: str) -> str:
    child = (
        f"SELECT 1 FROM {quote_table_name(Case)} WHERE file_id = %(case)s AND {build_not_adult_sql('age')}"
    )
    return f"{rows} AND EXISTS ({child})"


def _build_case_places_panel(page: CasePanelBuildContext) -> CasePlacesPanel | None:
    return make_case_places_panel(
        page.access,
        page.now,
        page.known,
        page.reference,
        home=describe_accepted_home(
            (offer for need in page.detail.needs or () for offer in need.offers), page.detail.events or ()
        ),
        may_find=page.takes_work,
    )


PLACE = CasePanel(
    "places",
    (CaseTab.PLAN,),
    CasePanelPosition.ASIDE,
    "housing/case_panel.html",
    _build_case_places_panel,
    Kind.HOUSING,
    {
        "child_need": (Need, lambda: _build_sql_of_rows_if_case_not_adult(f"{THIS_CASE} AND met_on IS NULL")),
        "child_watch": (ChildPlacementSearch, lambda: _build_sql_of_rows_if_case_not_adult(THIS_CASE)),
        "stay": (
            Stay,
            f"{THIS_CASE} AND state IN {build_code_list_sql(state.value for state in LIVE_STATES)}",
        ),
    },
    reads=frozenset({CaseDetailPart.NEEDS, CaseDetailPart.PATHWAY}),
)
