"""Seeing a report as it would be published, and publishing it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.reports.actions.publication import publish_edition
from handrail.areas.reports.edition_content import make_edition_content
from handrail.areas.reports.forms import PublishEditionForm
from handrail.areas.reports.queries import published_editions
from handrail.areas.reports.views.editor import get_report_or_404
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.documents import html
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form
from handrail.platform.ui.navigation import get_layout_context


@requires(Permission.EDIT_REPORTS)
def report_preview(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """The report as it would look now. It has no number and no files."""
    document = make_edition_content(get_report_or_404(slug), number=0, on=formatting.get_today()).document
    shown = {"slug": slug, "document": document, "body": html.render_blocks(document.blocks)}
    return render(request, "reports/preview.html", get_layout_context(request, actor, "reports") | shown)


@requires(Permission.EDIT_REPORTS)
def report_publish(request: HttpRequest, actor: Actor, slug: str) -> HttpResponse:
    """Publish the next edition, once nothing is in the way."""
    report, newest = get_report_or_404(slug), published_editions.find_edition(slug)
    number = newest.number + 1 if newest else 1
    form = bind_form(PublishEditionForm, request, first=newest is None, initial={"seen": number})
    waiting = [
        entry for entry in report.entries() if entry.blocks_publication or entry.withdrawn or entry.exposed
    ]

    def save(answers: dict[str, Any]) -> str:
        publish_edition(slug=slug, note=answers.get("note", ""), seen_number=answers["seen"], by=actor)
        return msg("Edition {number} is published. It never changes.", number=number)

    back = reverse("report_edit", args=[slug])
    page = FormAction(
        title=msg("Publish edition {number}", number=number),
        save=save,
        then=reverse("report", args=[slug]),
        back=back,
        button=msg("Publish edition {number}", number=number),
        template="reports/publish.html",
        more={"report": report, "waiting": waiting, "slug": slug},
        place="reports",
    )
    return process_form_action(request, actor, form, page)
