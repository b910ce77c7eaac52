"""Seeing a report as it would be published, and publishing it."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from markupsafe import Markup

from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.edition_content import make_edition_content
from handrail.areas.reports.forms import PublishReportEditionForm
from handrail.areas.reports.queries import published_editions
from handrail.areas.reports.queries.working_report import ReportEntryRow, WorkingReport, get_working_report
from handrail.areas.reports.views.editor import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Document
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context


class ReportPreviewPageContext(TypedDict):
    """What reports/preview.html shows."""

    slug: str
    document: Document
    body: Markup


@requires_permission(Permission.EDIT_REPORTS)
def report_preview(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """The report as it would look now. It has no number and no files."""
    document = make_edition_content(get_working_report(slug), number=0, on=formatting.get_today()).document
    shown: ReportPreviewPageContext = {
        "slug": slug,
        "document": document,
        "body": html.render_blocks(document.blocks),
    }
    return render(request, "reports/preview.html", {**get_layout_context(request, actor, NAV), **shown})


class PublishEditionContext(TypedDict):
    """The report beside the form, and the entries that block its publication."""

    report: WorkingReport
    waiting: list[ReportEntryRow]
    slug: str


class PublishEditionPage(ActionPage):
    """Publish the next edition, once nothing blocks it."""

    permission, nav, template_name = Permission.EDIT_REPORTS, NAV, "reports/publish.html"
    form_class = PublishReportEditionForm
    report: WorkingReport
    number: int

    @property
    def title(self) -> str:
        return msg("Publish edition {number}", number=self.number)

    button = title

    @property
    def back_url(self) -> str:
        return reverse("report_edit", args=[self.report.slug])

    def load(self, slug: str) -> None:
        self.report, newest = get_working_report(slug), published_editions.find_edition_detail(slug)
        self.number = newest.number + 1 if newest else 1

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"is_first": self.number == 1, "initial": {"seen": self.number}}

    def get_context_data(self) -> PublishEditionContext:
        waiting = self.report.list_blocking_entries()
        return {"report": self.report, "waiting": waiting, "slug": self.report.slug}

    def perform(self, form: PublishReportEditionForm) -> str:
        note, seen = form.cleaned_data.get("note", ""), form.cleaned_data["seen"]
        edition = publish_edition(slug=self.report.slug, note=note, seen_number=seen, by=self.actor)
        self.success_url = reverse("report", args=[self.report.slug])
        return msg("Edition {number} is published. It never changes.", number=edition.number)
