"""The list of assessments, one assessment, its figures by phase, its publication and files."""

from typing import Any, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from markupsafe import Markup

from handrail.areas.needs import presenters
from handrail.areas.needs.actions.assessments import change_draft_needs_assessment, create_draft_assessment
from handrail.areas.needs.actions.publication import (
    hash_needs_draft,
    publish_needs_assessment,
    require_publishable_needs_assessment,
)
from handrail.areas.needs.forms import NeedsAssessmentForm, PublishNeedsForm
from handrail.areas.needs.legal_basis import NeedsAssessmentLegalBasis, find_legal_basis
from handrail.areas.needs.models import CommissioningIntention, NeedsAssessment
from handrail.areas.needs.needs_document import list_what_figures_by_phase_leave_out
from handrail.areas.needs.permissions import PUBLISHED_STAYS
from handrail.areas.needs.presenters import NAV
from handrail.areas.needs.queries import (
    AssessmentDetail,
    PublishedFiguresByPhase,
    find_published_needs_file,
    get_needs_assessment_with_its_rows,
    get_needs_assessment_without_its_rows,
    get_published_figures_by_phase,
    select_visible_assessments,
)
from handrail.areas.needs.queries.document import build_current_needs_document, fetch_needs_document_sources
from handrail.areas.needs.services_from_intentions import (
    ServiceFromIntention,
    list_services_by_intention_id,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.documents import html
from handrail.platform.documents.document_tree import Document
from handrail.platform.documents.formats import FORMATS
from handrail.platform.documents.serialisation import build_document_from_plain_values
from handrail.platform.followups.permissions import (
    RecordNotVisibleError,
    get_own_and_taken_over_body_ids_of_actor,
)
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page


class NeedsListContext(TypedDict):
    """What needs/list.html shows."""

    place: str
    rows: list[tuple[NeedsAssessment, StateTag]]
    list: "Page[NeedsAssessment]"
    may_write: bool
    may_survey: bool


class NeedsPageContext(TypedDict):
    """What needs/assessment.html shows."""

    detail: AssessmentDetail
    assessment: NeedsAssessment
    state: StateTag
    basis: NeedsAssessmentLegalBasis
    findings: list[presenters.FindingDisplay]
    decisions: dict[str, StateTag]
    services: dict[UUID, list[ServiceFromIntention]]
    quotes: list[tuple[Any, Any, bool]]
    may_write: bool
    may_publish: bool
    may_decide: bool
    may_check: bool


class PublishedNeedsContext(TypedDict):
    """What needs/published.html shows."""

    assessment: NeedsAssessment
    state: StateTag
    document: Document
    parts: list[presenters.NeedsDocumentPart]
    intentions: list[tuple[CommissioningIntention, list[ServiceFromIntention]]]
    decisions: dict[str, StateTag]
    is_own: bool
    files: list[tuple[str, str]]
    manage_href: str
    may_decide: bool


class NeedsPhasesContext(TypedDict):
    """What needs/phases.html shows."""

    assessment: NeedsAssessment
    figures: PublishedFiguresByPhase
    left_out: list[str]
    lines: list[presenters.PhaseMeasureDisplay]


@requires_permission(Permission.VIEW_NEEDS)
def needs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The assessments that are open to the reader."""
    page = fetch_page(select_visible_assessments(actor), request.GET.get("page", ""))
    works = actor.may(Permission.WRITE_NEEDS) or actor.may(Permission.PUBLISH_NEEDS)
    shown: NeedsListContext = {
        "place": "needs_assessment" if works else "published_needs",
        "rows": [(row, presenters.STATE_TAGS[row.state]) for row in page.object_list],
        "list": page,
        "may_write": actor.may(Permission.WRITE_NEEDS),
        "may_survey": actor.may(Permission.RUN_SURVEYS),
    }
    return render(request, "needs/list.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_NEEDS)
def needs_assessment(request: HttpRequest, actor: Actor, assessment_id: UUID) -> HttpResponse:
    """One assessment: a draft, and what was decided since, for the body that writes it."""
    bodies = get_own_and_taken_over_body_ids_of_actor(actor)
    row = get_needs_assessment_without_its_rows(actor, assessment_id, bodies)
    works = actor.may(Permission.WRITE_NEEDS) or actor.may(Permission.PUBLISH_NEEDS)
    if not works or row.body_id not in bodies:
        return redirect("published_needs", assessment_id=row.pk)
    detail = get_needs_assessment_with_its_rows(actor, assessment_id, bodies)
    is_draft = row.state == "draft"
    shown: NeedsPageContext = {
        "detail": detail,
        "assessment": detail.row,
        "state": presenters.STATE_TAGS[row.state],
        "basis": find_legal_basis(row.area.nation, today()),
        "findings": presenters.list_finding_displays(detail),
        "decisions": presenters.DECISION_TAGS,
        "services": list_services_by_intention_id(actor, [each.pk for each in detail.intentions]),
        "quotes": _list_quotes_of_needs_page(detail, actor),
        "may_write": is_draft and actor.may(Permission.WRITE_NEEDS),
        "may_publish": is_draft and actor.may(Permission.PUBLISH_NEEDS),
        "may_decide": row.state != "superseded" and actor.may(Permission.PUBLISH_NEEDS),
        "may_check": is_draft,
    }
    return render(request, "needs/assessment.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_NEEDS)
def published_needs_assessment(request: HttpRequest, actor: Actor, assessment_id: UUID) -> HttpResponse:
    """An assessment as it was published."""
    row = get_needs_assessment_without_its_rows(actor, assessment_id)
    if row.state == "draft":
        raise Http404
    own = row.body_id in get_own_and_taken_over_body_ids_of_actor(actor)
    works = own and (actor.may(Permission.WRITE_NEEDS) or actor.may(Permission.PUBLISH_NEEDS))
    document = build_document_from_plain_values(row.publication.content)
    shown: PublishedNeedsContext = {
        "assessment": row,
        "state": presenters.STATE_TAGS[row.state],
        "document": document,
        "parts": presenters.list_needs_document_parts(document),
        "intentions": _list_intentions_as_they_are_today(row, actor),
        "decisions": presenters.DECISION_TAGS,
        "is_own": own,
        "files": [(each.name, reverse("needs_file", args=[row.pk, each.code])) for each in FORMATS],
        "manage_href": reverse("needs_assessment", args=[row.pk]) if works else "",
        "may_decide": own and row.state == "published" and actor.may(Permission.PUBLISH_NEEDS),
    }
    return render(request, "needs/published.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_NEEDS)
def needs_figures_by_phase(request: HttpRequest, actor: Actor, assessment_id: UUID) -> HttpResponse:
    """Needs and offers by phase: published figures of the area and period, which nobody types."""
    row = get_needs_assessment_without_its_rows(actor, assessment_id)
    figures = get_published_figures_by_phase(row)
    shown: NeedsPhasesContext = {
        "assessment": row,
        "figures": figures,
        "left_out": list_what_figures_by_phase_leave_out(figures),
        "lines": presenters.list_phase_measure_displays(figures),
    }
    return render(request, "needs/phases.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_NEEDS)
def published_needs_assessment_file(
    request: HttpRequest, actor: Actor, assessment_id: UUID, form: str
) -> HttpResponse:
    """A file of a published assessment, as it was made when it was published."""
    known = next((each for each in FORMATS if each.code == form), None)
    found = find_published_needs_file(actor, assessment_id, form) if known else None
    if known is None or found is None:
        raise Http404
    response = HttpResponse(bytes(found.content), content_type=known.media_type)
    name = slugify(found.publication.assessment.title)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    response.headers["ETag"] = f'"{found.sha256}"'
    return response


def _list_intentions_as_they_are_today(
    row: NeedsAssessment, actor: Actor
) -> list[tuple[CommissioningIntention, list[ServiceFromIntention]]]:
    """Each intention with its services: what was published keeps the decisions of its day alone."""
    intentions = list(CommissioningIntention.objects.filter(assessment=row).select_related("decided_by"))
    services = list_services_by_intention_id(actor, [each.pk for each in intentions])
    return [(each, services.get(each.pk, [])) for each in intentions]


def _list_quotes_of_needs_page(detail: AssessmentDetail, actor: Actor) -> list[tuple[Any, Any, bool]]:
    """Each quote with its evidence, and whether the reader may be the second to read it."""
    return [
        (quote, row, quote.checked_by_id is None and quote.written_by_id != actor.user_id)
        for row in detail.evidence
        for quote in detail.quotes.get(row.pk, [])
    ]


class AddNeedsAssessmentPage(ActionPage):
    """Begin an assessment of the body's area."""

    permission, nav = Permission.WRITE_NEEDS, NAV
    title, button, form_class, runs_once = "Begin a needs assessment", "Begin", NeedsAssessmentForm, True
    template_name = "needs/scope.html"

    @property
    def back_url(self) -> str:
        return reverse("needs")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": NeedsAssessment(body_id=self.actor.body_id)}

    def perform(self, form: NeedsAssessmentForm) -> str:
        made = create_draft_assessment(form.instance, by=self.actor)
        self.success_url = reverse("needs_assessment", args=[made.pk])
        return "The assessment is a draft. Add evidence, then findings."


class NeedsActionPage(ActionPage, abstract=True):
    """What changes one assessment."""

    permission, nav = Permission.WRITE_NEEDS, NAV
    detail: AssessmentDetail

    @property
    def back_url(self) -> str:
        return reverse("needs_assessment", args=[self.detail.row.pk])

    @property
    def lead(self) -> str:
        return str(self.detail.row.title)

    def load(self, assessment_id: UUID, **more: Any) -> None:
        bodies = get_own_and_taken_over_body_ids_of_actor(self.actor)
        self.detail = get_needs_assessment_with_its_rows(self.actor, assessment_id, bodies)
        if self.detail.row.body_id not in bodies:  # published by another office: read, never worked on
            raise RecordNotVisibleError("needs assessment")

    def require_draft(self) -> None:
        """Raise ActionNotPossibleError where the assessment is published."""
        if self.detail.row.state != "draft":
            raise ActionNotPossibleError(PUBLISHED_STAYS)


class ChangeNeedsAssessmentPage(NeedsActionPage):
    """Change scope, period or method."""

    title, form_class, lead = "Change the scope", NeedsAssessmentForm, ""
    template_name = "needs/scope.html"

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        self.record = self.detail.row

    def perform(self, form: NeedsAssessmentForm) -> str:
        change_draft_needs_assessment(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Changed."


class PublishNeedsContext(TypedDict):
    """What its template shows beside the form."""

    body: Markup


class PublishNeedsPage(NeedsActionPage):
    """Read the draft as it will be published, and publish it."""

    permission = Permission.PUBLISH_NEEDS
    title, button, form_class, lead = "Publish the assessment", "Publish", PublishNeedsForm, ""
    template_name = "needs/publish.html"

    def load(self, assessment_id: UUID, **more: Any) -> None:
        super().load(assessment_id)
        self.require_draft()
        require_publishable_needs_assessment(self.detail)
        self.document = build_current_needs_document(self.detail, fetch_needs_document_sources(self.detail))

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"shown": hash_needs_draft(self.document)}}

    def get_context_data(self) -> PublishNeedsContext:
        return {"body": html.render_blocks(self.document.blocks)}

    def perform(self, form: PublishNeedsForm) -> str:
        publish_needs_assessment(self.detail.row.pk, shown=form.cleaned_data["shown"], by=self.actor)
        self.success_url = reverse("published_needs", args=[self.detail.row.pk])
        return msg("“{title}” is published.", title=self.detail.row.title)
