"""The page of gaps, and making an action of one."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from handrail.directory.forms import PHASES
from handrail.directory.housing.queries.bodies import get_area_code_of_body
from handrail.insight.provision_gaps.presenters import (
    ABOUT_ROUNDED_MONTHS,
    ABOUT_UNMET_NEEDS,
    DistrictUnmetNeedsByPhaseRow,
    MeasureByPhaseRow,
    NeedGapRow,
    describe_gaps_without_service_or_action,
    draw_bars_of_missing_needs,
    draw_line_of_unmet_needs,
    list_district_gap_rows,
    list_need_gap_rows,
    list_needs_missing_most_often,
    list_phase_gap_rows,
)
from handrail.insight.provision_gaps.provision_states import STATE_MEANINGS, STATE_TAGS, STATE_WORDS
from handrail.insight.provision_gaps.queries import get_provision_gaps_of_area
from handrail.insight.publication.months_and_quarters import format_month, list_months_of_quarter
from handrail.insight.publication.open_data import PROTECTION
from handrail.insight.publication.queries import list_areas_of_figures
from handrail.insight.review_gaps.actions import add_follow_up_action_on_reviewed_gap
from handrail.insight.review_gaps.forms import GapActionForm
from handrail.insight.review_gaps.gap_codes import NO_SERVICE
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.models import FollowUp
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "provision_gaps"
PREFILLED = ("need", "phase")


class ProvisionGapsPageContext(TypedDict):
    """What provision_gaps/gaps.html shows. `area_name` is empty for a body without an area."""

    area_name: str
    phases: Sequence[tuple[str, str]]
    rows: list[NeedGapRow]
    served: list[str]
    plan_sentence: str
    about_unmet: str
    about_months: str
    months: list[tuple[str, int]]
    months_chart: Markup
    since: str
    until: str
    often: list[tuple[str, int]]
    often_chart: Markup
    districts: list[DistrictUnmetNeedsByPhaseRow]
    by_phase: list[MeasureByPhaseRow]
    key: list[tuple[str, str, str]]
    protection: tuple[str, str]
    may_act: bool


@requires_permission(Permission.VIEW_OVERSIGHT)
def provision_gaps(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's own area lacks, by need, phase and district."""
    own = get_area_code_of_body(actor.body_id)
    gaps, may_act = get_provision_gaps_of_area(actor, own), actor.may(Permission.WORK_ON_ACTIONS)
    rows, often = list_need_gap_rows(gaps, may_act=may_act), list_needs_missing_most_often(gaps)
    shown: ProvisionGapsPageContext = {
        "area_name": dict(list_areas_of_figures()).get(own, ""),
        "phases": PHASES,
        "rows": [row for row in rows if not row.is_served_throughout],
        "served": [row.name for row in rows if row.is_served_throughout],
        "plan_sentence": describe_gaps_without_service_or_action(rows),
        "about_unmet": ABOUT_UNMET_NEEDS,
        "about_months": ABOUT_ROUNDED_MONTHS,
        "months": [(format_month(month), people) for month, people in reversed(gaps.unmet_by_month)],
        "months_chart": draw_line_of_unmet_needs(gaps.unmet_by_month),
        "since": format_month(list_months_of_quarter(gaps.quarters[-1].code)[0]) if gaps.quarters else "",
        "until": format_month(list_months_of_quarter(gaps.quarters[0].code)[-1]) if gaps.quarters else "",
        "often": often,
        "often_chart": draw_bars_of_missing_needs(often),
        "districts": list_district_gap_rows(gaps),
        "by_phase": list_phase_gap_rows(gaps),
        "key": [(STATE_TAGS[code], STATE_WORDS[code], means) for code, means in STATE_MEANINGS.items()],
        "protection": PROTECTION,
        "may_act": may_act,
    }
    return render(request, "provision_gaps/gaps.html", {**get_layout_context(request, actor, NAV), **shown})


class AddActionOnProvisionGapPage(ActionPage):
    """Make an action of what is missing, for the partnership's list."""

    permission, nav = Permission.WORK_ON_ACTIONS, NAV
    title, button, form_class, runs_once = (
        "What will be done about it?",
        "Add action",
        GapActionForm,
        True,
    )

    @property
    def back_url(self) -> str:
        return reverse("provision_gaps")

    def get_form_kwargs(self) -> dict[str, Any]:
        asked = {name: self.request.GET.get(name, "") for name in PREFILLED}
        return super().get_form_kwargs() | {"instance": FollowUp(), "initial": {"gap": NO_SERVICE, **asked}}

    def perform(self, form: GapActionForm) -> str:
        add_follow_up_action_on_reviewed_gap(form.get_gap(), form.instance, by=self.actor)
        return "Action added to the partnership’s list. The person responsible will be reminded before it is due."
