"""Exact counts that an organisation is asked to give: what is asked, and giving one."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.insight.measures.catalogue import MEASURES_BY_KEY
from handrail.insight.measures.measure import Measure
from handrail.insight.monitoring_returns.actions.exact_counts import disclose_exact_count
from handrail.insight.monitoring_returns.exact_counts import count_people_of_own_cases
from handrail.insight.monitoring_returns.forms import DiscloseExactCountForm
from handrail.insight.monitoring_returns.models import (
    ExactCountDisclosure,
    MonitoringLine,
    MonitoringReturn,
)
from handrail.insight.monitoring_returns.permissions import get_return_and_count_requested_of_body
from handrail.insight.monitoring_returns.queries import RequestedExactCount, list_requested_exact_counts
from handrail.insight.publication.months_and_quarters import format_quarter
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

NAV = "asked_counts"


class RequestedExactCountsContext(TypedDict):
    """What monitoring_returns/asked.html shows."""

    asked: list[RequestedExactCount]


@requires_permission(Permission.DISCLOSE_COUNTS)
def asked_counts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Counts that the reader's organisation is asked for and has not given."""
    shown: RequestedExactCountsContext = {"asked": list_requested_exact_counts(actor)}
    return render(
        request, "monitoring_returns/asked.html", {**get_layout_context(request, actor, NAV), **shown}
    )


class DiscloseExactCountContext(TypedDict):
    """What monitoring_returns/give.html shows beside its form."""

    line: MonitoringLine
    period: str
    measure: Measure
    people: int


class DiscloseExactCountPage(ActionPage):
    """Give one exact count, on a basis."""

    permission, nav, button, form_class = (
        Permission.DISCLOSE_COUNTS,
        NAV,
        "Give this count",
        DiscloseExactCountForm,
    )
    template_name = "monitoring_returns/give.html"
    row: MonitoringReturn
    line: MonitoringLine
    people: int

    @property
    def title(self) -> str:
        return msg("Give {body} an exact count", body=self.line.template.body.name)

    @property
    def back_url(self) -> str:
        return reverse("asked_counts")

    def load(self, return_id: UUID, number: int) -> None:
        self.row, self.line = get_return_and_count_requested_of_body(return_id, number, self.actor)
        measure = MEASURES_BY_KEY[self.line.measure]
        self.people = count_people_of_own_cases(self.actor, measure, self.row.quarter, share=self.line.share)

    def get_form_kwargs(self) -> dict[str, Any]:
        instance = ExactCountDisclosure()
        return {"actor": self.actor, "instance": instance, "initial": {"shown": self.people}}

    def get_context_data(self) -> DiscloseExactCountContext:
        return {
            "line": self.line,
            "period": format_quarter(self.row.quarter),
            "measure": MEASURES_BY_KEY[self.line.measure],
            "people": self.people,
        }

    def perform(self, form: DiscloseExactCountForm) -> str:
        disclose_exact_count(
            form.instance,
            return_id=self.row.pk,
            number=self.line.number,
            shown=form.cleaned_data["shown"],
            by=self.actor,
        )
        return msg("Count given to {body} and logged.", body=self.line.template.body.name)
