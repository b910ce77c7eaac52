"""All open requests at once: a suggested plan with reasons, the lead's changes to it, and sending the asks."""

from typing import TypedDict

from django.core.paginator import Page
from django.urls import reverse
from django.utils.http import urlencode

from handrail.people.deployment.actions.shift_plan import confirm_shift_plan
from handrail.people.deployment.forms import ShiftPlanForm
from handrail.people.deployment.pair_texts import (
    PairIds,
    format_request_practitioner_pair,
    parse_request_practitioner_pairs,
)
from handrail.people.deployment.queries.shift_plan import ShiftPlanWishes, make_shift_plan_of_lead
from handrail.people.deployment.shift_plan_presenters import (
    MOST_UNMET,
    PlannedRequestRow,
    UnmetRequestRow,
    describe_cost_of_wishes,
    format_request_practitioner_pair_name,
    list_area_choices_of_plan,
    present_planned_rows,
    present_unmet_rows,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg, pluralise
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.paging import fetch_page

SHOWN = (Kind.NOTES.value, Kind.CONTACT.value)
MUST, NOT = "must", "not"


class ShiftPlanContext(TypedDict):
    """What deployment/shift_plan.html shows. `changes`: the lead's own, each with the address without it."""

    planned: list[PlannedRequestRow]
    paging: "Page[int]"
    unmet: list[UnmetRequestRow]
    unmet_count: int
    changes: list[tuple[str, str]]
    difference: str
    refused: list[str]
    left_out: int
    areas: dict[str, str]
    area: str
    kept: list[tuple[str, str]]
    is_proved: bool


class ShiftPlanPage(ActionPage):
    """Plan the whole shift, change it, and ask everybody who is ticked."""

    permission, nav, runs_once = Permission.DEPLOY, "deployment_board", True
    title, button, form_class = "Plan the whole shift", "Ask everyone ticked", ShiftPlanForm
    template_name = "deployment/shift_plan.html"
    lead = (
        "A suggestion for all open requests at once. It keeps the rules and shares the work fairly. You "
        "decide. Each offer can be declined."
    )

    @property
    def back_url(self) -> str:
        return reverse("deployment_board")

    def load(self) -> None:
        asked = self.request.GET
        forced = dict(
            parse_request_practitioner_pairs(asked.getlist(MUST))
        )  # the last wish for a request counts
        self.wishes = ShiftPlanWishes(
            asked.get("area", ""), tuple(forced.items()), parse_request_practitioner_pairs(asked.getlist(NOT))
        )

    def get_context_data(self) -> ShiftPlanContext:
        made = make_shift_plan_of_lead(self.actor, self.wishes)
        page = fetch_page(made.list_placed(), self.request.GET.get("page", ""))
        unmet = made.list_unmet()
        shown_requests = [*page.object_list, *(one.request for one in unmet[:MOST_UNMET])]
        cases = sorted({made.requests[at].case_id for at in shown_requests})
        if cases:
            write_read_records_of_files(
                who=self.actor.who, verb="viewed the shift plan", about=cases, shown=SHOWN
            )
        named = [
            (name, pair, format_request_practitioner_pair_name(made, pair))
            for name, pair in self._list_wished()
        ]
        has_changes = any(text for _, _, text in named)
        shown: ShiftPlanContext = {
            "planned": present_planned_rows(made, page.object_list),
            "paging": page,
            "unmet": present_unmet_rows(made),
            "unmet_count": len(unmet),
            "changes": [
                (_describe_required_or_forbidden_pair(name, text), self._get_address(without=(name, pair)))
                for name, pair, text in named
                if text
            ],
            "difference": describe_cost_of_wishes(made) if has_changes else "",
            "refused": [format_request_practitioner_pair_name(made, pair) for pair in made.refused],
            "left_out": made.left_out,
            "areas": list_area_choices_of_plan(made.requests),
            "area": self.wishes.area,
            "kept": [(name, format_request_practitioner_pair(pair)) for name, pair in self._list_wished()],
            "is_proved": made.plan.gap == 0,
        }
        return shown

    def perform(self, form: ShiftPlanForm) -> list[str]:
        done = confirm_shift_plan(
            form.cleaned_data["pair"], is_contact=form.cleaned_data["is_contact"], by=self.actor
        )
        if not done.asked:
            raise ActionNotPossibleError(
                done.failures[0] if done.failures else "No one was asked. Check and try again."
            )
        said = msg(
            "{count} asked. Their time is kept until they answer.",
            count=pluralise(done.asked, "practitioner"),
        )
        return [said, *done.failures]

    def _list_wished(self) -> list[tuple[str, PairIds]]:
        forced = [(MUST, pair) for pair in self.wishes.forced]
        return [*forced, *((NOT, pair) for pair in self.wishes.forbidden)]

    def _get_address(self, without: tuple[str, PairIds]) -> str:
        kept = [
            (name, format_request_practitioner_pair(pair))
            for name, pair in self._list_wished()
            if (name, pair) != without
        ]
        area = [("area", self.wishes.area)] if self.wishes.area else []
        query = urlencode([*area, *kept])
        return f"{self.request.path}?{query}" if query else self.request.path


def _describe_required_or_forbidden_pair(name: str, text: str) -> str:
    return msg("{pair}: must be", pair=text) if name == MUST else msg("{pair}: must not be", pair=text)
