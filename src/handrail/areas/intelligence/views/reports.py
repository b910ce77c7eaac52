"""Intelligence reports: the list, one report, writing, grading and clearing."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.intelligence import presenters
from handrail.areas.intelligence.actions import reports as acts
from handrail.areas.intelligence.code_lists import SCHEMES, list_sources_of_intelligence_codes
from handrail.areas.intelligence.forms import (
    GradeReportForm,
    IntelligenceReportForm,
    IntelligenceReportResultsForm,
    SendReportBackForm,
)
from handrail.areas.intelligence.models import IntelligenceReport
from handrail.areas.intelligence.presenters import NAV, IntelligenceStateTag
from handrail.areas.intelligence.queries.reports import fetch_intelligence_report_page
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.dated_codes import DatedCode
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context

STATES = {"written": "Waiting", "returned": "Returned", "cleared": "Cleared", "all": "All"}
NO_NAMES = (
    "Handrail refuses telephone numbers, postcodes, number plates and email addresses. "
    "It can miss a name: read every line before you send the report."
)
NO_NAMES_AFTERWARDS = (
    "Handrail can miss a name. Read every line, and change the report now if it names anyone."
)
NO_NAMES_FOR_CLEARING = "Handrail can miss a name. Read every line, and return the report if it names anyone."


class ReportListContext(TypedDict):
    """What intelligence/reports.html shows."""

    tabs: list[tuple[str, str, bool]]
    states: list[tuple[str, str, bool]]
    rows: list[tuple[IntelligenceReport, IntelligenceStateTag]]
    page: Page[Any]


class ReportPageContext(TypedDict):
    """What intelligence/report.html shows."""

    report: IntelligenceReport
    tag: IntelligenceStateTag
    no_names: str
    sources: list[DatedCode]
    may_rewrite: bool
    may_clear: bool
    may_count: bool
    is_own: bool


@requires_permission(Permission.WRITE_INTELLIGENCE)
def intelligence_reports(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Reports that are open to the reader."""
    state = request.GET.get("state", "written")
    state = state if state in STATES else "written"
    page = fetch_intelligence_report_page(actor, state, request.GET.get("page", ""))
    shown: ReportListContext = {
        "tabs": presenters.make_intelligence_tabs(actor, "intelligence_reports"),
        "states": [
            (words, f"{reverse('intelligence_reports')}?state={code}", code == state)
            for code, words in STATES.items()
        ],
        "rows": [(row, presenters.make_intelligence_report_tag(row)) for row in page],
        "page": page,
    }
    return render(request, "intelligence/reports.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.WRITE_INTELLIGENCE)
def intelligence_report(request: HttpRequest, actor: Actor, report_id: UUID) -> HttpResponse:
    """One report with its words. That it was read is recorded."""
    found = acts.read_report_and_record_access(report_id, by=actor)
    own = found.written_by_id == actor.user_id
    clears = actor.may(Permission.CLEAR_INTELLIGENCE) and found.body_id == actor.body_id
    shown: ReportPageContext = {
        "report": found,
        "tag": presenters.make_intelligence_report_tag(found),
        "no_names": _choose_words_about_names(found, own),
        "sources": list_sources_of_intelligence_codes(
            *(f"{part}_{found.scheme or '3x5x2'}" for part in ("source", "information", "handling"))
        ),
        "may_rewrite": own and found.state != "cleared",
        "may_clear": clears and not own and found.state == "written",
        "may_count": clears and found.state == "cleared",
        "is_own": own,
    }
    return render(request, "intelligence/report.html", {**get_layout_context(request, actor, NAV), **shown})


def _choose_words_about_names(report: IntelligenceReport, is_own: bool) -> str:
    """What whoever reads a report that is not cleared can still do about a name in it."""
    if report.state == "returned" and is_own:
        return NO_NAMES
    return NO_NAMES_AFTERWARDS if is_own else NO_NAMES_FOR_CLEARING


class SubmitIntelligenceReportPage(ActionPage):
    """Write an intelligence report, or report a worry of an outreach session."""

    permission, nav = Permission.WRITE_INTELLIGENCE, NAV
    title, button, form_class, runs_once = (
        "Write an intelligence report",
        "Send for clearing",
        IntelligenceReportForm,
        True,
    )
    lead = NO_NAMES

    @property
    def back_url(self) -> str:
        return reverse("intelligence_reports")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": IntelligenceReport()}

    def perform(self, form: IntelligenceReportForm) -> str:
        made = acts.submit_intelligence_report(form.instance, by=self.actor)
        self.success_url = reverse("intelligence_report", args=[made.pk])
        return msg("Sent to {force}. A second person reads it before anyone else.", force=made.body.name)


class IntelligenceReportActionPage(ActionPage, abstract=True):
    """What changes one report."""

    permission, nav = Permission.CLEAR_INTELLIGENCE, NAV
    record: IntelligenceReport

    @property
    def back_url(self) -> str:
        return reverse("intelligence_report", args=[self.record.pk])

    def load(self, report_id: UUID, **more: Any) -> None:
        self.record = acts.read_report_and_record_access(report_id, by=self.actor)


class ChangeUnclearedReportPage(IntelligenceReportActionPage):
    """Change a report that is not cleared."""

    permission = Permission.WRITE_INTELLIGENCE
    title, button, form_class, lead = (
        "Change the report",
        "Send for clearing",
        IntelligenceReportForm,
        NO_NAMES,
    )

    def get_saved_values(self, form: IntelligenceReportForm) -> dict[str, Any]:
        return super().get_saved_values(form) | {"words": self.record.words}

    def perform(self, form: IntelligenceReportForm) -> str:
        acts.change_uncleared_report(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Sent for clearing."


class GradeReportContext(TypedDict):
    """What its template shows beside the form."""

    words: str
    other: tuple[str, str]
    report: IntelligenceReport


class GradeAndClearReportPage(IntelligenceReportActionPage):
    """Grade a report and clear it."""

    button, form_class, template_name = "Clear report", GradeReportForm, "intelligence/clear.html"

    def load(self, report_id: UUID, **more: Any) -> None:
        if more["scheme"] not in dict(SCHEMES):
            raise RecordNotVisibleError("intelligence report")
        super().load(report_id)

    @property
    def title(self) -> str:
        return msg("Grade and clear: {scheme}", scheme=dict(SCHEMES)[self.kwargs["scheme"]])

    @property
    def lead(self) -> str:
        return "Check that it names no one. Once cleared, your force can read it and it cannot be changed."

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"scheme": self.kwargs["scheme"]}

    def get_context_data(self) -> GradeReportContext:
        other = next(row for row in SCHEMES if row[0] != self.kwargs["scheme"])
        return {"words": self.record.words, "other": other, "report": self.record}

    def perform(self, form: GradeReportForm) -> str:
        given = form.cleaned_data
        grade = acts.IntelligenceGradeInput(
            self.kwargs["scheme"],
            given["source"],
            given["information"],
            given["handling"],
            given["conditions"],
        )
        acts.grade_and_clear_report(self.record.pk, grade, seen=given["seen"], by=self.actor)
        return "Cleared for your force."


class SendReportBackPage(IntelligenceReportActionPage):
    """Give a report back to its writer."""

    title, button, form_class = "Return the report", "Return report", SendReportBackForm

    def perform(self, form: SendReportBackForm) -> str:
        given = form.cleaned_data
        acts.send_report_back_to_writer(
            self.record.pk, because=given["because"], seen=given["seen"], by=self.actor
        )
        return "Returned to its writer."


class RecordReportResultsPage(IntelligenceReportActionPage):
    """How many contacts and referrals a report led to."""

    title, button, form_class = "Count results", "Save numbers", IntelligenceReportResultsForm
    lead = "Enter numbers of people only. They are not linked to any case."

    def perform(self, form: IntelligenceReportResultsForm) -> str:
        given = form.cleaned_data
        acts.record_report_results(
            self.record.pk,
            contacts=given["contacts"],
            referrals=given["referrals"],
            seen=given["seen"],
            by=self.actor,
        )
        return "Numbers saved."
