"""Seeing a report as it would be published, and publishing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.access.actor import Actor
from handrail.access.roles import Permission
from handrail.assurance.reports.actions.publishing import publish
from handrail.assurance.reports.making import content
from handrail.assurance.reports.queries import published
from handrail.documents import html
from handrail.kernel.saying import say
from handrail.web.acting import Act, act
from handrail.web.design import words
from handrail.web.design.forms import bind
from handrail.web.door import door
from handrail.web.navigation import frame
from handrail.web.reports.editing import report_or_no
from handrail.web.reports.forms import PublishForm


@door(Permission.EDIT_REPORTS)
def report_preview(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """The report as it would look now. It has no number and no files."""
    document = content(report_or_no(slug), number=0, on=words.today()).document
    shown = {"slug": slug, "document": document, "body": html.body(document.blocks)}
    return render(request, "reports/preview.html", frame(request, actor, "reports") | shown)


@door(Permission.EDIT_REPORTS)
def report_publish(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Publish the next edition, once nothing is in the way."""
    report, newest = report_or_no(slug), published.edition(slug)
    number = newest.number + 1 if newest else 1
    form = bind(PublishForm, request, first=newest is None, initial={"seen": number})
    waiting = [entry for entry in report.entries() if entry.in_the_way or entry.withdrawn or entry.exposed]

    def save(answers: dict[str, Any]) -> str:
        publish(slug=slug, note=answers.get("note", ""), seen_number=answers["seen"], by=actor)
        return say("Edition {number} is published. It never changes.", number=number)

    back = reverse("report_edit", args=[slug])
    page = Act(
        title=say("Publish edition {number}", number=number),
        save=save,
        then=reverse("report", args=[slug]),
        back=back,
        button=say("Publish edition {number}", number=number),
        template="reports/publish.html",
        more={"report": report, "waiting": waiting, "slug": slug},
        place="reports",
    )
    return act(request, actor, form, page)
