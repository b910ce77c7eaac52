"""A body reads how it would be quoted, and answers."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.reports.actions.quotes import answer_quote
from handrail.areas.reports.forms import QuoteAnswerForm
from handrail.areas.reports.permissions import ReportNotVisible
from handrail.areas.reports.queries.quotes import QuoteRow, list_quotes
from handrail.areas.reports.states import QUOTE_NAMES
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.APPROVE_QUOTES)
def quotes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that the reader's body was asked about, what waits first."""
    shown = {"lines": list_quotes(actor)}
    return render(request, "reports/quotes.html", get_layout_context(request, actor, "reports") | shown)


@requires(Permission.APPROVE_QUOTES)
def quote(request: HttpRequest, actor: Actor, entry_id: int) -> HttpResponse:
    """One wording beside what the body told."""
    line = _get_quote_row(actor, entry_id)
    form = bind_form(QuoteAnswerForm, request, initial={"seen": line.entry.version})

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        answer_quote(entry_id=entry_id, seen_version=seen, by=actor, **answers)
        return "Thank you. The editor sees your answer."

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _get_quote_row(actor, entry_id).entry
        rows = [("Wording that you are asked about", line.entry.wording, now.wording)]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    here = reverse("quotes")
    page = FormAction(
        title=msg("{area}: {title}", area=line.entry.area, title=line.entry.title),
        save=save,
        then=here,
        back=here,
        button="Send answer",
        template="reports/quote.html",
        more={"line": line, "answered": QUOTE_NAMES[line.entry.quote] if line.entry.quote != "asked" else ""},
        stale=versions,
        place="reports",
    )
    return process_form_action(request, actor, form, page)


def _get_quote_row(actor: Actor, entry_id: int) -> QuoteRow:
    line = next((line for line in list_quotes(actor) if line.entry.id == entry_id), None)
    if line is None:
        raise ReportNotVisible
    return line
