"""A body reads how it would be quoted, and answers."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.reports.actions.quotes import answer_quote
from handrail.assurance.reports.permissions import NoReportHere
from handrail.assurance.reports.queries.quotes import QuoteLine, quotes_of
from handrail.assurance.reports.states import QUOTE_NAMES
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.reports.forms import QuoteForm


@door(Permission.APPROVE_QUOTES)
def quotes(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Everything that the reader's body was asked about, what waits first."""
    shown = {"lines": quotes_of(actor)}
    return render(request, "reports/quotes.html", frame(request, actor, "reports") | shown)


@door(Permission.APPROVE_QUOTES)
def quote(request: HttpRequest, actor: Actor, entry_id: int) -> HttpResponse:
    """One wording beside what the body told."""
    line = _line(actor, entry_id)
    form = bind(QuoteForm, request, initial={"seen": line.entry.version})

    def save(answers: dict[str, Any]) -> str:
        seen = answers.pop("seen")
        answer_quote(entry_id=entry_id, seen_version=seen, by=actor, **answers)
        return "Thank you. The editor sees your answer."

    def versions(typed: forms.Form) -> dict[str, Any]:
        now = _line(actor, entry_id).entry
        rows = [("Wording that you are asked about", line.entry.wording, now.wording)]
        return {"who": now.changed_by, "at": now.changed_at, "rows": rows, "seen": now.version}

    here = reverse("quotes")
    page = Act(
        title=say("{area}: {title}", area=line.entry.area, title=line.entry.title),
        save=save,
        then=here,
        back=here,
        button="Send answer",
        template="reports/quote.html",
        more={"line": line, "answered": QUOTE_NAMES[line.entry.quote] if line.entry.quote != "asked" else ""},
        stale=versions,
        place="reports",
    )
    return act(request, actor, form, page)


def _line(actor: Actor, entry_id: int) -> QuoteLine:
    line = next((line for line in quotes_of(actor) if line.entry.id == entry_id), None)
    if line is None:
        raise NoReportHere
    return line
