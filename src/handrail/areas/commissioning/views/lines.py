"""Lines of services: the list, one line, and what is said of it."""

from typing import Any, Final, TypedDict
from uuid import UUID

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.bids.presenters import EvaluationComparisonForDisplay, present_evaluation_comparisons
from handrail.areas.commissioning import money_presenters, presenters
from handrail.areas.commissioning.actions import lines as acts
from handrail.areas.commissioning.clause_sources import SOURCE_NAMES
from handrail.areas.commissioning.dated_rows import (
    MARKS,
    get_procurement_regime,
    list_notice_rules,
    list_procurement_regimes,
    list_procurement_thresholds,
    list_standstill_rules,
)
from handrail.areas.commissioning.forms import (
    CommissionedServiceForm,
    CommissionedServiceTermsForm,
    DirectoryEntryOfServiceForm,
    EvaluationOfServiceForm,
    NewCommissionedServiceForm,
    ProviderEndedForm,
    ReplaceProviderForm,
)
from handrail.areas.commissioning.intention_sources import IntentionOfService, find_intention_of_service
from handrail.areas.commissioning.models import CommissionedService, RenewalOption, ReviewFigure, StageMove
from handrail.areas.commissioning.ocds import make_ocds_release
from handrail.areas.commissioning.queries.decision_material import DecisionMaterial, fetch_decision_material
from handrail.areas.commissioning.queries.lines import (
    CommissionedServiceFilter,
    count_services_that_have_ended,
    get_commissioned_service,
    is_service_of_own_body,
    select_commissioned_services,
)
from handrail.areas.commissioning.queries.money import find_award_of_service, find_award_with_quarters
from handrail.areas.commissioning.review_report import describe_renewal_option_cost, format_review_figure
from handrail.areas.commissioning.stages import STAGE_CHOICES, STAGE_NAMES
from handrail.areas.commissioning.successor_after_reform import find_successor_body_of_agreement
from handrail.areas.commissioning.text_choices import LINE_KINDS
from handrail.areas.commissioning.views.line_pages import NAV, CommissionedServiceActionPage
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.paging import fetch_page

MOST_COMPARISONS: Final = 2
"""Of an evaluation beside the decision; all are on its own page."""


class CommissionedServiceListContext(TypedDict):
    """What commissioning/lines.html shows. `kept`: the code of each filter that is chosen."""

    list: "Page[CommissionedService]"
    rows: list[tuple[CommissionedService, Any, str]]
    kept: CommissionedServiceFilter
    stages: tuple[tuple[str, str], ...]
    kinds: tuple[tuple[str, str], ...]
    may_write: bool
    is_filtered: bool
    ended_count: int


@requires_permission(Permission.VIEW_COMMISSIONING)
def service_lines(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader's local policing body commissions."""
    given = request.GET
    kept = CommissionedServiceFilter(*(given.get(name, "") for name in ("stage", "kind", "over", "late")))
    page = fetch_page(select_commissioned_services(actor, kept), given.get("page", "1"))
    shown: CommissionedServiceListContext = {
        "list": page,
        "rows": [
            (row, presenters.make_renewal_decision_due_tag(row.decide_by), STAGE_NAMES[row.stage])
            for row in page
        ],
        "kept": kept,
        "stages": STAGE_CHOICES,
        "kinds": LINE_KINDS,
        "may_write": actor.may(Permission.EDIT_COMMISSIONING),
        "is_filtered": any((kept.stage, kept.kind, kept.over, kept.late)),
        "ended_count": 0 if kept.over else count_services_that_have_ended(actor),
    }
    return render(request, "commissioning/lines.html", {**get_layout_context(request, actor, NAV), **shown})


class CommissionedServicePageContext(TypedDict):
    """What commissioning/line.html shows."""

    line: CommissionedService
    stops: dict[str, list[presenters.ServiceStageForDisplay]]
    moves: list[presenters.NextStageMove]
    notices: list[presenters.ProcurementNoticeDisplay]
    regime: Any
    successor: str
    money: money_presenters.AwardSummary | None
    picture: money_presenters.AwardQuarterChart | None
    reviews: list[presenters.RenewalReviewLink]
    decide_by: Any
    source_names: dict[str, str]
    intention: IntentionOfService | None
    intended: StageMove | None
    material: DecisionMaterial
    comparisons: list[EvaluationComparisonForDisplay]
    options: list[tuple[RenewalOption, str]]
    so_far: dict[int, list[tuple[ReviewFigure, str]]]
    may_write: bool
    may_view_services: bool
    is_own: bool


@requires_permission(Permission.VIEW_COMMISSIONING)
def service_line(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """The life of one service on one line."""
    line = get_commissioned_service(actor, line_id)
    own = is_service_of_own_body(line)
    material = fetch_decision_material(actor, line)
    award = find_award_with_quarters(line) if hasattr(line, "award") else None
    shown: CommissionedServicePageContext = {
        "line": line,
        "stops": presenters.present_service_stages(line),
        "moves": presenters.list_next_stage_moves(actor, line, own=own),
        "notices": [presenters.present_procurement_notice(row) for row in line.notices.all()],
        "regime": get_procurement_regime(line.regime),
        "successor": presenters.describe_body_that_takes_over_agreement(
            find_successor_body_of_agreement(line.body, line.ends_on)
        ),
        "money": money_presenters.summarise_award(award, line.ends_on) if award else None,
        "picture": money_presenters.draw_award_quarter_bars(award) if award else None,
        "reviews": presenters.list_renewal_review_links(line),
        "decide_by": presenters.make_renewal_decision_due_tag(line.decide_by),
        "source_names": SOURCE_NAMES,
        "intention": find_intention_of_service(actor, line.intention_id),
        "material": material,
        "comparisons": present_evaluation_comparisons(material.comparisons[:MOST_COMPARISONS]),
        "options": [(row, describe_renewal_option_cost(row)) for row in material.options],
        "so_far": {
            clause.pk: [
                (row, format_review_figure(row)) for row in material.list_figures_of_clause(clause.pk)
            ]
            for clause in line.clauses.all()
        },
        "intended": next((move for move in line.moves.all() if move.stage == "intention"), None),
        "may_write": own and actor.may(Permission.EDIT_COMMISSIONING) and not line.is_over,
        "may_view_services": actor.may(Permission.VIEW_SERVICES),
        "is_own": own,
    }
    return render(request, "commissioning/line.html", {**get_layout_context(request, actor, NAV), **shown})


@requires_permission(Permission.VIEW_COMMISSIONING)
def contract_ocds_json(request: HttpRequest, actor: Actor, line_id: UUID) -> HttpResponse:
    """A contract as JSON of the Open Contracting Data Standard."""
    line = get_commissioned_service(actor, line_id)
    if line.kind != "contract":
        raise Http404
    response = JsonResponse(
        make_ocds_release(line, find_award_of_service(line)), json_dumps_params={"indent": 2}
    )
    response.headers["Content-Disposition"] = f'attachment; filename="ocds-{line.pk}.json"'
    return response


class ProcurementRulesContext(TypedDict):
    """What commissioning/rules.html shows."""

    regimes: Any
    thresholds: Any
    notice_rules: Any
    standstill_rules: Any
    marks: dict[str, str]
    regime_names: dict[str, str]
    stage_names: dict[str, str]


@requires_permission(Permission.VIEW_COMMISSIONING)
def commissioning_rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The rules of procurement as dated rows, each with its source and how sure it is."""
    shown: ProcurementRulesContext = {
        "regimes": list_procurement_regimes(),
        "thresholds": list_procurement_thresholds(),
        "notice_rules": list_notice_rules(),
        "standstill_rules": list_standstill_rules(),
        "marks": MARKS,
        "regime_names": {regime.code: regime.name for regime in list_procurement_regimes()},
        "stage_names": {**STAGE_NAMES, "changed": "Changed", "optional": "Before the tender"},
    }
    return render(request, "commissioning/rules.html", {**get_layout_context(request, actor, NAV), **shown})


class AddCommissionedServicePage(ActionPage):
    """Begin the line of a service."""

    permission, nav = Permission.EDIT_COMMISSIONING, NAV
    title, button, form_class, runs_once = "Add a service", "Add service", NewCommissionedServiceForm, True

    @property
    def back_url(self) -> str:
        return reverse("service_lines")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": CommissionedService()}

    def perform(self, form: NewCommissionedServiceForm) -> str:
        given, line = form.cleaned_data, form.instance
        set_intention_of_service(line, form)
        first = StageMove(on=given["need_on"], document=given["document"])
        made = acts.add_commissioned_service(line, first=first, by=self.actor)
        self.success_url = reverse("service_line", args=[made.pk])
        return "Service added. Its first stage is the need."


def set_intention_of_service(line: CommissionedService, form: CommissionedServiceForm) -> None:
    """What the form chose, with its words where none were typed; nothing where no intention may be chosen."""
    if "chosen_intention" not in form.fields:
        return
    chosen = form.get_chosen_intention()
    line.intention_id = chosen.id if chosen else None
    if chosen and not line.intention:
        line.intention = chosen.words[:300]


class ChangeCommissionedServicePage(CommissionedServiceActionPage):
    """Change what a service is and why."""

    edits_line = True
    title, form_class = "Change the service", CommissionedServiceForm

    def perform(self, form: CommissionedServiceForm) -> str:
        set_intention_of_service(form.instance, form)
        acts.change_commissioned_service(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Service changed."


class ChangeAgreementTermsPage(CommissionedServiceActionPage):
    """Change with whom and on which terms."""

    edits_line = True
    title, form_class = "Terms of the agreement", CommissionedServiceTermsForm

    def perform(self, form: CommissionedServiceTermsForm) -> str:
        acts.change_commissioned_service(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Terms saved."


class LinkServiceToDirectoryPage(CommissionedServiceActionPage):
    """Link the entry of the directory, and the fund."""

    edits_line = True
    title, form_class = "Directory entry", DirectoryEntryOfServiceForm

    def perform(self, form: DirectoryEntryOfServiceForm) -> str:
        acts.change_commissioned_service(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Directory entry linked."


class LinkEvaluationToServicePage(CommissionedServiceActionPage):
    """Say which evaluation tells whether the service works."""

    edits_line = True
    title, form_class = "Evaluation of this service", EvaluationOfServiceForm

    def perform(self, form: EvaluationOfServiceForm) -> str:
        acts.change_commissioned_service(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Evaluation linked."


class RecordProviderEndedPage(CommissionedServiceActionPage):
    """Record that the provider has stopped."""

    edits_line = True
    title, button, form_class = (
        "Provider has stopped",
        "Record that the provider has stopped",
        ProviderEndedForm,
    )

    def perform(self, form: ProviderEndedForm) -> str:
        acts.record_provider_ended(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg(
            "{provider}: stopped. An action reminds you to replace the provider.",
            provider=self.line.provider_name,
        )


class ReplaceProviderPage(CommissionedServiceActionPage):
    """Record who provides the service from now on."""

    edits_line = True
    title, button, form_class = "Replace the provider", "Replace provider", ReplaceProviderForm

    def perform(self, form: ReplaceProviderForm) -> str:
        acts.record_new_provider_of_service(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return "Provider replaced."
