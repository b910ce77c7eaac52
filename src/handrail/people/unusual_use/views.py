"""Unusual use: what the rules found, and what was decided."""

from typing import TypedDict
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.unusual_use.actions import record_unusual_use_decision
from handrail.people.unusual_use.forms import UnusualUseDecisionForm
from handrail.people.unusual_use.models import STATES, UnusualUse
from handrail.people.unusual_use.queries import list_case_references_of_finding
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record_of_read
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

PAGE_SIZE = 25
MOST_CASES = 50
MOST_CASES_OPEN = 20
"""Of them stand open; the others are folded."""
NAV = "unusual_use"


class UnusualUseListContext(TypedDict):
    """One page of findings in one state. `tabs`: name, address, whether it is this one."""

    findings: list[UnusualUse]
    state: str
    tabs: list[tuple[str, str, bool]]
    page: int
    pages: int
    newer: str
    older: str


class RecordUnusualUseDecisionContext(TypedDict):
    """References of the cases of a finding, each with the address of its log; and how many are left out."""

    cases: list[tuple[str, str]]
    folded: list[tuple[str, str]]
    more: int


@requires_permission(Permission.REVIEW_USE)
def show_unusual_use_findings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the rules found about people of one's own organisation, the newest first."""
    state = request.GET.get("state", "open")
    state = state if state in dict(STATES) else "open"
    rows = UnusualUse.objects.visible_to(actor).filter(state=state).for_list()
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    here = f"{reverse('unusual_use')}?state={state}&page="
    shown: UnusualUseListContext = {
        "findings": list(page),
        "state": state,
        "tabs": [(name, f"{reverse('unusual_use')}?state={code}", code == state) for code, name in STATES],
        "page": page.number,
        "pages": page.paginator.num_pages,
        "newer": f"{here}{page.number - 1}" if page.has_previous() else "",
        "older": f"{here}{page.number + 1}" if page.has_next() else "",
    }
    return render(request, "unusual_use/list.html", {**get_layout_context(request, actor, NAV), **shown})


class RecordUnusualUseDecisionPage(ActionPage):
    """One finding, with its reason and its numbers, and what is decided of it."""

    permission, nav = Permission.REVIEW_USE, NAV
    title, form_class, template_name = (
        "Unusual access to cases",
        UnusualUseDecisionForm,
        "unusual_use/decide.html",
    )
    finding: UnusualUse

    @property
    def back_url(self) -> str:
        return reverse("unusual_use")

    @property
    def lead(self) -> str:
        return msg(
            "{name}, {day}. {reason}",
            name=self.finding.worker.name,
            day=formatting.format_day(self.finding.day),
            reason=self.finding.reason,
        )

    def load(self, finding_id: int) -> None:
        found = UnusualUse.objects.visible_to(self.actor).for_list().filter(pk=finding_id).first()
        if found is None:
            raise NotVisible
        self.finding = self.record = found

    def get_context_data(self) -> RecordUnusualUseDecisionContext:
        """Which cases it was, each with its log of that person and day. That they were listed is recorded."""
        cases = list_case_references_of_finding(self.finding)
        why = f"account {self.finding.worker_id}, {self.finding.day.isoformat()}"
        write_audit_record_of_read(who=self.actor.who, verb="viewed: unusual use", about=None, why=why)
        day = self.finding.day.isoformat()
        shown = "refused" if self.finding.rule == "refusals" else "looks"
        asked = {"list": shown, "person": self.finding.worker_id, "since": day, "until": day}
        query = urlencode(asked)
        links = [(one, f"{reverse('case_looks', args=[one])}?{query}") for one in cases[:MOST_CASES]]
        return {
            "cases": links[:MOST_CASES_OPEN],
            "folded": links[MOST_CASES_OPEN:],
            "more": max(0, len(cases) - MOST_CASES),
        }

    def perform(self, form: UnusualUseDecisionForm) -> str:
        record_unusual_use_decision(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Decision saved."
