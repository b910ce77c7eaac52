"""A body reads how it would be quoted, and answers."""

from typing import NotRequired, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.reports.actions.quotes import answer_quote_approval_request
from handrail.areas.reports.forms import QuoteApprovalAnswerForm
from handrail.areas.reports.kinds_and_states import QUOTE_NAMES
from handrail.areas.reports.queries.quotes import (
    QuoteApprovalRow,
    get_quote_approval_request_to_body,
    list_quote_approval_requests_to_body,
)
from handrail.areas.reports.queries.working_report import get_report_entry_for_edit
from handrail.areas.reports.views.editor import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.record_display import VersionComparison, VersionComparisonRow


class QuotesPageContext(TypedDict):
    """What reports/quotes.html shows."""

    lines: tuple[QuoteApprovalRow, ...]


@requires_permission(Permission.APPROVE_QUOTES)
def quotes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that the reader's body was asked about, what waits first."""
    shown: QuotesPageContext = {"lines": list_quote_approval_requests_to_body(actor)}
    return render(request, "reports/quotes.html", {**get_layout_context(request, actor, NAV), **shown})


class QuoteApprovalContext(TypedDict):
    """What is asked about, beside the form; both versions after a concurrent edit."""

    line: QuoteApprovalRow
    answered: str
    versions: NotRequired[VersionComparison]


class AnswerQuoteApprovalPage(ActionPage):
    """Answer whether one wording may be published, beside what the body told."""

    permission, nav, button = Permission.APPROVE_QUOTES, NAV, "Send answer"
    form_class, template_name = QuoteApprovalAnswerForm, "reports/quote.html"
    line: QuoteApprovalRow

    @property
    def title(self) -> str:
        return msg("{area}: {title}", area=self.line.entry.area, title=self.line.entry.title)

    @property
    def back_url(self) -> str:
        return reverse("quotes")

    def load(self, entry_id: int) -> None:
        self.line = get_quote_approval_request_to_body(self.actor, entry_id)
        self.record = get_report_entry_for_edit(self.line.slug, self.line.entry.anchor)

    def get_context_data(self) -> QuoteApprovalContext:
        entry = self.line.entry
        answered = QUOTE_NAMES[entry.quote] if entry.quote != "asked" else ""
        context: QuoteApprovalContext = {"line": self.line, "answered": answered}
        if self.draft and self.draft.has_conflict:
            rows = (VersionComparisonRow("Wording to approve", entry.wording, entry.wording),)
            context["versions"] = VersionComparison(entry.changed_by, entry.changed_at, rows)
        return context

    def perform(self, form: QuoteApprovalAnswerForm) -> str:
        answer_quote_approval_request(entry_id=self.line.entry.id, **form.cleaned_data, by=self.actor)
        return "Thank you. The editor can see your answer."
