"""A body reads how it would be quoted, and answers."""

from typing import NotRequired, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.reports.actions.quotes import answer_quote
from handrail.areas.reports.forms import QuoteAnswerForm
from handrail.areas.reports.kinds_and_states import QUOTE_NAMES
from handrail.areas.reports.queries.quotes import QuoteRow, get_quote_row, list_quotes
from handrail.areas.reports.queries.working_report import get_entry_record
from handrail.areas.reports.views.editor import NAV
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.record_display import VersionComparison, VersionComparisonRow


class QuotesPageContext(TypedDict):
    """What reports/quotes.html shows."""

    lines: tuple[QuoteRow, ...]


@requires(Permission.APPROVE_QUOTES)
def quotes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that the reader's body was asked about, what waits first."""
    shown: QuotesPageContext = {"lines": list_quotes(actor)}
    return render(request, "reports/quotes.html", {**get_layout_context(request, actor, NAV), **shown})


class QuoteFormContext(TypedDict):
    """What is asked about, beside the form; both versions after a concurrent edit."""

    line: QuoteRow
    answered: str
    versions: NotRequired[VersionComparison]


class AnswerQuotePage(ActionPage):
    """Answer whether one wording may be published, beside what the body told."""

    permission, nav, button = Permission.APPROVE_QUOTES, NAV, "Send answer"
    form_class, template_name = QuoteAnswerForm, "reports/quote.html"
    line: QuoteRow

    @property
    def title(self) -> str:
        return msg("{area}: {title}", area=self.line.entry.area, title=self.line.entry.title)

    @property
    def back_url(self) -> str:
        return reverse("quotes")

    def load(self, entry_id: int) -> None:
        self.line = get_quote_row(self.actor, entry_id)
        self.record = get_entry_record(self.line.slug, self.line.entry.anchor)

    def get_context_data(self) -> QuoteFormContext:
        entry = self.line.entry
        answered = QUOTE_NAMES[entry.quote] if entry.quote != "asked" else ""
        context: QuoteFormContext = {"line": self.line, "answered": answered}
        if self.draft and self.draft.has_conflict:
            rows = (VersionComparisonRow("Wording to approve", entry.wording, entry.wording),)
            context["versions"] = VersionComparison(entry.changed_by, entry.changed_at, rows)
        return context

    def perform(self, form: QuoteAnswerForm) -> str:
        answer_quote(entry_id=self.line.entry.id, **form.cleaned_data, by=self.actor)
        return "Thank you. The editor can see your answer."
